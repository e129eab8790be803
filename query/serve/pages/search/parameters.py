"""The state of the search page, all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from query.parse.chosen import Chosen
from query.parse.tree import Filter
from query.parse.within import NONE as NONE
from query.parse.within import Within
from query.settings import Order, Settings

LONGEST_QUESTION = 2000
LONGEST_VALUE = 300
MOST_VALUES = 20
"""Of one kind of filter."""

SIZES = (10, 20, 50)
"""Results on a page."""

DEEPEST = 100_000
"""The last page that can be asked for."""

FIRST_PAGE_ONLY = ("page",)


@dataclass(frozen=True, slots=True)
class Search:
    """What the search page shows.

    Attributes:
        q: The question, as typed; "" for none.
        find: "passages" or "quotes".
        since, until: Dates as typed, or "".
        dated: "" for the default, "with" for undated articles too, "only" for those alone.
        source, author, speaker, path: Words, names and patterns as typed, any of them each.
        person, paper, kind, label: Values as the archive has them, any of them each.
        sure: Whether only quotes count whose speaker is sure.
        sort: As `Order`.
        variants: Whether other spellings of names are looked for.
        spoken: Whether "what did X say" finds only where X is quoted.
        copies: Whether every copy of a story or a statement is shown.
        places: Whether pages, lines and paragraph numbers are shown.
        size: Results on a page.
        page: From 1.
    """

    q: str = ""
    find: str = "passages"
    since: str = ""
    until: str = ""
    dated: str = ""
    source: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    sure: bool = False
    sort: str = "score"
    variants: bool = True
    spoken: bool = True
    copies: bool = False
    places: bool = True
    size: int = 10
    page: int = 1

    @classmethod
    def of(cls, given: QueryParams) -> Search:
        """The state that an address has; what cannot be read has its default."""
        find = given.get("find", "passages")
        sort = given.get("sort", "score")
        dated = given.get("dated", "")
        size = given.get("size", "")
        return cls(
            q=given.get("q", "").strip()[:LONGEST_QUESTION],
            find=find if find in ("passages", "quotes") else "passages",
            since=_text(given, "since"),
            until=_text(given, "until"),
            dated=dated if dated in ("with", "only") else "",
            source=_values(given, "source"),
            author=_values(given, "author"),
            speaker=_values(given, "speaker"),
            path=_values(given, "path"),
            person=_values(given, "person"),
            paper=_values(given, "paper"),
            kind=_values(given, "kind"),
            label=_values(given, "label"),
            sure=given.get("sure") == "1",
            sort=sort if sort in {one.value for one in Order} else "score",
            variants=given.get("variants") != "0",
            spoken=given.get("spoken") != "0",
            copies=given.get("copies") == "1",
            places=given.get("places") != "0",
            size=int(size) if size in map(str, SIZES) else SIZES[0],
            page=_page(given.get("page", "1")),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked and nothing is filtered."""
        return not self.q and not self.chosen

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The filters that are set, as (name, value) pairs, in a fixed order."""
        found = [
            (name, value)
            for name in ("paper", "source", "author", "person", "speaker", "path", "kind", "label")
            for value in getattr(self, name)
        ]
        found += [
            (name, value) for name in ("since", "until", "dated") if (value := getattr(self, name))
        ]
        return [*found, ("sure", "1")] if self.sure else found

    def filter(self, labelled: Mapping[str, Sequence[str]]) -> Filter | None:
        """The filter that all values mean together; None without any.

        Args:
            labelled: The ids of the articles that have each label.

        Raises:
            QuerySyntaxError: If a date is not one.
        """
        only_undated = self.dated == "only"
        chosen = Chosen(
            since=None if only_undated else self.since or None,
            until=None if only_undated else self.until or None,
            undated=True if self.dated else None,
            source=self.source,
            author=self.author,
            path=self.path,
            speaker=self.speaker,
        )
        within = Within(
            chosen, self.person, self.paper, self.label, self.kind, self.sure, self.variants
        )
        return within.filter(labelled)

    def settings(self, filters: Filter | None) -> Settings:
        """How the search is asked, for one page and one result more, which tells of a next page."""
        return Settings(
            limit=self.size + 1,
            filters=filters,
            offset=(self.page - 1) * self.size,
            order=Order(self.sort),
            sure=self.sure,
            variants=self.variants,
            spoken=self.spoken,
            mark=True,
            all_copies=self.copies,
        )

    def address(self, path: str = "/") -> str:
        """The address of this state, without what has its default."""
        pairs = self.pairs
        return f"{path}?{urlencode(pairs, errors='replace')}" if pairs else path

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of all that differs from the default."""
        return [
            (one.name, text)
            for one in fields(self)
            if (value := getattr(self, one.name)) != one.default
            for text in _texts(value)
        ]

    def hidden(self, *names: str) -> list[tuple[str, str]]:
        """The pairs but those of some names: what a form that sets these must keep."""
        return [pair for pair in self.pairs if pair[0] not in (*names, *FIRST_PAGE_ONLY)]

    def changed(self, name: str, value: Any) -> Search:
        """With another value, on the first page."""
        return replace(self, **{"page": 1, name: value})

    def adding(self, name: str, value: str) -> Search:
        """With one more value of a filter, on the first page."""
        return self.changed(name, tuple(dict.fromkeys((*getattr(self, name), value))))

    def without(self, name: str, value: str) -> Search:
        """Without a value of a filter, on the first page."""
        before = getattr(self, name)
        if isinstance(before, tuple):
            return self.changed(name, tuple(one for one in before if one != value))
        return self.changed(name, False if isinstance(before, bool) else "")


def _text(given: QueryParams, name: str) -> str:
    return given.get(name, "").strip()[:LONGEST_VALUE]


def _values(given: QueryParams, name: str) -> tuple[str, ...]:
    found = (value.strip()[:LONGEST_VALUE] for value in given.getlist(name))
    return tuple(dict.fromkeys(value for value in found if value))[:MOST_VALUES]


def _page(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 9
    return min(max(int(text), 1), DEEPEST) if is_number else 1


def _texts(value: Any) -> Sequence[str]:
    if isinstance(value, tuple):
        return value
    return [str(int(value)) if isinstance(value, bool) else str(value)]
