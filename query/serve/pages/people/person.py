"""A page on one person: roles over time, statements, topics, papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from query.annotations.file import AnnotationFile
from query.hits.quote_hit import QuoteHit
from query.parse.tree import And, Filter, QuotedPerson, SurelySpoken
from query.serve.archive import OpenArchive
from query.serve.pages.people.listed import names_of
from query.serve.pages.people.plot import plot_of
from query.serve.pages.search.results import Result, article_address, shown_quote_hit
from query.serve.pages.site import PageError, Site
from query.settings import Order, Settings
from query.timeline.person import PersonPage
from query.timeline.statement import Statement

ON_PAGE = 40
"""Statements on a page."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A statement that several articles have."""

    words: str
    date: str | None
    articles: int
    address: str


@dataclass(frozen=True, slots=True)
class Year:
    """The statements of a year; "" for those without a date."""

    year: str
    statements: tuple[Result, ...]


class NobodyError(PageError):
    """Nobody of a name is quoted."""

    status = 404

    hint = "The page “Speakers” lists everybody who is quoted by name."


def person(site: Site, request: Request) -> Response:
    """The page on the person whom a name means, or the people whom it may mean."""
    name = request.query_params.get("name", "").strip()[:200]
    sure = request.query_params.get("sure") == "1"
    number = request.query_params.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 6 else 1
    with site.archive.reading() as opened:
        found = names_of(opened, name) if name else []
        if not found:
            raise NobodyError(f"nobody of the name {name!r} is quoted by name")
        if len(found) > 1:
            values = {"title": f"Which {name}?", "name": name, "people": found}
            return site.page("which_person.html", values)
        about = opened.person_page(found[0].name, sure)
        hits, searched = _statements(opened, about.person.name, max(page, 1), sure=sure)
    annotations = AnnotationFile(site.archive.root).read()
    shown = [shown_quote_hit(one, "", annotations, places=True) for one in hits[:ON_PAGE]]
    return site.page(
        "person.html",
        {
            "title": about.person.name,
            "about": about,
            "person": about.person,
            "sure": sure,
            "plot": plot_of(about.person.name, about.person.roles, about.months),
            "years": _by_year(shown),
            "searched": searched,
            "repeated": [_repeated(one) for one in about.repeated],
            "topics": _topics(about),
            "page": page,
            "previous": _address(name, page - 1, sure=sure) if page > 1 else "",
            "next": _address(name, page + 1, sure=sure) if len(hits) > ON_PAGE else "",
            "done": request.query_params.get("done", "")[:300],
            "here": _address(name, page, sure=sure),
        },
    )


def _statements(
    opened: OpenArchive, name: str, page: int, *, sure: bool
) -> tuple[tuple[QuoteHit, ...], int]:
    """A page of what a person said, newest first, each statement once; and how many there are."""
    spoken = QuotedPerson(name, sure)
    filters: Filter = And((spoken, SurelySpoken())) if sure else spoken
    offset = (page - 1) * ON_PAGE
    answer = opened.quotes.by_date(
        Settings(limit=ON_PAGE + 1, offset=offset, filters=filters, order=Order.NEWEST, sure=sure)
    )
    return answer.hits, answer.searched


def _by_year(shown: Iterable[Result]) -> list[Year]:
    grouped = groupby(shown, key=lambda one: (one.document.date or "")[:4])
    return [Year(year, tuple(statements)) for year, statements in grouped]


def _repeated(one: Statement) -> Repeated:
    first = one.first
    address = article_address(first.document.document_id, "", first.quote.span, first.paragraph)
    articles = {hit.document.document_id for hit in one.hits}
    return Repeated(one.words, one.date, len(articles), address)


def _topics(about: PersonPage) -> list[tuple[str, int, str]]:
    """Words that the person uses more than others, each with the address of the quotes."""
    return [
        (
            word,
            count,
            "/?"
            + urlencode(
                [("q", word), ("find", "quotes"), ("person", about.person.name)],
                errors="replace",
            ),
        )
        for word, count in about.topics
    ]


def _address(name: str, page: int, *, sure: bool) -> str:
    pairs = [("name", name), *([("sure", "1")] if sure else [])]
    pairs += [("page", str(page))] if page > 1 else []
    return f"/person?{urlencode(pairs, errors='replace')}"
