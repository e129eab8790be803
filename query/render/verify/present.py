"""Presenting verifications in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from indexer.records import page_of
from query.cite.citation import Citation, Place, cite_document
from query.render.citation_writer import CitationFormat
from query.render.console.output import open_console
from query.render.fields import document_fields, place_of
from query.render.formats import Format
from query.render.json_writer import write_json
from query.render.markdown import escaped
from query.render.tables import write_table
from query.render.verify.fields import (
    checked_fields,
    report_fields,
    speaker_of,
    verification_fields,
)
from query.render.verify.words import (
    difference_in_words,
    flags_in_words,
    headline,
    searched_in_words,
)
from query.verify.drafts.draft import Checked, Claimed
from query.verify.verdict import Evidence, Verification

COLUMNS = (
    "id", "claim", "claimed_speaker", "verdict", "flags", "word_error_rate", "quote", "speaker",
    "difference", "left_out_before", "left_out_after", "document_id", "title", "source", "date",
    "author", "url", "path", "passage_id", "paragraph", "line", "page", "start", "end",
    "problem",
)  # fmt: skip


def present_verification(found: Verification, chosen: Format) -> None:
    """Write one verification to stdout, or the citations of its evidence."""
    form = chosen.name
    if isinstance(chosen, CitationFormat):
        chosen.cite(map(_cited, found.evidence))
    elif form == "json":
        write_json(verification_fields(found), indent=2)
    elif form == "jsonl":
        write_json(verification_fields(found))
    elif form == "terminal":
        from query.render.verify.terminal import render_verification

        render_verification(open_console(), found)
    else:
        present_report([Checked(Claimed("1", found.claim.text, found.asked), found)], chosen)


def present_report(checked: Sequence[Checked], chosen: Format) -> None:
    """Write the verifications of a draft or a table to stdout, or the citations of all evidence."""
    if isinstance(chosen, CitationFormat):
        found = (one.found for one in checked if one.found)
        chosen.cite(_cited(one) for answer in found for one in answer.evidence)
        return
    match chosen.name:
        case "json":
            write_json(report_fields(checked), indent=2)
        case "jsonl":
            for one in checked:
                write_json(checked_fields(one))
        case "csv":
            write_table(COLUMNS, map(_row, checked), sys.stdout)
        case "markdown":
            for line in report_markdown(checked):
                print(line)
        case _:
            from query.render.verify.terminal import render_report

            render_report(open_console(), checked)


def report_markdown(checked: Sequence[Checked]) -> Iterator[str]:
    """A section for each quote, a line of Markdown each time."""
    for one in checked:
        yield f"## {escaped(one.claimed.text)}"
        yield ""
        if one.found is None:
            yield f"Not verified: {escaped(one.problem)}"
        else:
            yield from _lines(one.found)
        yield ""


def _lines(found: Verification) -> Iterator[str]:
    yield f"**{headline(found)}**"
    for phrase in flags_in_words(found.flags):
        yield f"- Look at: {phrase}"
    if found.difference and found.difference_matters:
        yield f"- Difference: {escaped(difference_in_words(found.difference))}"
    for one in found.evidence:
        who = speaker_of(one) or one.mention or "unattributed"
        place = place_of(one.document, one.span)
        facts = (one.document.title, one.document.source, one.document.date or "undated", place)
        told = ", ".join(escaped(fact) for fact in facts if fact)
        yield f"- “{escaped(one.text)}” — {escaped(who)}, {told} `{one.passage_id}`"
    yield f"- {escaped(searched_in_words(found.searched, found.asked))}"


def _cited(one: Evidence) -> Citation:
    name = f"{one.document.document_id}:{one.span.start}-{one.span.end}"
    place = Place(name, one.paragraph, one.text, speaker_of(one))
    return cite_document(one.document, date.today().isoformat(), place)


def _row(one: Checked) -> dict[str, Any]:
    row = {name: value for name, value in checked_fields(one).items() if name in COLUMNS}
    found = one.found
    if found is None:
        return row
    row["flags"] = "; ".join(found.flags)
    row["difference"] = (
        difference_in_words(found.difference, most=10_000) if found.difference_matters else ""
    )
    row["left_out_before"], row["left_out_after"] = found.omitted
    if found.evidence:
        first = found.evidence[0]
        row |= document_fields(first.document) | {
            "passage_id": first.passage_id,
            "paragraph": first.paragraph,
            "line": first.line or None,
            "page": page_of(first.document, first.span),
            "start": first.span.start,
            "end": first.span.end,
        }
    return row
