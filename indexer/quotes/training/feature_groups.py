"""Groups of features that can be left out, to measure what each is worth. Training only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from indexer.quotes.training.fitting import Decision

GROUPS = {
    "source-paths": ("source", "u v w x y1 y2 y3 U V W"),
    "source-tag-paths": ("source", "p2 pf f c"),
    "source-neighbours": ("source", "pr prw nx d"),
    "source-words": ("source", "h n nd k"),
    "source-places": ("source", "l pvs"),
    "source-clauses": ("source", "y yg yk"),
    "source-nobody": ("source", "0a 0b 0w 0f 0p 0c 0s"),
    "speaker-salience": ("speaker", "s sf rs new n main lc pi pif"),
    "speaker-links": ("speaker", "ch cha chr"),
    "speaker-roles": ("speaker", "ro rom fit fo"),
    "speaker-history": ("speaker", "h0 h1 h2"),
    "speaker-namesakes": ("speaker", "ce cf cb"),
    "speaker-nobody": ("speaker", "0d 0c 0h 0r"),
}
"""Name of the group -> its ranker, and the names of its features up to the colon."""


def without_group(ranker: str, decisions: Iterable[Decision], group: str) -> list[Decision]:
    """The decisions of a ranker without the features of a group; "" leaves nothing out."""
    owner, prefixes = GROUPS.get(group, ("", ""))
    left_out = set(prefixes.split())
    if owner != ranker:
        return list(decisions)
    return [
        replace(one, candidates=[_without(left_out, candidate) for candidate in one.candidates])
        for one in decisions
    ]


def _without(left_out: set[str], features: Iterable[str]) -> list[str]:
    return [one for one in features if one.partition(":")[0] not in left_out]
