"""The name under which every index knows the codec's classes.

Whoosh pickles a class by its dotted path, so the path `indexer.store.codec` is part of the format
on disk and this module stays where it is. The code is in `indexer.store.keyword.whoosh_codec`.
"""

from __future__ import annotations

from indexer.store.keyword.whoosh_codec import PassageSegment, TermAnalyzer

__all__ = ["PassageSegment", "TermAnalyzer"]
