"""Signs beside a span that it is the title of a work: a book, a film, a song, a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.quotes.lexicon import any_of, words
from indexer.quotes.rules import rule

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_POSSESSIVES = ("'s", "’s")
# What "is" or "has" is clipped to "'s" after.
_CLIPPED = ("he", "she", "it", "that", "who", "what", "there", "here")
_NEAR = 5  # words
_MOST = 2
_FOLLOWED_BY_WORKS = ("of", "in", "on", "to", "for", "as", "the")
_FOLLOWED_BY_NAMES = ("by", "from", "starring", "featuring")
_HELPING = ("which", "that", "was", "were", "is", "will", "be", "has")


@rule("works", otherwise=0)
def count_signs(before: Sequence[str], after: str, following: Sequence[str]) -> int:
    """How many signs beside a span say that it is a work: 0, 1 or 2 (more count as 2).

    Args:
        before: The words of the sentence before the span, lower case; none where a sign
            other than a comma or colon parts them from it.
        after: The text after it.
        following: The words of `after`.
    """
    found = _is_introduced(before) + _is_owned(before) + _is_followed(after, following)
    return min(found, _MOST)


def _is_owned(before: Sequence[str]) -> bool:
    """`Roe's “…”`, `the station's “…”`, but not `it's “…”`."""
    last = before[-1] if before else ""
    return last.endswith(_POSSESSIVES) and last[:-2] not in _CLIPPED


def _is_introduced(before: Sequence[str]) -> bool:
    """`the film “…”`, `songs such as “…”`, `the author of “…”`."""
    lists = words()
    works = lists["titled_works"]
    near = before[-_NEAR:]
    if not works.isdisjoint([*near, *[word.removesuffix("s") for word in near]]):
        return True
    last = before[-2:-1] if before and before[-1] in _FOLLOWED_BY_WORKS else before[-1:]
    return not lists["people_and_parts_of_works"].isdisjoint(last)


def _is_followed(after: str, following: Sequence[str]) -> bool:
    """`“…” (2012)`, `“…,” by Jane Roe`, `“…” star Jane Roe`, `“…,” which was released`."""
    lead = after.lstrip(" \t\xa0")[:1]
    if not following or not (lead.isalnum() or lead in (",", "(")):
        return False
    first = following[0]
    if _YEAR.match(first) or (first == "in" and following[1:] and _YEAR.match(following[1])):
        return True
    if first in _FOLLOWED_BY_NAMES:
        return following[1:] != [] and following[1][0].isupper()
    lists = words()
    if lead.isalnum() and first.lower() in any_of("titled_works", "people_beside_works"):
        return True
    told = (one for one in following[:5] if one not in _HELPING and not one.endswith("ly"))
    return lead != "(" and next(told, "") in lists["done_with_works"]
