"""The judgement: whether the archive seems to answer a question, and what it lacks.

A lookup is never refused: conditions and fields find what satisfies them, and a few words find the
articles that hold them all. Only a question in plain words is judged, and a quote that no article
has word for word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.text.analyzer import terms
from query.answerable.evidence import Evidence, gather
from query.answerable.later import last_day, named_after, names_a_year
from query.answerable.model import model_for, probability
from query.hits.facets import documents_of
from query.rank.stopwords import is_stopword
from query.searcher import Found, Searcher

LOOKUP = 3
"""Content terms of a question that may be a lookup."""

_QUESTION = re.compile(
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|"
    r"could|will|would|should)\b.*|.*\?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the archive answers.

    Attributes:
        answered: Whether it seems to; False if nothing was found.
        probability: In [0, 1]; None where nothing was judged: a lookup, nothing found, no word
            that says what the question is about, or an encoder without weights.
        notes: What the archive lacks, if it does not seem to answer.
    """

    answered: bool
    probability: float | None = None
    notes: tuple[str, ...] = ()


def judge(searcher: Searcher, found: Found, encoder: str) -> Judgement:
    """Judge what was found for a question.

    Args:
        searcher: It found it.
        found: What it found.
        encoder: The name of the encoder that made the index.

    Raises:
        IndexCorruptError: If a part of the index turns out to be damaged.
    """
    question, ranked = found.understood.question, found.ranked
    if not found.numbers or not len(ranked.numbers):
        return Judgement(bool(found.numbers))
    model = model_for(None if found.vector is None else encoder)
    is_met = found.condition is not None and not found.condition.is_nearest
    if is_met or not _has_content(question.words) or model is None:
        return Judgement(True)
    keyword = searcher.ranker.keyword
    evidence = gather(searcher.rows, keyword, question.words, ranked, found.vector, found.allowed)
    if _is_lookup(question.words, evidence):
        return Judgement(True)
    odds = model.odds(evidence.features)
    last, after = _after(searcher, found, evidence)
    if odds >= model.threshold and not after:
        return Judgement(True, probability(odds))
    notes = [f'no passage has "{name}" word for word' for name in evidence.apart]
    if after:
        notes.append(f"the question names {' and '.join(after)}; the last article is of {last}")
    return Judgement(False, probability(min(odds, model.threshold)), tuple(notes))


def _has_content(words: str) -> bool:
    """Whether a word says what the question is about."""
    return not all(map(is_stopword, terms(words)))


def _is_lookup(words: str, evidence: Evidence) -> bool:
    """Whether a few words, not a question, are all found in one article."""
    is_question = _QUESTION.fullmatch(words.strip()) is not None
    return len(evidence.terms) <= LOOKUP and not is_question and evidence.is_held


def _after(searcher: Searcher, found: Found, evidence: Evidence) -> tuple[date | None, list[str]]:
    """The last article's day, and what the question names after it that no row speaks of."""
    words = found.understood.question.words
    if not names_a_year(words):
        return None, []
    rows = searcher.rows
    dates = rows.columns.date.counts(documents_of(rows, found.allowed))
    last = last_day(day for day, _ in dates)
    if last is None:
        return None, []
    named = named_after(words, last)
    return last, [one for one in named if one in evidence.absent or "-" in one]
