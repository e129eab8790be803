"""Asking for passages, and showing an article."""

from __future__ import annotations

from query.render.document import whole_document_fields
from query.render.fields import answer_fields
from query.serve.archive import OpenArchive
from query.serve.operations import common
from query.serve.operations.operation import Fields, Operation, Pages, by_limit
from query.serve.operations.parameter import Kind, Parameter
from query.serve.operations.shapes import (
    ALSO_IN,
    DOCUMENT,
    FILE_CHANGE,
    NOTES,
    PASSAGE,
    PLACE,
    QUOTE,
    SPAN,
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
from query.settings import FusionMethod, Mode, Order, Settings

MOST_NEIGHBOURS = 50
"""Paragraphs that a hit may be shown with on either side."""


def _ask(opened: OpenArchive, values: Values) -> Fields:
    variants, sure = values.flag("variants"), values.flag("sure")
    settings = Settings(
        limit=values.number("limit"),
        filters=common.filter_of(values, variants=variants, sure=sure),
        mode=Mode(values.text("mode")),
        fusion=FusionMethod(values.text("fusion")),
        mark=True,
        offset=values.number("offset"),
        order=Order(values.text("sort")),
        per_article=values.number_or_none("per_article"),
        plain=values.flag("plain"),
        strict=values.flag("strict"),
        variants=variants,
        sure=sure,
        spoken=values.flag("speaker_preference"),
        facets=values.flag("facets"),
        context=values.number("context"),
        all_copies=values.flag("all"),
    )
    answer = opened.engine.ask(values.text("q"), settings)
    return answer_fields(answer, explain=values.flag("explain"))


def _show(opened: OpenArchive, values: Values) -> Fields:
    return whole_document_fields(opened.engine.show(values.text("id")))


_COUNTED = {"documents": number()}
_FACETS = record(
    {"documents": number(), "source": rows(record({"source": text_or_null(), **_COUNTED}))},
    {
        "year": rows(record({"year": text_or_null(), **_COUNTED})),
        "month": rows(record({"month": text_or_null(), **_COUNTED})),
    },
)
_RANKED = or_null(record({"rank": number(), "score": share()}))
_EXPLAIN = record(
    {
        "keyword": _RANKED,
        "semantic": _RANKED,
        "signals": rows(
            record(
                {
                    "name": text(), "weight": share(), "raw": share(), "normalised": share(),
                    "value": share(),
                }
            )
        ),
    }
)  # fmt: skip
_HIT = record(
    {
        "rank": number(),
        "score": share("Comparable only within one answer."),
        **DOCUMENT,
        "file_change": FILE_CHANGE,
        **PLACE,
        "text": text("The paragraph, verbatim."),
        "answer": or_null(SPAN),
        "matches": rows(rows(number()), "Words that match: [start, end) in the article's text."),
        "quotes": rows(record(QUOTE), "The quotes in the paragraph, with their speakers."),
    },
    {"also_in": ALSO_IN, "before": rows(PASSAGE), "after": rows(PASSAGE), "explain": _EXPLAIN},
)

ASK = Operation(
    "ask",
    "Find the passages that answer a question, with the quotes in them.",
    (
        common.needed("q", "A question in plain English, with conditions if need be."),
        common.limit(5),
        common.OFFSET,
        common.SORT,
        common.PER_ARTICLE,
        common.ALL,
        *common.DATES,
        *common.ORIGINS,
        *common.SPEAKERS,
        common.SPEAKER_PREFERENCE,
        common.SURE,
        Parameter(
            "mode",
            Kind.TEXT,
            "Rank by words, by meaning, or by both.",
            "hybrid",
            choices=("hybrid", "keyword", "semantic"),
        ),
        Parameter(
            "fusion",
            Kind.TEXT,
            "Join both rankings by normalised scores or by reciprocal ranks.",
            "convex",
            choices=("convex", "rrf"),
        ),
        common.flag("plain", "Read marks and capitals in the question as plain text."),
        common.STRICT,
        common.VARIANTS,
        Parameter(
            "context",
            Kind.NUMBER,
            "Show this many neighbouring paragraphs.",
            0,
            most=MOST_NEIGHBOURS,
        ),
        common.flag("facets", "Count the articles that match, by source and by time."),
        common.flag("explain", "Show the parts of each score."),
    ),
    record(
        {
            "question": text("As it was understood."),
            "notes": NOTES,
            "passages_searched": number(),
            "answered": flag("Whether the archive seems to answer at all."),
            "probability": share("That it does; null where this is not judged."),
            "hits": rows(_HIT),
        },
        {"facets": _FACETS},
    ),
    _ask,
    pages=Pages("hits", by_limit),
)

SHOW = Operation(
    "show",
    "Show a whole article with its passages and quotes.",
    (
        common.needed(
            "id",
            "An article: its id or the beginning of it, its path or the end of it, its title or"
            " words of it. ID:5 is a passage, FILE:11 the one on that line.",
        ),
    ),
    record(
        {
            **DOCUMENT,
            "passage_id": text_or_null("The passage that was named, if one was."),
            "file_change": FILE_CHANGE,
            "text": text("The whole article, verbatim."),
            "passages": rows(PASSAGE),
            "quotes": rows(record(QUOTE)),
        }
    ),
    _show,
)
