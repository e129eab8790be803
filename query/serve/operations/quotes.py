"""Finding quotes, and what was said about a topic by date."""

from __future__ import annotations

from query.parse.tree import SurelySpoken, joined
from query.render.quote_fields import quote_answer_fields
from query.render.timeline.present import timeline_fields
from query.serve.archive import OpenArchive
from query.serve.operations import common
from query.serve.operations.operation import Fields, Operation, Pages
from query.serve.operations.parameter import Kind, Parameter
from query.serve.operations.shapes import (
    ALSO_IN,
    DOCUMENT,
    FILE_CHANGE,
    NOTES,
    PLACE,
    QUOTE,
    SPAN,
    number,
    or_null,
    record,
    rows,
    share,
    text,
    text_or_null,
)
from query.serve.operations.values import Values
from query.settings import Order, Settings
from query.timeline.timeline import timeline_of

FOUND, LISTED = 10, 50
"""Quotes about a topic, and quotes by date without one, unless `limit` says otherwise."""


def _size(values: Values) -> int:
    """How many quotes a page has."""
    usual = LISTED if values.text_or_none("q") is None else FOUND
    return values.number_or_none("limit") or usual


def _quotes(opened: OpenArchive, values: Values) -> Fields:
    topic, sure = values.text_or_none("q"), values.flag("sure")
    filters = common.filter_of(values, variants=values.flag("variants"), sure=sure)
    settings = Settings(
        limit=_size(values),
        filters=joined(SurelySpoken(), filters) if sure else filters,
        offset=values.number("offset"),
        order=Order(values.text("sort")),
        per_article=values.number_or_none("per_article"),
        strict=values.flag("strict"),
        variants=values.flag("variants"),
        sure=sure,
        spoken=values.flag("speaker_preference"),
        all_copies=values.flag("all"),
    )
    engine = opened.quotes
    answer = engine.by_date(settings) if topic is None else engine.search(topic, settings)
    return quote_answer_fields(answer)


def _timeline(opened: OpenArchive, values: Values) -> Fields:
    settings = Settings(limit=values.number("limit"), filters=common.filter_of(values))
    found = timeline_of(opened.quotes, values.text("q"), settings, values.texts("compare"))
    return timeline_fields(found)


STATEMENT = record(
    {
        "date": text_or_null("Of the first appearance."),
        "speaker": text_or_null(),
        "quote": text("The words of the first appearance, verbatim; “ […] ” between its parts."),
        "places": rows(record({**PLACE, **DOCUMENT}), "Where it stands, oldest first."),
    }
)

_QUOTE_HIT = record(
    {
        "rank": number(),
        "score": share(),
        "quote": text("The words verbatim; “ […] ” stands between several parts."),
        **QUOTE,
        "person": text_or_null("The speaker's name across the archive."),
        "context": or_null(SPAN),
        **PLACE,
        **DOCUMENT,
        "file_change": FILE_CHANGE,
    },
    {"also_in": ALSO_IN},
)

QUOTES = Operation(
    "quotes",
    "Find quotes, word for word, with their speakers and articles; without a topic, by date.",
    (
        common.text("q", "A topic in plain English. Without one: quotes in order of date."),
        Parameter(
            "limit",
            Kind.NUMBER,
            f"At most this many; {FOUND} about a topic and {LISTED} by date without it.",
            least=1,
            most=common.MOST_ROWS,
        ),
        common.OFFSET,
        common.SORT,
        common.PER_ARTICLE,
        common.ALL,
        *common.SPEAKERS,
        common.SPEAKER_PREFERENCE,
        common.SURE,
        common.VARIANTS,
        *common.DATES,
        *common.ORIGINS,
        common.STRICT,
    ),
    record(
        {
            "question": text_or_null("As it was understood; null for quotes by date."),
            "notes": NOTES,
            "quotes_searched": number(),
            "quotes": rows(_QUOTE_HIT),
        }
    ),
    _quotes,
    pages=Pages("quotes", _size),
)

TIMELINE = Operation(
    "timeline",
    "Show what was said about a topic in order of date, each statement once.",
    (
        common.needed("q", "A topic in plain English."),
        common.limit(50),
        *common.SPEAKERS,
        Parameter("compare", Kind.TEXTS, "Two speakers side by side.", least=2, most=2),
        *common.DATES,
        *common.SOURCES,
    ),
    record(
        {
            "topic": text(),
            "notes": NOTES,
            "rows": rows(
                record(
                    {
                        "speaker": text_or_null("As asked for; null for everybody."),
                        "months": rows(record({"month": text(), "statements": number()})),
                        "statements": rows(STATEMENT),
                    }
                )
            ),
        }
    ),
    _timeline,
)
