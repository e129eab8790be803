"""A request -> an operation's answer as JSON, the same bytes that `--json` writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from indexer.json_text import JsonError, parse_json
from indexer.output import safe_json
from query.serve.api.openapi import openapi_json
from query.serve.api.problems import no_such_path, not_json, problem_of, wrong_method
from query.serve.archive import Archive
from query.serve.operations.listed import READ, TEXT
from query.serve.operations.operation import Fields, Operation
from query.serve.operations.values import Values, read_arguments, read_query
from query.serve.operations.verify import VERIFY, VERIFY_DRAFT
from query.serve.workers import Workers

_MEDIA_TYPES = {
    "csl-json": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
}
"""Of the styles of citations; the others are plain text."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of many rows: how many, from which on, and how many there may be; None for all."""

    rows: int
    offset: int
    size: int | None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, written.

    Attributes:
        body: The text.
        media_type: What the text is.
        page: Which of many rows it has; None if it does not come in pages.
    """

    body: str
    media_type: str = "application/json"
    page: Page | None = None


def routes(archive: Archive, workers: Workers) -> list[BaseRoute]:
    """What is served below /api/v1.

    Args:
        archive: The index that all requests share.
        workers: The threads that answer.
    """
    asked = [(one, _as_json) for one in READ] + [(one, _as_text) for one in TEXT]
    found: list[BaseRoute] = [
        Route(
            f"/{one.name}",
            _Endpoint(archive, workers, one, write, VERIFY_DRAFT if one is VERIFY else None),
        )
        for one, write in asked
    ]
    found.append(Route("/openapi.json", _openapi))
    found.append(Route("/{rest:path}", _Nothing()))
    return found


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """Answers one operation by GET, and the operation for drafts, if there is one, by POST."""

    archive: Archive
    workers: Workers
    operation: Operation
    write: Callable[[Operation, Fields, Values], Answered]
    drafts: Operation | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer: ASGIApp
        try:
            answer = await self._answer(request)
        except Exception as error:
            answer = problem_of(error)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method in ("GET", "HEAD"):
            query = request.scope["query_string"]
            values = read_query(self.operation.parameters, query)
            return await self._run(self.operation, values, request)
        if request.method == "POST" and self.drafts:
            try:
                arguments = _object(request, await request.body())
            except JsonError as error:
                return not_json(str(error))
            values = read_arguments(self.drafts.parameters, arguments)
            return await self._run(self.drafts, values, request)
        return wrong_method(request.method, "GET, POST" if self.drafts else "GET")

    async def _run(self, operation: Operation, values: Values, request: Request) -> Response:
        def work() -> Answered:
            with self.archive.reading() as opened:
                return self.write(operation, operation.answer(opened, values), values)

        found = await self.workers.run(work)
        links = _links(request, found.page) if found.page else ""
        headers = {"Link": links} if links else None
        return Response(found.body, headers=headers, media_type=found.media_type)


def _as_json(operation: Operation, fields: Fields, values: Values) -> Answered:
    page, pages = None, operation.pages
    if pages is not None:
        page = Page(len(fields[pages.listed]), values.number("offset"), pages.size(values))
    return Answered(safe_json(fields, indent=2) + "\n", page=page)


def _as_text(operation: Operation, fields: Fields, values: Values) -> Answered:
    media_type = _MEDIA_TYPES.get(fields["format"], "text/plain; charset=utf-8")
    return Answered(fields["text"], media_type)


def _links(request: Request, page: Page) -> str:
    """The pages before and behind a page (RFC 8288); "" if there are none."""
    places = {}
    # A full page may be the last one: then the next one is empty.
    if page.rows and page.rows == page.size:
        places["next"] = page.offset + page.rows
    if page.offset and page.size:
        places["prev"] = max(page.offset - page.size, 0)
    return ", ".join(
        f'<{_address(request, place)}>; rel="{name}"' for name, place in places.items()
    )


def _address(request: Request, offset: int) -> str:
    query = request.scope["query_string"].decode("ascii", "replace")
    pairs = [one for one in parse_qsl(query, keep_blank_values=True) if one[0] != "offset"]
    return f"{request.url.path}?{urlencode([*pairs, ('offset', str(offset))])}"


def _object(request: Request, body: bytes) -> dict[str, object]:
    """The JSON object that a body holds.

    Raises:
        JsonError: If it is none.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise JsonError("send the body as application/json")
    try:
        found = parse_json(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise JsonError("the body is not UTF-8") from None
    if not isinstance(found, dict):
        raise JsonError("the body is not a JSON object")
    return found


async def _openapi(request: Request) -> Response:
    return Response(openapi_json(), media_type="application/json")


class _Nothing:
    """Answers at every address where there is nothing."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await no_such_path(Request(scope).url.path)(scope, receive, send)
