"""Saved searches, with their dates and what is new in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import SearchError
from query.annotations.file import AnnotationFile
from query.hits.hit import Answer
from query.saved.news import look_with
from query.saved.search import SavedSearch
from query.saved.store import SavedSearches, default_path
from query.serve.archive import OpenArchive
from query.serve.pages.article.correct import told_at
from query.serve.pages.search.facets import Chip, chips
from query.serve.pages.search.parameters import Search
from query.serve.pages.search.results import Result, shown_hit, shown_quote_hit
from query.serve.pages.site import Form, FormError, Site, back_to

SHOWN = 20
"""New results that are shown; the page says how many more there are."""

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ShownSearch:
    """A saved search in the list.

    Attributes:
        search: What was saved.
        address: Of the search page.
        chips: Its filters.
        new: How many results are new since the last look; None if it cannot be asked.
        problem: Why it cannot be asked, or "".
    """

    search: SavedSearch
    address: str
    chips: tuple[Chip, ...]
    new: int | None
    problem: str


def saved(site: Site, request: Request) -> Response:
    """All saved searches of this index, each with how many results are new."""
    found = SavedSearches(default_path()).of_index(_folder(site))
    with site.archive.reading() as opened:
        shown = [_shown(opened, one) for one in found]
    done = request.query_params.get("done", "")[:300]
    return site.page("saved.html", {"title": "Saved searches", "searches": shown, "done": done})


def news(site: Site, request: Request) -> Response:
    """What is new in one search. Looking changes nothing: it stays new until it is marked."""
    search = SavedSearches(default_path()).get(_folder(site), request.path_params["name"])
    annotations = AnnotationFile(site.archive.root).read()
    with site.archive.reading() as opened:
        engine = opened.quotes if search.quotes else opened.engine
        found = look_with(engine, search, _now(), SHOWN)
    answer = found.answer
    results: list[Result]
    if isinstance(answer, Answer):
        results = [shown_hit(one, search.question, annotations, places=True) for one in answer.hits]
    else:
        results = [
            shown_quote_hit(one, search.question, annotations, places=True) for one in answer.hits
        ]
    state = state_of(search)
    values = {"title": f"New in {search.name}", "saved": search, "results": results}
    return site.page(
        "news.html",
        {**values, "more": found.more, "address": state.address(), "search": state},
    )


def save(site: Site, request: Request, form: Form) -> Response:
    """Keep the search that a page shows; what it finds now counts as seen."""
    name = " ".join(form.text("name").split())
    if not name or not name.isprintable() or len(name) > LONGEST_NAME or "/" in name:
        raise FormError(f"a name has 1 to {LONGEST_NAME} characters and no slash")
    query = form.text("state").partition("?")[2]
    state = Search.of(QueryParams(parse_qsl(query, keep_blank_values=True)))
    if state.is_empty:
        raise FormError("there is no question and no filter to save")
    _look_and_keep(site, _search_of(state, name, _folder(site)))
    return back_to(told_at("/saved", f"Saved: {name}"))


def mark(site: Site, request: Request, form: Form) -> Response:
    """Count all that a search finds now as seen, or forget the search."""
    name = form.text("name")
    if form.text("remove"):
        with site.saving:
            SavedSearches(default_path()).remove(_folder(site), name)
        return back_to(told_at("/saved", f"Removed: {name}"))
    _look_and_keep(site, SavedSearches(default_path()).get(_folder(site), name))
    return back_to(told_at("/saved", f"Marked as seen: {name}"))


def state_of(search: SavedSearch) -> Search:
    """The state of the search page that a saved search stands for."""
    return Search(
        q=search.question,
        find="quotes" if search.quotes else "passages",
        since=search.since or "",
        until=search.until or "",
        dated=("with" if search.since or search.until else "only") if search.undated else "",
        source=search.sources,
        author=search.authors,
        speaker=search.speakers,
        path=search.paths,
        person=search.people,
        paper=search.papers,
        kind=search.kinds,
        label=search.labels,
        sure=search.sure,
    )


def _search_of(state: Search, name: str, folder: str) -> SavedSearch:
    has_dates = state.dated != "only"
    return SavedSearch(
        name=name,
        index=folder,
        question=state.q,
        quotes=state.find == "quotes" or not state.q,
        speakers=state.speaker,
        sources=state.source,
        authors=state.author,
        paths=state.path,
        people=state.person,
        papers=state.paper,
        kinds=state.kind,
        labels=state.label,
        since=state.since or None if has_dates else None,
        until=state.until or None if has_dates else None,
        undated=True if state.dated else None,
        sure=state.sure,
        made=_now(),
    )


def _look_and_keep(site: Site, search: SavedSearch) -> None:
    with site.archive.reading() as opened:
        engine = opened.quotes if search.quotes else opened.engine
        found = look_with(engine, search, _now(), 0)
    with site.saving:
        SavedSearches(default_path()).put(found.search)


def _shown(opened: OpenArchive, search: SavedSearch) -> ShownSearch:
    state = state_of(search)
    set_ones = tuple(replace(chip, address="") for chip in chips(state))
    engine = opened.quotes if search.quotes else opened.engine
    try:
        found = look_with(engine, search, _now(), 1)
    except SearchError as error:
        return ShownSearch(search, state.address(), set_ones, None, str(error))
    new = len(found.answer.hits) + found.more
    return ShownSearch(search, state.address(), set_ones, new, "")


def _folder(site: Site) -> str:
    return str(Path(site.archive.root).resolve())


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
