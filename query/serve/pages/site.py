"""What all pages share: the archive, the templates, and what becomes of errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from indexer.errors import DocumentNotFoundError, IndexLockedError, QuerySyntaxError, SearchError
from query.serve.archive import Archive
from query.serve.pages import words
from query.serve.run import IndexRun
from query.serve.settings import ServeSettings

TEMPLATES = Path(__file__).parent.parent / "templates"

LARGEST_FORM = 2 * 2**20
"""Bytes of a form; a draft of a long article has a hundredth of that."""

MOST_FIELDS = 200
"""Fields of a form."""


@dataclass(frozen=True)
class Site:
    """The pages over one archive.

    Attributes:
        archive: The index.
        settings: Where the server listens.
        templates: The pages' templates.
        run: The run that a page may start.
        saving: Held while the file of saved searches is written.
        drawing: Held while a page of a PDF is drawn, which one thread may do at a time.
    """

    archive: Archive
    settings: ServeSettings
    templates: Environment
    run: IndexRun
    saving: Lock = field(default_factory=Lock, compare=False)
    drawing: Lock = field(default_factory=Lock, compare=False)

    def page(self, name: str, values: Mapping[str, object], status: int = 200) -> Response:
        """A page from a template.

        Args:
            name: The template's file.
            values: What it shows.
            status: The HTTP status.
        """
        shown = {"archive_name": self.archive.root.resolve().name, **values}
        return HTMLResponse(self.templates.get_template(name).render(shown), status)

    def problem(self, error: SearchError) -> Response:
        """The page that tells of an error."""
        values = {"title": "That did not work", "problem": str(error), "hint": error.hint}
        return self.page("problem.html", values, status_of(error))


Show = Callable[[Site, Request], Response]
Act = Callable[[Site, Request, "Form"], Response]


class Form:
    """The fields of a form that was sent."""

    def __init__(self, body: bytes) -> None:
        self._fields = parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )

    def text(self, name: str) -> str:
        """The value of a field, with the line ends of a text file; "" without it."""
        return self._fields.get(name, [""])[0].replace("\r\n", "\n")

    def number(self, name: str) -> int:
        """The value of a field as a number, which must be one.

        Raises:
            FormError: If it is none.
        """
        digits = self.text(name)
        if not (digits.isascii() and digits.isdigit() and len(digits) < 12):
            raise FormError(f"{name} must be a number")
        return int(digits)


class PageError(SearchError):
    """What a page cannot do.

    Attributes:
        status: The HTTP status that fits.
    """

    status = 400


class FormError(PageError):
    """A form that lacks something, or is too long."""

    hint = "Go back, and fill in the form again."


def open_site(archive: Archive, settings: ServeSettings) -> Site:
    """The pages over an archive."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= words.FILTERS
    templates.globals["period"] = words.period
    return Site(archive, settings, templates, IndexRun(archive.root))


def shows(site: Site, path: str, show: Show) -> Route:
    """A route to a page that only shows something; it runs in a thread of its own."""

    def answer(request: Request) -> Response:
        return _guarded(site, partial(show, site, request))

    return Route(path, answer, methods=["GET", "HEAD"], name=show.__name__)


def acts(site: Site, path: str, act: Act) -> Route:
    """A route to which a form is sent."""

    async def answer(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return site.problem(FormError("the form is too long"))
        return await run_in_threadpool(_guarded, site, lambda: act(site, request, Form(body)))

    return Route(path, answer, methods=["POST"], name=act.__name__)


def back_to(address: str) -> Response:
    """The answer to a form that has done its work: the page to look at next.

    An address of another site becomes that of the first page.
    """
    is_here = address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable()
    return RedirectResponse(address if is_here else "/", status_code=303)


def status_of(error: SearchError) -> int:
    """The HTTP status that fits an error."""
    match error:
        case DocumentNotFoundError():
            return 404
        case PageError():
            return error.status
        case QuerySyntaxError():
            return 400
        case IndexLockedError():
            return 409
        case _:
            return 500 if type(error).__module__ == "indexer.errors" else 400


def _guarded(site: Site, answer: Callable[[], Response]) -> Response:
    try:
        return answer()
    except SearchError as error:
        return site.problem(error)


async def _body(request: Request) -> bytes | None:
    """What was sent; None if it is too long."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > LARGEST_FORM:
            return None
    return bytes(found)
