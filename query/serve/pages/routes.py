"""The addresses of all pages."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from query.serve.archive import Archive
from query.serve.pages.search.page import embedded, search
from query.serve.pages.site import Site, open_site, shows
from query.serve.settings import ServeSettings

STATIC = Path(__file__).parent.parent / "static"


def page_routes(archive: Archive, settings: ServeSettings) -> list[BaseRoute]:
    """What is served to browsers."""
    site = open_site(archive, settings)
    return [
        shows(site, "/", search),
        shows(site, "/embed", embedded),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
        shows(site, "/{path:path}", nothing_here),
    ]


def nothing_here(site: Site, request: Request) -> Response:
    """The page for an address that has none."""
    values = {"title": "Nothing here", "problem": "There is no such page.", "hint": ""}
    return site.page("problem.html", values, 404)
