"""The values of a note's properties without wiki links.

Obsidian writes a link as "[[Ines Calder]]"; without the quotation marks YAML takes it for a list
in a list.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer.readers.markdown.links import wiki_words, without_links


def plain_properties(fields: Mapping[str, object]) -> dict[str, object]:
    """The properties with the words of their links.

    >>> plain_properties({"author": ["[[Ines Calder]]"], "source": [["The Courier"]]})
    {'author': ['Ines Calder'], 'source': ['The Courier']}
    """
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: object) -> object:
    if isinstance(value, str):
        return without_links(value)
    return [_plain_item(one) for one in value] if isinstance(value, list) else value


def _plain_item(value: object) -> object:
    if not isinstance(value, list):
        return _plain(value)
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return wiki_words(value) if isinstance(value, str) else None
