"""Every result of a search as a file: just the search that the page shows, to its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from indexer.output import safe_json
from query.annotations.file import AnnotationFile
from query.batch import Answered, Asked
from query.cite.styles import STYLES
from query.hits.hit import Answer
from query.hits.paging import SORTED
from query.hits.quote_hit import QuoteAnswer
from query.render.citation_writer import cite_hit, cite_quote
from query.render.fields import hit_fields
from query.render.hit_table import write_hits
from query.render.markdown import hits_markdown, quotes_markdown
from query.render.quote_fields import quote_hit_fields
from query.render.tables import write_quotes
from query.serve.archive import OpenArchive
from query.serve.pages.search.page import is_best_by_date, ordered
from query.serve.pages.search.parameters import Search
from query.serve.pages.site import PageError, Site
from query.settings import Settings

AT_ONCE = 500
"""Results that are read at once; their articles are in memory together."""

AnyAnswer = Answer | QuoteAnswer


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A kind of file.

    Attributes:
        suffix: Of its name.
        media_type: Of its content.
        write: Gives the text of some results; the flag says whether they are the first.
    """

    suffix: str
    media_type: str
    write: Callable[[AnyAnswer, bool], str]


def export(site: Site, request: Request) -> Response:
    """The file with all results of the search that an address holds."""
    chosen = FORMATS.get(request.path_params["format"])
    if chosen is None:
        raise PageError(f"a search is exported as {', '.join(FORMATS)}")
    asked = Search.of(request.query_params)
    asked = asked if asked.q else replace(asked, find="quotes")
    filters = asked.filter(AnnotationFile(site.archive.root).read().labelled)
    settings = ordered(asked, asked.settings(filters))
    parts = _parts(site, asked, settings, chosen)
    # The first part is made before the answer begins, so that a wrong question is told.
    first = next(parts, "")
    headers = {"Content-Disposition": f'attachment; filename="{_name(asked)}.{chosen.suffix}"'}
    return StreamingResponse(_encoded(first, parts), media_type=chosen.media_type, headers=headers)


def answers(opened: OpenArchive, asked: Search, settings: Settings) -> Iterator[AnyAnswer]:
    """All results of a search in parts, in order; at least one part.

    Args:
        opened: The index.
        asked: The search.
        settings: Its filters and its order; offset and limit do not count.
    """
    if is_best_by_date(asked):
        yield _ask(opened, asked, replace(settings, offset=0, limit=SORTED, mark=False))
        return
    offset = 0
    while True:
        answer = _ask(opened, asked, replace(settings, offset=offset, limit=AT_ONCE))
        if answer.hits or not offset:
            yield answer
        if len(answer.hits) < AT_ONCE:
            return
        offset += AT_ONCE


def _ask(opened: OpenArchive, asked: Search, settings: Settings) -> AnyAnswer:
    if asked.find == "passages":
        return opened.engine.ask(asked.q, settings)
    if not asked.q:
        return opened.quotes.by_date(settings)
    return opened.quotes.search(asked.q, settings)


def _parts(site: Site, asked: Search, settings: Settings, chosen: ExportFormat) -> Iterator[str]:
    # One state of the index for all parts, however slowly they are fetched.
    with site.archive.reading() as opened:
        for number, answer in enumerate(answers(opened, asked, settings)):
            yield chosen.write(answer, number == 0)


def _encoded(first: str, parts: Iterable[str]) -> Iterator[bytes]:
    yield first.encode("utf-8", "replace")
    for part in parts:
        yield part.encode("utf-8", "replace")


def _csv(answer: AnyAnswer, is_first: bool) -> str:
    stream = StringIO()
    if isinstance(answer, Answer):
        write_hits([Answered(Asked("1", answer.question), answer)], stream)
    else:
        write_quotes(answer, stream)
    text = stream.getvalue()
    return text if is_first else text.partition("\n")[2]


def _jsonl(answer: AnyAnswer, _: bool) -> str:
    if isinstance(answer, Answer):
        rows = [hit_fields(hit) for hit in answer.hits]
    else:
        rows = [quote_hit_fields(hit) for hit in answer.hits]
    return "".join(f"{safe_json(row)}\n" for row in rows)


def _markdown(answer: AnyAnswer, is_first: bool) -> str:
    lines = hits_markdown(answer) if isinstance(answer, Answer) else quotes_markdown(answer)
    if not is_first:
        next(lines, None)
    return "".join(f"{line}\n" for line in lines)


def _bibtex(answer: AnyAnswer, _: bool) -> str:
    if isinstance(answer, Answer):
        return STYLES["bibtex"]([cite_hit(hit) for hit in answer.hits])
    return STYLES["bibtex"]([cite_quote(hit) for hit in answer.hits])


FORMATS = {
    "csv": ExportFormat("csv", "text/csv; charset=utf-8", _csv),
    "jsonl": ExportFormat("jsonl", "application/x-ndjson", _jsonl),
    "markdown": ExportFormat("md", "text/markdown; charset=utf-8", _markdown),
    "bibtex": ExportFormat("bib", "application/x-bibtex; charset=utf-8", _bibtex),
}


def _name(asked: Search) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", asked.q.lower()).strip("-")[:50].strip("-")
    return f"whosaid-{words or asked.find}"
