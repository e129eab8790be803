"""Presenting a timeline in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from indexer.records import page_of
from query.render.citation_writer import CitationFormat, cite_quote
from query.render.console.output import open_console
from query.render.fields import document_fields, place_of
from query.render.formats import Format
from query.render.json_writer import write_json
from query.render.markdown import escaped
from query.render.tables import write_table
from query.timeline.statement import Statement
from query.timeline.timeline import Row, Timeline

COLUMNS = (
    "row", "date", "speaker", "quote", "places", "document_id", "title", "source", "author", "url",
    "path", "passage_id", "paragraph", "line", "page", "start", "end",
)  # fmt: skip


def present_timeline(found: Timeline, chosen: Format) -> None:
    """Write a timeline to stdout, or the citations of all its quotes."""
    if isinstance(chosen, CitationFormat):
        chosen.cite(cite_quote(hit) for one in found.statements for hit in one.hits)
        return
    match chosen.name:
        case "json":
            write_json(timeline_fields(found), indent=2)
        case "jsonl":
            for row in found.rows:
                for one in row.statements:
                    write_json({"row": row.name, **statement_fields(one)})
        case "csv":
            rows = ((row, one) for row in found.rows for one in row.statements)
            write_table(COLUMNS, (_cells(row, one) for row, one in rows), sys.stdout)
        case "markdown":
            for line in _markdown(found):
                print(line)
        case _:
            from query.render.timeline.terminal import render_timeline

            render_timeline(open_console(), found)


def timeline_fields(found: Timeline) -> dict[str, Any]:
    """A timeline as plain values for JSON."""
    return {
        "topic": found.topic,
        "notes": list(found.notes),
        "rows": [
            {
                "speaker": row.name,
                "months": [{"month": month, "statements": count} for month, count in row.months],
                "statements": [statement_fields(one) for one in row.statements],
            }
            for row in found.rows
        ],
    }


def statement_fields(one: Statement) -> dict[str, Any]:
    """A statement with its first appearance, and where else it stands."""
    return {
        "date": one.date,
        "speaker": one.speaker,
        "quote": one.words,
        "places": [
            {
                "passage_id": hit.passage_id,
                "paragraph": hit.paragraph,
                "line": hit.line or None,
                "page": page_of(hit.document, hit.quote.span),
                "start": hit.quote.span.start,
                "end": hit.quote.span.end,
                **document_fields(hit.document),
            }
            for hit in one.hits
        ],
    }


def _cells(row: Row, one: Statement) -> dict[str, Any]:
    fields = statement_fields(one)
    place: dict[str, Any] = fields["places"][0]
    return place | fields | {"row": row.name, "places": len(one.hits)}


def _markdown(found: Timeline) -> Iterator[str]:
    yield f"# {escaped(found.topic)}"
    for row in found.rows:
        yield ""
        if row.name is not None:
            yield f"## {escaped(row.name)}"
            yield ""
        for one in row.statements:
            who = escaped(one.speaker or "unattributed")
            source = escaped(one.first.document.source or "")
            words = escaped(" ".join(one.words.split()))
            places = f", {len(one.hits)} places" if len(one.hits) > 1 else ""
            where = place_of(one.first.document, one.first.quote.span)
            named = f"`{one.first.passage_id}`"
            facts = " ".join(part for part in (source, escaped(where), named) if part)
            yield f"- {one.date or 'undated'} **{who}**: “{words}” ({facts}{places})"
