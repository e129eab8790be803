"""A saved search and what was seen of it."""

from __future__ import annotations

from dataclasses import dataclass

from query.parse.chosen import Chosen
from query.parse.within import Within


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question that is asked again.

    Attributes:
        name: What it is called.
        index: The folder of the index, absolute.
        question: As it was asked; "" for all quotes that the filters admit.
        quotes: Whether quotes are searched rather than passages.
        speakers, sources, authors, paths: As typed, any of them each; nothing for no bound.
        people: Names as the archive calls its speakers, any of them.
        papers: Sources as they are written, any of them.
        kinds: Suffixes of files, any of them.
        labels: Labels of articles, all of them.
        since, until: Dates as typed, or None.
        undated: As `query.parse.chosen.Chosen`.
        sure: Whether only quotes count whose speaker is sure.
        made: When it was saved, ISO 8601, or None.
        looked: When it was last looked at, ISO 8601, or None.
        seen: Marks of what was there at the last look, see `query.saved.news`.
    """

    name: str
    index: str
    question: str
    quotes: bool = False
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool | None = None
    sure: bool = False
    made: str | None = None
    looked: str | None = None
    seen: frozenset[str] = frozenset()

    @property
    def within(self) -> Within:
        """Its filters."""
        chosen = Chosen(
            since=self.since,
            until=self.until,
            undated=self.undated,
            source=self.sources,
            author=self.authors,
            path=self.paths,
            speaker=self.speakers,
        )
        return Within(chosen, self.people, self.papers, self.labels, self.kinds, self.sure)
