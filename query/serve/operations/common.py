"""Parameters that several operations share, and what they mean together."""

from __future__ import annotations

from query.parse.chosen import Chosen
from query.parse.tree import Filter
from query.serve.operations.parameter import Default, Kind, Parameter
from query.serve.operations.values import Values

MOST_ROWS = 1000
"""Hits, quotes or people on a page."""

FARTHEST = 10_000_000
"""Rows that a page may skip."""


def text(name: str, told: str, default: str | None = None) -> Parameter:
    """A text that may be left out."""
    return Parameter(name, Kind.TEXT, told, default)


def needed(name: str, told: str) -> Parameter:
    """A text that every request names."""
    return Parameter(name, Kind.TEXT, told, is_required=True)


def texts(name: str, told: str) -> Parameter:
    """A text that may be repeated."""
    return Parameter(name, Kind.TEXTS, told)


def flag(name: str, told: str, default: Default = False) -> Parameter:
    """Something that is so or not."""
    return Parameter(name, Kind.FLAG, told, default)


def limit(default: int) -> Parameter:
    """How many rows a page has."""
    return Parameter("limit", Kind.NUMBER, "At most this many.", default, least=1, most=MOST_ROWS)


OFFSET = Parameter("offset", Kind.NUMBER, "Skip this many: the next page.", 0, most=FARTHEST)
SORT = Parameter(
    "sort",
    Kind.TEXT,
    "Best (score), oldest (date) or newest (-date) first.",
    "score",
    choices=("score", "date", "-date"),
)
PER_ARTICLE = Parameter(
    "per_article", Kind.NUMBER, "Show at most this many of an article.", least=1, most=MOST_ROWS
)
ALL = flag("all", "Show each copy: every article of a story, every appearance of a statement.")
SURE = flag("sure", "Only where it is sure who speaks.")
VARIANTS = flag("variants", "Look for other spellings of names too.", True)
SPEAKER_PREFERENCE = flag(
    "speaker_preference",
    "For a question such as “what did X say”, rank the words of X first.",
    True,
)
STRICT = flag("strict", "Refuse a question with wrong syntax.")

DATES = (
    text("since", "From this day, month or year on: 2016-05-17, 2016-05 or 2016."),
    text("until", "Up to this day, month or year."),
    flag(
        "undated",
        "true: only articles without a date, or these as well as those between since and until."
        " false: no article without a date.",
        None,
    ),
)
SOURCES = (
    texts("source", "Only sources with these words in their name."),
    texts("not_source", "Leave out sources with these words in their name."),
)
ORIGINS = (
    *SOURCES,
    texts("author", "Only authors with these words in their name."),
    texts("not_author", "Leave out authors with these words in their name."),
    texts("path", "Only files whose path matches this pattern; a folder means all files in it."),
    texts("not_path", "Leave out files whose path matches this pattern."),
)
SPEAKERS = (
    texts("speaker", "Only where someone of this name is quoted."),
    texts("not_speaker", "Leave out where someone of this name is quoted."),
)


def filter_of(values: Values, *, variants: bool = True, sure: bool = False) -> Filter | None:
    """The filter that the parameters of an operation mean together; None without any.

    Args:
        values: Of any operation; what it has no parameter for does not filter.
        variants: Whether other spellings of a speaker's name count.
        sure: Whether a quote counts for a speaker only if its speaker is sure.

    Raises:
        QuerySyntaxError: If a date is not one.
    """
    known = values.values

    def names(name: str) -> list[str] | None:
        return values.texts(name) or None if name in known else None

    return Chosen(
        values.text_or_none("since"), values.text_or_none("until"), values.flag_or_none("undated"),
        names("source"), names("not_source"), names("author"), names("not_author"),
        names("path"), names("not_path"), names("speaker"), names("not_speaker"),
    ).filter(variants=variants, sure=sure)  # fmt: skip
