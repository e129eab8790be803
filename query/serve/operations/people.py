"""Listing who is quoted, and a page on one person."""

from __future__ import annotations

from query.render.quote_fields import people_fields
from query.render.timeline.person import page_fields
from query.serve.archive import OpenArchive
from query.serve.operations import common
from query.serve.operations.operation import Fields, Operation, Pages, by_limit
from query.serve.operations.parameter import Kind, Parameter
from query.serve.operations.quotes import STATEMENT
from query.serve.operations.shapes import (
    NOTES,
    Shape,
    flag,
    number,
    record,
    rows,
    text,
    text_or_null,
)
from query.serve.operations.values import Values
from query.speakers.listing import list_people
from query.timeline.person import page_of


def _speakers(opened: OpenArchive, values: Values) -> Fields:
    directory = opened.sure_directory if values.flag("sure") else opened.directory
    variants = values.flag("variants")
    found = list_people(
        directory,
        opened.index.catalog,
        values.text_or_none("q"),
        variants=variants,
        filters=common.filter_of(values, variants=variants),
        role=values.text_or_none("role"),
    )
    start, limit = values.number("offset"), values.number_or_none("limit")
    end = None if limit is None else start + limit
    fields = people_fields(found.people[start:end])
    return fields | ({"notes": list(found.notes)} if found.notes else {})


def _person(opened: OpenArchive, values: Values) -> Fields:
    variants, sure = values.flag("variants"), values.flag("sure")
    return page_fields(page_of(opened.quotes, values.text("q"), variants=variants, sure=sure))


_SEEN: dict[str, Shape] = {"first": text_or_null(), "last": text_or_null()}
PERSON_FIELDS: dict[str, Shape] = {
    "speaker": text("The fullest name."),
    "quotes": number(),
    "sure": number("Quotes whose speaker is sure."),
    "likely": number("Quotes whose speaker is likely."),
    "documents": number(),
    **_SEEN,
    "roles": rows(record({"role": text("As written."), "quotes": number(), **_SEEN})),
    "aliases": rows(record({"name": text(), "quotes": number()}), "Other spellings."),
    "is_resolved": flag("Whether all these names are surely one person's."),
}

SPEAKERS = Operation(
    "speakers",
    "List who is quoted, how often, when, and in which roles.",
    (
        common.text(
            "q",
            "Words of the name or their beginnings, or a pattern with * and ?. If it fits nobody,"
            " it is read as a name.",
        ),
        Parameter("limit", Kind.NUMBER, "At most this many; all without it.", least=1,
                  most=common.FARTHEST),
        common.OFFSET,
        common.VARIANTS,
        common.SURE,
        *common.DATES,
        *common.SOURCES,
        common.text("role", "Only people with these words in a role."),
    ),
    record({"speakers": rows(record(PERSON_FIELDS))}, {"notes": NOTES}),
    _speakers,
    pages=Pages("speakers", by_limit),
)  # fmt: skip

_SOURCE = record({"source": text_or_null(), "documents": number()})
_MONTH = record({"month": text(), "statements": number()})

PERSON = Operation(
    "person",
    "Show one person: roles over time, topics, repeated statements, who quotes them.",
    (
        common.needed("q", "The name of one person."),
        common.VARIANTS,
        common.SURE,
    ),
    record(
        {
            **PERSON_FIELDS,
            "topics": rows(record({"word": text(), "documents": number()})),
            "repeated": rows(STATEMENT, "Statements that stand in several articles."),
            "sources": rows(_SOURCE),
            "months": rows(_MONTH),
        }
    ),
    _person,
)
