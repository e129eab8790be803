"""The addresses of all pages."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from query.serve.archive import Archive
from query.serve.settings import ServeSettings

STATIC = Path(__file__).parent.parent / "static"


def page_routes(archive: Archive, settings: ServeSettings) -> list[BaseRoute]:
    """What is served to browsers."""

    def home(request: Request) -> Response:
        with archive.reading() as opened:
            return PlainTextResponse(f"{len(opened.index.documents)} articles\n")

    return [Route("/", home), Mount("/static", StaticFiles(directory=STATIC), name="static")]
