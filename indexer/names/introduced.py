"""A name behind the role that introduces it: "Fire Chief Ada Tarn", "Minister of Health Roe".

A name after "aide to" or "critic of" is another person's: "aide to Senator Roe" is not Roe.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.names.folding import fold
from indexer.names.lists import words

_PREPOSITIONS = frozenset(("of", "for", "to", "at", "in", "from", "by", "with", "on", "against"))
_NO_ROLES = frozenset(("the", "and", "or", "vs", "versus", "but", "not", "than", "like", "as"))
_LONGEST_ROLE = 8


def names_introduced(text: str) -> Iterator[tuple[str, str]]:
    """Every way to split a text into a role, by its form, and the name behind it.

    The longest name comes first.

    >>> list(names_introduced("Fire Chief Ada Tarn")), list(names_introduced("Ada Tarn"))
    ([('Fire Chief', 'Ada Tarn')], [])
    >>> list(names_introduced("critics of Ada Tarn")), list(names_introduced("aide to Senator Roe"))
    ([], [])
    """
    raw = text.split()
    roles = _roles()
    places = [
        at
        for at in range(min(len(raw) - 1, _LONGEST_ROLE))
        if fold(raw[at]) in roles or _is_noun_before_name(raw[at], raw[at + 1])
    ]
    if not places or any(word.lower() in _PREPOSITIONS for word in raw[: places[-1]]):
        return
    start = places[-1] + 1
    if raw[start].lower() == "of":
        # A ministry has one word or several; a full name must remain.
        for end in range(start + 2, len(raw) - 1):
            yield " ".join(raw[:end]), " ".join(raw[end:])
    elif raw[start].lower() not in _PREPOSITIONS:
        yield " ".join(raw[:start]), " ".join(raw[start:])


def names_behind_words(text: str) -> Iterator[tuple[str, str]]:
    """Every way to split a text into words that may be a role, and a name: the longest name first.

    Whether the words are a role depends on the roles of the people with that name; at least the
    last word must be in one of them ("Comedian" in "Comedian Ada Tarn").

    >>> list(names_behind_words("State Secretary Roe"))
    [('State', 'Secretary Roe'), ('State Secretary', 'Roe')]
    """
    raw = text.split()
    roles = _roles()
    for end in range(1, min(len(raw), _LONGEST_ROLE + 1)):
        last = raw[end - 1].lower()
        if last in _PREPOSITIONS:
            if last != "of":
                return  # the rest names somebody else
            continue
        if "of" in map(str.lower, raw[:end]) and fold(last) in roles:
            return
        yield " ".join(raw[:end]), " ".join(raw[end:])


def _roles() -> frozenset[str]:
    lists = words()
    return lists["titles"] | lists["regnal"] | lists["introducing"]


def _is_noun_before_name(word: str, after: str) -> bool:
    """Whether small letters end here: "campaign manager Ada Tarn"."""
    lists = words()
    is_small = word.islower() and word not in lists["particles"] | lists["articles"]
    return is_small and word not in _PREPOSITIONS | _NO_ROLES and after[:1].isupper()
