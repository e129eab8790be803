"""Rules that can be switched off by name, to measure what each is worth; see the README.

    @rule("owners", otherwise=None)
    def owner_of(tokens, by_last, token): ...

A rule decides or forbids something by hand-written grammar. Without it the rankers choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

RULES = frozenset(
    (
        *("set-off", "turns", "called", "captions", "exclusions", "works", "single-marks"),
        *("small-surnames", "relays", "two-nouns", "not-names", "name-modifiers", "possessives"),
        *("text-names", "headlines", "leaders", "links", "pronoun-genders"),
        *("candidate-filter", "complements", "certain", "owners", "joint", "writers"),
        *("appositives", "deaths", "organisations", "dialogue", "addressed", "last-speaker"),
        *("polarity",),
    )
)
"""The names of all rules."""

_off: set[str] = set()


def rule(name: str, otherwise: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a rule, or a part of one.

    Args:
        name: One of `RULES`.
        otherwise: What the function returns while the rule is switched off.
    """
    if name not in RULES:
        raise ValueError(f"{name!r} is not in the table of rules")

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def applied(*args: P.args, **kwargs: P.kwargs) -> R:
            return otherwise if name in _off else function(*args, **kwargs)

        return applied

    return declare


@contextmanager
def without(name: str) -> Iterator[None]:
    """Switch a rule off for a while, in the whole process."""
    _off.add(name)
    try:
        yield
    finally:
        _off.discard(name)
