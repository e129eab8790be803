"""A saved search and what was seen of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question that is asked again.

    Attributes:
        name: What it is called.
        index: The folder of the index, absolute.
        question: As it was asked.
        quotes: Whether quotes are searched rather than passages.
        speakers, sources: Names that confine it, any of them each; nothing for no bound.
        looked: When it was last looked at, ISO 8601, or None.
        seen: Marks of what was there at the last look, see `query.saved.news`.
    """

    name: str
    index: str
    question: str
    quotes: bool = False
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    looked: str | None = None
    seen: frozenset[str] = frozenset()
