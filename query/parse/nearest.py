"""A condition without its phrases: what is left where no row has a phrase word for word."""

from __future__ import annotations

from collections.abc import Sequence

from query.parse.tree import ANYWHERE, And, Condition, Or, Wording
from query.parse.wildcards import has_wildcard

REMEMBERED = 4
"""Words from which on a phrase is taken as a quote that somebody remembers."""


def without_phrases(condition: Condition) -> tuple[Condition, list[Wording]]:
    """Take the phrases that must stand somewhere out of a condition.

    People remember a quote in other words than it has. A phrase of few words is looked up and
    stays, and so do phrases with wildcards, in a field and behind NOT.

    Returns:
        The condition without them, which holds at least where the whole one does; and the phrases,
        in order.
    """
    match condition:
        case Wording(field, words) if field == ANYWHERE and _is_remembered(words):
            return And(()), [condition]
        case And(parts):
            found = [without_phrases(part) for part in parts]
            return And(tuple(part for part, _ in found)), [one for _, some in found for one in some]
        case Or(parts):
            found = [without_phrases(part) for part in parts]
            return Or(tuple(part for part, _ in found)), [one for _, some in found for one in some]
        case _:
            return condition, []


def _is_remembered(words: Sequence[str]) -> bool:
    return len(words) >= REMEMBERED and not any(map(has_wildcard, words))
