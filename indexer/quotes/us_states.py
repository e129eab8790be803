"""American states: names and abbreviations, and the party tags behind politicians' names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from indexer.quotes.lexicon import pairs

PARTY_TAG = re.compile(r"([rdil])-([a-z.]+)")
"""A politician's party and state in lower case: "r-fla"."""


def is_party_tag(lower: str) -> bool:
    """Whether a word is a politician's party and state: "r-fla"."""
    return PARTY_TAG.fullmatch(lower) is not None


def is_state(name: Iterable[str]) -> bool:
    """Whether the words of a name are those of an American state, which does not speak."""
    return tuple(word.lower() for word in name) in _state_names()


def state_words(short: str) -> tuple[str, ...]:
    """The words of a state's name from its abbreviation in lower case, () for other words."""
    return _states().get(short.rstrip("."), ())


@lru_cache(maxsize=1)
def _states() -> dict[str, tuple[str, ...]]:
    """Abbreviations without final stop -> the words of the state's name."""
    return {one: tuple(name.split("_")) for one, name in pairs("state_abbreviations").items()}


@lru_cache(maxsize=1)
def _state_names() -> frozenset[tuple[str, ...]]:
    return frozenset(_states().values())
