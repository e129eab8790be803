"""The page of an article: its text with quotes marked and speakers beside them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import QuerySyntaxError
from indexer.records import PIPE, Document, Span, line_of
from query.annotations.annotation import Colour
from query.annotations.file import AnnotationFile
from query.cite.find import find_citation
from query.cite.styles import STYLES
from query.parse.parser import parse_question
from query.rank.stopwords import content_terms
from query.serve.archive import OpenArchive
from query.serve.pages.article.blocks import blocks, lost_notes
from query.serve.pages.search.parameters import LONGEST_QUESTION
from query.serve.pages.site import Site
from query.serve.pages.words import title

MOST_NAMES = 300
"""Names that a field offers for a speaker; any other can be typed."""

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


def article(site: Site, request: Request) -> Response:
    """An article, opened at a place, with the words of a question marked."""
    q = request.query_params.get("q", "")[:LONGEST_QUESTION]
    annotations = AnnotationFile(site.archive.root).read()
    with site.archive.reading() as opened:
        found = opened.engine.show(request.path_params["document"])
        document = found.document
        at = _place(request.query_params.get("at", ""), document)
        notes = annotations.about(document.document_id)
        return site.page(
            "article.html",
            {
                "title": title(document),
                "document": document,
                "blocks": blocks(found, question_terms(q), at, notes, date.today().isoformat()),
                "changed": found.file_change.told if found.file_change else "",
                "q": q,
                "colours": list(Colour),
                "labels": annotations.labels_of(document.document_id),
                "known_labels": sorted(annotations.labelled),
                "lost_notes": lost_notes(document, notes),
                "quotes": len(found.quotes),
                "speakers": _speakers(opened),
                "line": line_of(document, at or Span(0, 0)),
                "file": "" if document.path == PIPE else PurePosixPath(document.path).name,
                "is_pdf": document.path.lower().endswith(".pdf"),
                "done": request.query_params.get("done", "")[:300],
                "here": str(request.url.path),
            },
        )


def cite(site: Site, request: Request) -> Response:
    """The citation of an article or a place in it, in every style."""
    name = request.path_params["document"]
    place = request.query_params.get("place", "")[:40]
    with site.archive.reading() as opened:
        document = opened.engine.show(name).document
        name = f"{document.document_id}:{place}" if place else document.document_id
        citation = find_citation(opened.engine, name, date.today().isoformat())
    styles = [(style, write([citation])) for style, write in STYLES.items()]
    values = {"title": f"Cite {citation.title}", "citation": citation, "styles": styles}
    return site.page("cite.html", {**values, "document": document, "place": place})


def question_terms(q: str) -> list[str]:
    """The analysed words of a question, for marking; nothing if it has none."""
    try:
        return content_terms(parse_question(q).words) if q.strip() else []
    except QuerySyntaxError:
        return []


def _place(text: str, document: Document) -> Span | None:
    """The place that an address names; None if the article has no such place."""
    found = _AT.fullmatch(text)
    if found is None:
        return None
    span = Span(int(found[1]), int(found[2]))
    return span if span.start < span.end <= len(document.text) else None


def _speakers(opened: OpenArchive) -> list[str]:
    """Names to choose from when a quote is corrected: those who are quoted most."""
    return [one.name for one in opened.people[:MOST_NAMES]]
