"""The search page, and the first page, which is the search page without a question."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from query.annotations.file import AnnotationFile, Annotations
from query.hits.paging import SORTED
from query.overview import Overview
from query.parse.parser import parse_question
from query.render.fields import nearest_line
from query.serve.archive import OpenArchive
from query.serve.pages.search.facets import chips, facets, histogram
from query.serve.pages.search.notes_shown import ShownNote, shown_notes
from query.serve.pages.search.parameters import Search
from query.serve.pages.search.results import Result, shown_hit, shown_quote_hit
from query.serve.pages.site import Site
from query.settings import Order, Settings

BEST_BY_DATE = f"In order of date: the {SORTED} best passages."


@dataclass(frozen=True)
class Page:
    """What a page of a list shows.

    Attributes:
        results: In order.
        notes: How the question was read.
        has_more: Whether there is a next page.
        searched: How many passages or quotes were searched.
        nearest: A line that says so if the archive does not seem to answer; else "".
    """

    results: list[Result]
    notes: list[ShownNote]
    has_more: bool
    searched: int
    nearest: str = ""


def search(site: Site, request: Request) -> Response:
    """The list that an address asks for; without a question and filters, the first page."""
    asked = Search.of(request.query_params)
    annotations = AnnotationFile(site.archive.root).read()
    with site.archive.reading() as opened:
        if asked.is_empty and not request.query_params.get("find"):
            return _home(site, opened, asked, annotations)
        values = search_values(opened, asked, annotations)
        return site.page("search.html", {**values, "base": str(request.base_url)})


def embedded(site: Site, request: Request) -> Response:
    """The same list for a frame in another page: no more than a box and the results."""
    asked = Search.of(request.query_params)
    annotations = AnnotationFile(site.archive.root).read()
    with site.archive.reading() as opened:
        values = search_values(opened, asked, annotations)
        following = replace(asked, page=asked.page + 1).address("/embed")
        answer = site.page("embed.html", {**values, "next_embedded": following})
    answer.headers["Content-Security-Policy"] = EMBEDDED_POLICY
    return answer


EMBEDDED_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors *"
)
"""Any page may show the embedded search in a frame; it has no scripts and changes nothing."""


def search_values(
    opened: OpenArchive, asked: Search, annotations: Annotations
) -> dict[str, object]:
    """What the template of a list needs.

    Raises:
        QuerySyntaxError: If a date is not one.
    """
    asked = asked if asked.q else replace(asked, find="quotes")
    labelled = annotations.labelled
    filters = asked.filter(labelled)
    page = find(opened, asked, asked.settings(filters), annotations)
    overview = _overview(opened, asked, asked.settings(filters))
    return {
        "title": asked.q or "Quotes",
        "search": asked,
        "page": page,
        "overview": overview,
        "chips": chips(asked),
        "facets": facets(asked, overview, labelled),
        "histogram": histogram(asked, overview),
        "first": (asked.page - 1) * asked.size + 1,
        "previous": replace(asked, page=asked.page - 1).address() if asked.page > 1 else "",
        "next": replace(asked, page=asked.page + 1).address() if page.has_more else "",
    }


def find(opened: OpenArchive, asked: Search, settings: Settings, annotations: Annotations) -> Page:
    """One page of results.

    Args:
        opened: The index.
        asked: What is looked for.
        settings: As `Search.settings` gives them: for one result more than is shown.
        annotations: The reader's own.

    Raises:
        QuerySyntaxError: If the question has no word.
    """
    if asked.find == "quotes":
        return _find_quotes(opened, asked, settings, annotations)
    start = 0
    notes: list[ShownNote] = []
    if is_best_by_date(asked):
        # The best are chosen first: every page must show a part of the same ones.
        start = settings.offset
        settings = replace(settings, offset=0, limit=SORTED, mark=False)
        notes = [ShownNote(BEST_BY_DATE)]
    answer = opened.engine.ask(asked.q, settings)
    hits = answer.hits[start : start + asked.size + 1]
    return Page(
        [shown_hit(one, asked.q, annotations, places=asked.places) for one in hits[: asked.size]],
        notes + shown_notes(answer.notes, asked),
        len(hits) > asked.size,
        answer.searched,
        nearest_line(answer),
    )


def is_best_by_date(asked: Search) -> bool:
    """Whether only the best are put in order of date: those of a question without a condition."""
    if asked.find == "quotes" and not asked.q:
        return False
    return Order(asked.sort) is not Order.SCORE and parse_question(asked.q).condition is None


def _find_quotes(
    opened: OpenArchive, asked: Search, settings: Settings, annotations: Annotations
) -> Page:
    start = 0
    notes: list[ShownNote] = []
    if not asked.q:
        answer = opened.quotes.by_date(ordered(asked, settings))
    elif is_best_by_date(asked):
        start = settings.offset
        answer = opened.quotes.search(asked.q, replace(settings, offset=0, limit=SORTED))
        notes = [ShownNote(BEST_BY_DATE.replace("passages", "quotes"))]
    else:
        answer = opened.quotes.search(asked.q, settings)
    hits = answer.hits[start : start + asked.size + 1]
    return Page(
        [
            shown_quote_hit(one, asked.q, annotations, places=asked.places)
            for one in hits[: asked.size]
        ],
        notes + shown_notes(answer.notes, asked),
        len(hits) > asked.size,
        answer.searched,
    )


def ordered(asked: Search, settings: Settings) -> Settings:
    """The settings with the order that the page has: without a question, the newest come first."""
    if asked.q or asked.sort == "date":
        return settings
    return replace(settings, order=Order.NEWEST)


def _overview(opened: OpenArchive, asked: Search, settings: Settings) -> Overview:
    engine = opened.quotes if asked.find == "quotes" else opened.engine
    return engine.overview(asked.q or None, settings)


def _home(site: Site, opened: OpenArchive, asked: Search, annotations: Annotations) -> Response:
    overview = opened.quotes.overview(None)
    dates = sorted(date[:4] for _, date in opened.index.catalog.origins() if date)
    listed = replace(asked, find="quotes")
    return site.page(
        "home.html",
        {
            "title": "Search",
            "search": asked,
            "articles": len(opened.index.documents),
            "quotes": overview.rows,
            "speakers": len(overview.speakers),
            "facets": facets(listed, overview, annotations.labelled),
            "histogram": histogram(listed, overview),
            "dates": dates,
        },
    )
