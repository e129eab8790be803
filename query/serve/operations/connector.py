"""`search` and `fetch`, in the form in which assistants look through any collection."""

from __future__ import annotations

from pathlib import Path

from indexer.records import PIPE, Document
from query.render.fields import document_fields
from query.serve.archive import OpenArchive
from query.serve.operations import common
from query.serve.operations.operation import Fields, Operation
from query.serve.operations.shapes import record, rows, text
from query.serve.operations.values import Values
from query.settings import Settings

RESULTS = 10
"""Articles that a search gives."""

_TOLD = ("document_id", "source", "date", "author", "path")


def _search(opened: OpenArchive, values: Values) -> Fields:
    settings = Settings(limit=RESULTS, per_article=1)
    found = [hit.document for hit in opened.engine.ask(values.text("query"), settings).hits]
    return {
        "results": [
            {"id": one.document_id, "title": title_of(one), "url": address_of(one)} for one in found
        ]
    }


def _fetch(opened: OpenArchive, values: Values) -> Fields:
    found = opened.engine.show(values.text("id"))
    document, passage = found.document, found.passage
    told = {"verbatim": "The text is that of the article, word for word."}
    if passage is not None:
        told = {
            "verbatim": "The text is a paragraph of the article, word for word.",
            "start": str(passage.span.start),
            "end": str(passage.span.end),
        }
    fields = document_fields(document)
    return {
        "id": passage.passage_id if passage else document.document_id,
        "title": title_of(document),
        "text": passage.text if passage else document.text,
        "url": address_of(document),
        "metadata": {name: str(fields[name]) for name in _TOLD if fields[name]} | told,
    }


def title_of(document: Document) -> str:
    """The title; the name of the file where there is none."""
    return document.title or document.path.rpartition("/")[2] or document.document_id


def address_of(document: Document) -> str:
    """Where a reader finds the article: its own address, else that of its file."""
    if document.url and document.url.startswith(("http://", "https://")):
        return document.url
    if document.path == PIPE:
        return f"urn:whosaid:{document.document_id}"
    return Path(document.path).as_uri()


_RESULT = record(
    {
        "id": text("For `fetch`."),
        "title": text(),
        "url": text("Of the article, else of its file on the machine that holds the archive."),
    }
)

SEARCH = Operation(
    "search",
    "Search the archive of news articles; `fetch` gives the text of a result.",
    (common.needed("query", "A question in plain English, with conditions if need be."),),
    record({"results": rows(_RESULT, "Articles, best first.")}),
    _search,
)

FETCH = Operation(
    "fetch",
    "Fetch an article of the archive, or one paragraph, verbatim.",
    (common.needed("id", "The id of an article, or ARTICLE:PARAGRAPH."),),
    record(
        {
            "id": text(),
            "title": text(),
            "text": text("The article or the paragraph, word for word."),
            "url": text(),
            "metadata": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    ),
    _fetch,
)
