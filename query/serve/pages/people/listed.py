"""The directory of speakers, with filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from indexer.names.people import Person
from query.parse.filters import checked_date
from query.parse.tree import SpokenBy
from query.serve.archive import OpenArchive
from query.serve.pages.site import Site
from query.serve.pages.words import initial
from query.speakers.directory import meant
from query.speakers.names_like import matcher

ON_PAGE = 50

ORDERS = {"quotes": "most quoted first", "name": "by name", "last": "last quoted first"}


@dataclass(frozen=True, slots=True)
class Listing:
    """What the directory shows, all of it in the address.

    Attributes:
        name: Words of the name, or a pattern.
        role: Words of a role.
        since, until: Days between which a person is quoted, or "".
        sure: Whether only people count with a quote that surely is theirs.
        sort: One of `ORDERS`.
        page: From 1.
    """

    name: str = ""
    role: str = ""
    since: str = ""
    until: str = ""
    sure: bool = False
    sort: str = "quotes"
    page: int = 1

    @classmethod
    def of(cls, given: QueryParams) -> Listing:
        """What an address asks for; what cannot be read has its default."""
        page = given.get("page", "1")
        sort = given.get("sort", "quotes")
        name, role, since, until = (
            given.get(one, "").strip()[:200] for one in ("name", "role", "since", "until")
        )
        return cls(
            name=name,
            role=role,
            since=since,
            until=until,
            sure=given.get("sure") == "1",
            sort=sort if sort in ORDERS else "quotes",
            page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        )

    def address(self, page: int) -> str:
        """The address of a page of this list."""
        state = replace(self, page=page)
        pairs = [
            (one.name, str(int(value)) if isinstance(value, bool) else value)
            for one in fields(state)
            if (value := getattr(state, one.name)) != one.default
        ]
        return f"/speakers?{urlencode(pairs, errors='replace')}"


def speakers(site: Site, request: Request) -> Response:
    """The people who are quoted, a page of them."""
    asked = Listing.of(request.query_params)
    with site.archive.reading() as opened:
        everyone = opened.people
        notes: list[str] = []
        chosen = _named(everyone, asked.name)
        if asked.name and not chosen:
            chosen = [one.person for one in meant(opened.directory.find(asked.name, True))]
            notes = opened.directory.notes([SpokenBy(asked.name)])
    chosen = _sorted([one for one in chosen if _passes(one, asked)], asked.sort)
    start = (asked.page - 1) * ON_PAGE
    return site.page(
        "speakers.html",
        {
            "title": "Speakers",
            "asked": asked,
            "people": chosen[start : start + ON_PAGE],
            "first": start + 1,
            "found": len(chosen),
            "total": len(everyone),
            "notes": [initial(note.split("; --")[0]) for note in notes],
            "orders": ORDERS,
            "previous": asked.address(asked.page - 1) if asked.page > 1 else "",
            "next": asked.address(asked.page + 1) if start + ON_PAGE < len(chosen) else "",
        },
    )


def names_of(opened: OpenArchive, name: str) -> list[Person]:
    """The people whom a name may mean; one alone if it is just the name of one."""
    found = [one.person for one in meant(opened.directory.find(name, True))]
    return [one for one in found if one.name == name] or found


def _named(everyone: Sequence[Person], name: str) -> list[Person]:
    if not name:
        return list(everyone)
    is_meant = matcher(name)
    return [
        one
        for one in everyone
        if is_meant(one.name) or any(is_meant(alias.name) for alias in one.aliases)
    ]


def _passes(person: Person, asked: Listing) -> bool:
    if asked.sure and not person.sure:
        return False
    words = asked.role.casefold()
    if words and not any(words in role.role.casefold() for role in person.roles):
        return False
    if asked.since and (not person.last or f"{person.last}-99" < checked_date(asked.since)):
        return False
    return not asked.until or bool(
        person.first and person.first <= f"{checked_date(asked.until)}-99"
    )


def _sorted(people: list[Person], sort: str) -> list[Person]:
    match sort:
        case "name":
            return sorted(people, key=lambda one: (one.name.split()[-1].casefold(), one.name))
        case "last":
            return sorted(people, key=lambda one: one.last or "", reverse=True)
        case _:
            return people
