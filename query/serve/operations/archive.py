"""What an archive holds, and citations of what it holds."""

from __future__ import annotations

from datetime import date

from query.cite.find import find_citation
from query.cite.styles import STYLES
from query.parse.dates import read_date
from query.render.sources.fields import sources_fields
from query.serve.archive import OpenArchive
from query.serve.operations import common
from query.serve.operations.operation import Fields, Operation, Pages, by_limit
from query.serve.operations.parameter import Kind, Parameter
from query.serve.operations.shapes import (
    flag,
    number,
    or_null,
    record,
    rows,
    share,
    text,
    text_or_null,
)
from query.serve.operations.values import Values
from query.sources import sources_of


def _status(opened: OpenArchive, values: Values) -> Fields:
    # It compares the index with the files, for which it loads much of the indexer.
    from indexer.maintain.status import read_status, status_fields

    return status_fields(read_status(opened.index.root))


def _sources(opened: OpenArchive, values: Values) -> Fields:
    found = sources_of(opened.index.catalog, values.text_or_none("q"))
    start, limit = values.number("offset"), values.number_or_none("limit")
    return sources_fields(found[start : None if limit is None else start + limit])


def _cite(opened: OpenArchive, values: Values) -> Fields:
    """The citations as the text of their style; the only result that is no JSON by itself."""
    accessed, address = values.text_or_none("accessed"), values.text_or_none("archive_url")
    day = read_date(accessed).last if accessed else date.today().isoformat()
    found = [find_citation(opened.engine, name, day, address) for name in values.texts("id")]
    return {"format": values.text("format"), "text": STYLES[values.text("format")](found)}


_NOTE = or_null(record({"documents": number(), "path": text(), "told": text()}))
_COUNTS = ("added", "changed", "removed", "unchanged", "failed")

STATUS = Operation(
    "status",
    "Show what the index holds, its encoder and its size, and which files failed.",
    (),
    record(
        {
            **{name: text() for name in ("index", "encoder", "encoder_identity", "analyzer")},
            **{
                name: number()
                for name in (
                    "format", "dimension", "documents", "passages", "quotes", "speakers",
                    "deleted_passages", "older_quotes", "bytes", "new_files", "changed_files",
                    "gone_files",
                )
            },
            "passed_over": {"type": "object", "additionalProperties": number()},
            "unreadable_dates": _NOTE,
            "guessed_encodings": _NOTE,
            "draft": flag("Whether a rebuild was begun and not finished."),
            "last_run": or_null(
                record(
                    {
                        "started": text("UTC, ISO 8601."),
                        "seconds": {"type": "number"},
                        "report": record({name: number() for name in _COUNTS}),
                    }
                )
            ),
            "other_languages": {"type": "object", "additionalProperties": number()},
            "scan_recall": share("Of the nearest passages, how many the scan finds."),
            "low_recall": text("What that means where it is low."),
            "failures": rows(record({"path": text(), "line": number(), "reason": text()})),
        }
    ),
    _status,
)  # fmt: skip

SOURCES = Operation(
    "sources",
    "List the sources: how many articles, from when to when, and by whom.",
    (
        common.text("q", "Words of the name, or another name of the source."),
        Parameter(
            "limit",
            Kind.NUMBER,
            "At most this many; all without it.",
            least=1,
            most=common.FARTHEST,
        ),
        common.OFFSET,
    ),
    record(
        {
            "sources": rows(
                record(
                    {
                        "source": text_or_null("null for articles without a source."),
                        "documents": number(),
                        "undated": number(),
                        "first": text_or_null(),
                        "last": text_or_null(),
                        "authors": rows(record({"author": text(), "documents": number()})),
                        "other_names": rows(text(), "Names by which a filter finds it too."),
                    }
                )
            )
        }
    ),
    _sources,
    pages=Pages("sources", by_limit),
)

CITE = Operation(
    "cite",
    "Cite articles, passages or quotes.",
    (
        Parameter(
            "id",
            Kind.TEXTS,
            "An article, ARTICLE:PARAGRAPH as listings name it, or ARTICLE:START-END.",
            is_required=True,
            least=1,
            most=1000,
        ),
        Parameter("format", Kind.TEXT, "The style.", "markdown", choices=tuple(STYLES)),
        common.text("accessed", "The day of access; today without it."),
        common.text(
            "archive_url",
            "The archive's own address, with {document_id}, {passage_id}, {paragraph}.",
        ),
    ),
    record({"format": text(), "text": text("The citations.")}),
    _cite,
)
