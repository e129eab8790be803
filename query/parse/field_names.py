"""Names of fields that do not exist, and the field that was probably meant."""

from __future__ import annotations

from query.parse.lexer import FIELDS

_MEANT = {
    "headline": "title", "heading": "title", "intitle": "title",
    "body": "text", "content": "text", "intext": "text",
    "site": "source", "paper": "source", "newspaper": "source", "outlet": "source",
    "publication": "source", "publisher": "source",
    "by": "author", "byline": "author", "writer": "author", "journalist": "author",
    "who": "speaker", "said": "speaker", "person": "speaker", "name": "speaker",
    "file": "path", "folder": "path", "filename": "path", "dir": "path",
    "year": "date", "day": "date", "month": "date", "published": "date",
    "since": "date", "until": "date", "after": "date", "before": "date",
}  # fmt: skip

MOST_EDITS = 2
"""Letters in which a misspelt name may differ."""


def note_on_field(name: str) -> str:
    """What to say about a name in front of a colon that is no field.

    >>> note_on_field("titel")
    'there is no field "titel:"; did you mean "title:"?'
    """
    nearest = nearest_field(name)
    if nearest is None:
        fields = ", ".join(f"{field}:" for field in FIELDS)
        return f'there is no field "{name}:"; the fields are {fields}'
    return f'there is no field "{name}:"; did you mean "{nearest}:"?'


def nearest_field(name: str) -> str | None:
    """The field that a reader probably meant; None if none is near."""
    from rapidfuzz.distance import OSA  # few questions need this

    folded = name.casefold()
    if folded in _MEANT:
        return _MEANT[folded]
    distances = {field: OSA.distance(folded, field) for field in FIELDS}
    nearest = min(distances, key=distances.__getitem__)
    return nearest if distances[nearest] <= min(MOST_EDITS, len(folded) // 2) else None
