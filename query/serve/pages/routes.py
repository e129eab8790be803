"""The addresses of all pages."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from query.serve.archive import Archive
from query.serve.pages.article.correct import correct, decisions, undo
from query.serve.pages.article.original import lines, original, pdf_image, pdf_page
from query.serve.pages.article.own_notes import add_note, label, notes, remove_note
from query.serve.pages.article.page import article, cite
from query.serve.pages.people.listed import speakers
from query.serve.pages.people.person import person
from query.serve.pages.search.export import export
from query.serve.pages.search.many import ask_many, many
from query.serve.pages.search.page import embedded, search
from query.serve.pages.search.saved import mark, news, save, saved
from query.serve.pages.site import Site, acts, open_site, shows
from query.serve.pages.status import progress, start_run, status
from query.serve.pages.verify import draft, verify
from query.serve.settings import ServeSettings

STATIC = Path(__file__).parent.parent / "static"


def page_routes(archive: Archive, settings: ServeSettings) -> list[BaseRoute]:
    """What is served to browsers."""
    site = open_site(archive, settings)
    return [
        shows(site, "/", search),
        shows(site, "/embed", embedded),
        shows(site, "/article/{document}", article),
        shows(site, "/article/{document}/cite", cite),
        shows(site, "/article/{document}/original", original),
        shows(site, "/article/{document}/lines", lines),
        shows(site, "/article/{document}/page/{page}.png", pdf_image),
        shows(site, "/article/{document}/page/{page}", pdf_page),
        shows(site, "/speakers", speakers),
        shows(site, "/person", person),
        shows(site, "/verify", verify),
        acts(site, "/verify/draft", draft),
        shows(site, "/export/{format}", export),
        shows(site, "/many", many),
        acts(site, "/many", ask_many),
        shows(site, "/saved", saved),
        acts(site, "/saved/save", save),
        acts(site, "/saved/mark", mark),
        shows(site, "/saved/{name}", news),
        shows(site, "/status", status),
        shows(site, "/status/progress", progress),
        acts(site, "/status/run", start_run),
        acts(site, "/correct", correct),
        acts(site, "/correct/undo", undo),
        shows(site, "/decisions", decisions),
        shows(site, "/notes", notes),
        acts(site, "/notes/add", add_note),
        acts(site, "/notes/remove", remove_note),
        acts(site, "/label", label),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
        shows(site, "/{path:path}", nothing_here),
    ]


def nothing_here(site: Site, request: Request) -> Response:
    """The page for an address that has none."""
    values = {"title": "Nothing here", "problem": "There is no such page.", "hint": ""}
    return site.page("problem.html", values, 404)
