"""The features by which a ranker tells quotations from titles, nicknames, terms and slogans."""

from __future__ import annotations

from indexer.quotes.lexicon import words
from indexer.quotes.marks.context import (
    CLAUSE_REACH,
    REACH,
    follow,
    lead_of,
    strongest,
    word_class,
    words_before,
)
from indexer.quotes.marks.exclusions import has_capitals
from indexer.quotes.marks.shape import WORD, Shape, has_words, look_at
from indexer.quotes.marks.spans import QuotationSpan
from indexer.quotes.marks.works import count_signs

_NEAR, _SEVERAL, _LONG = 3, 3, 8  # words
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_SCORE_STEP, _MOST_STEPS = 1.5, 8
UNTOLD_TITLE = "ne:-False"
"""The feature of what is written like a title and has no word of saying beside it."""


def is_certain(text: str, span: QuotationSpan, *, said: bool) -> bool:
    """Whether a span is certainly a quotation: "she said" follows its comma.

    It has several words and opens a sentence, or it is long, and it is not written like a title:
    "“Are We There Yet?” claims the top spot". Of 2,850 such spans in annotated articles nine are
    not annotated, and these nine are quotations, too.

    Args:
        text: The whole text.
        span: The quotation span.
        said: Whether an attribution follows at once, see `context.is_said`.
    """
    if not said or text[span.inner.end - 1] not in ",?!":
        return False
    least = _SEVERAL if _opens_sentence(text, span.outer.start) else _LONG
    content = span.inner.of(text)
    return has_words(content, least) and not has_capitals(content[:REACH])


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a line, a sentence or another quote ends right before this place."""
    at = start - 1
    while at >= 0 and text[at] in " \t\xa0":
        at -= 1
    return at < 0 or text[at] in "\n.!?”’\"'"


def describe(text: str, span: QuotationSpan, *, said: bool, is_odd: bool = False) -> list[str]:
    """The features of a span for the question whether it is a quotation.

    Args:
        text: The whole text.
        span: The quotation span.
        said: Whether an attribution follows at once, see `context.is_said`.
        is_odd: Whether it stands between marks of another kind than the text's others, see
            `shape.odd_ones`.
    """
    seen = look_at(text, span, is_odd)
    before = text[max(0, span.outer.start - CLAUSE_REACH) : span.outer.start]
    after = text[span.outer.end : span.outer.end + REACH]
    shape, length = seen.shape, seen.length
    lead, word_before = lead_of(before[-REACH:])
    if shape == Shape.HEADLINE:  # in a headline the place says little
        lead, word_before = shape, word_before or shape
    told = words_before(text, span, CLAUSE_REACH)
    features = [
        *seen.features,
        f"le:{lead}",
        f"lel:{lead}{length}",
        f"les:{lead}{shape}",
        f"lf:{lead}{follow(after)}",
        f"wcs:{word_class(word_before)}{shape}",
        f"up:{seen.is_upper!s}{shape}{lead}",
        f"sa:{said!s}",
        f"hel:{strongest(told)}{lead}{shape}",
        f"tvw:{seen.is_show!s}{word_before}",
        f"ow:{before.rstrip().endswith(_POSSESSIVES)!s}{shape}{seen.is_show!s}",
    ]
    if shape != Shape.HEADLINE:
        beside = told if lead in ("w", ",", ":") else ()
        features.append(f"wk:{count_signs(beside, after, WORD.findall(after))}{shape}")
    if shape == Shape.ALL_CAPITALS:
        named = words()["works_introduced_by"]
        near = [word for word in told[-_NEAR:] if word not in named]
        features.append(f"ne:{strongest(near)}{said!s}")
    return features


def source_score_feature(source_score: float) -> str:
    """The feature that tells how much speaks for the likeliest source of a span.

    Args:
        source_score: As in `attribution.Attribution`. Titles and terms hardly ever have a source,
            which is the lowest step.
    """
    most = _SCORE_STEP * _MOST_STEPS
    return f"su:{int(max(0.0, min(most, source_score)) // _SCORE_STEP)}"
