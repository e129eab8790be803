"""Whether two given names can be one person's, and how sure that is."""

from __future__ import annotations

from enum import IntEnum

from indexer.names.lists import formal_names, transliterated
from indexer.names.spelling import is_variant


class GivenMatch(IntEnum):
    """How two folded given names agree; a lower value is surer."""

    EQUAL = 0
    INITIAL = 1
    NICKNAME = 2
    VARIANT = 3


def match_given(one: str, other: str) -> GivenMatch | None:
    """How two folded given names agree, or None if they belong to two people.

    >>> match_given("bill", "william"), match_given("bill", "hillary")
    (<GivenMatch.NICKNAME: 2>, None)
    """
    if one == other:
        return GivenMatch.EQUAL
    if len(one) == 1 or len(other) == 1:
        return GivenMatch.INITIAL if one[:1] == other[:1] else None
    nicknames = formal_names()
    if one in nicknames.get(other, ()) or other in nicknames.get(one, ()):
        return GivenMatch.NICKNAME
    # "Steven" and "Stephen" are two people; "Mohammed" and "Muhammad" may be one.
    if (one in transliterated() or other in transliterated()) and is_variant(one, other):
        return GivenMatch.VARIANT
    return None


def match_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows of middle names agree; an empty row agrees with all.

    >>> match_middle(("w",), ()), match_middle(("w",), ("walker",)), match_middle(("w",), ("h",))
    (True, True, False)
    """
    if not one or not other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return all(match_given(a, b) is not None for a, b in zip(shorter, longer, strict=False))
