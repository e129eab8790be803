"""What is known of the rows that were found for a question, whatever the ranking's weights.

Only cosines count here, the words that rows hold, and how far the keyword searcher's scores fall.
A fused score tells which row is better than another, and not whether one is good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.text.analyzer import Token, analyze
from query.answerable.names import names_in
from query.rank.keyword import KeywordSearcher
from query.rank.ranker import Ranked
from query.rank.ranking import Ranking
from query.rank.stopwords import content_terms
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers

BEST = 8
"""Rows that are looked at from the top of each searcher's ranking."""

LATER = (9, 49)
"""The places, from 0, whose keyword scores are compared with the best one."""

UNKNOWN = 0.5
"""How far scores fall where there are none."""

NEAR = 0.5
"""A cosine above which nearness says no more by itself."""

LEAST = 0.02
"""Weight of a term that nearly every row holds, against 1 for one that no row holds."""


@dataclass(frozen=True)
class Evidence:
    """What is known.

    Attributes:
        features: Numbers for the model, by name (`query.answerable.model`). Those that need
            cosines are missing where meaning was not asked.
        terms: The content terms of the question, each once.
        absent: Those that no allowed row and no title of one holds.
        is_held: Whether an article of one of the best rows holds all of them.
        apart: The names of which no allowed row has the last two words side by side.
    """

    features: dict[str, float]
    terms: tuple[str, ...]
    absent: frozenset[str]
    is_held: bool
    apart: tuple[str, ...]


def gather(
    rows: Rows,
    keyword: KeywordSearcher,
    words: str,
    ranked: Ranked,
    vector: NDArray[np.float32] | None,
    allowed: Mask,
) -> Evidence:
    """Look at the best rows of each searcher.

    Args:
        rows: Passages or quotes.
        keyword: Their keyword searcher.
        words: The question's plain words.
        ranked: The question's ranking; at least one searcher found a row.
        vector: The question's unit vector; None where meaning was not asked.
        allowed: Which rows may be found, shape (rows,).

    Raises:
        IndexCorruptError: If a posting list or a vector is damaged.
    """
    terms = list(dict.fromkeys(content_terms(words)))
    names = names_in(words, analyze(words))
    among = _Among(keyword, None if allowed.all() else allowed)
    counts = np.array([among.count(keyword.rows_with(term)) for term in terms])
    weights = _weights(counts, int(np.count_nonzero(allowed)))
    best = _best_rows(ranked)
    coverage = np.stack([keyword.hold(term, best) for term in terms], axis=1) @ weights
    in_articles = _held(rows.document_of[best], [keyword.documents_with(term) for term in terms])
    in_names = {token.term for name in names for token in name}
    is_name = np.array([term in in_names for term in terms])
    features = {
        "coverage": float(coverage.max()),
        "keyword fall": _fall(ranked.keyword),
        "absent": float(weights[counts == 0].sum()),
        "names absent": float(weights[(counts == 0) & is_name].sum()),
    }
    if vector is not None and ranked.semantic is not None:
        cosines = rows.vectors.rescore(vector, best)
        features |= {
            "low cosine": max(0.0, NEAR - float(ranked.semantic.scores[0])),
            "above median": float(ranked.semantic.scores[0] - _median(ranked.semantic.scores)),
            "cosine and coverage": float((cosines + coverage / 2).max()),
        }
    return Evidence(
        features,
        tuple(terms),
        frozenset(compress(terms, counts == 0)),
        bool(in_articles.all(axis=1).any()),
        tuple(_written(words, name) for name in names if among.are_apart(name)),
    )


class _Among:
    """Counts rows among the allowed ones; None allows all."""

    def __init__(self, keyword: KeywordSearcher, allowed: Mask | None) -> None:
        self._keyword, self._allowed = keyword, allowed

    def count(self, numbers: NDArray[np.integer[Any]]) -> int:
        """How many of these rows are allowed."""
        if self._allowed is None:
            return len(numbers)
        return int(np.count_nonzero(self._allowed[numbers]))

    def are_apart(self, name: list[Token]) -> bool:
        """Whether no row has the last two words of a name side by side."""
        pair = [token.term for token in name[-2:]]
        return len(pair) == 2 and not self.count(self._keyword.rows_with_pair(pair[0], pair[1]))


def _best_rows(ranked: Ranked) -> Numbers:
    """The best rows of both searchers, ascending, each once."""
    found = [one.numbers[:BEST] for one in (ranked.keyword, ranked.semantic) if one is not None]
    return np.array(sorted({int(number) for numbers in found for number in numbers}))


def _weights(counts: NDArray[np.int64], rows: int) -> NDArray[np.float64]:
    """The idf of terms as shares of their sum, on one scale for archives of every size."""
    idf = np.log1p((rows - counts + 0.5) / (counts + 0.5))
    scaled = np.maximum(idf / np.log1p((rows + 0.5) / 0.5), LEAST)
    shares: NDArray[np.float64] = scaled / scaled.sum()
    return shares


def _held(wanted: Numbers, holders: Sequence[NDArray[np.integer[Any]]]) -> NDArray[np.bool_]:
    """Which of the wanted numbers each term's holders have, shape (numbers, terms).

    Args:
        wanted: In any order.
        holders: Of each term, ascending.
    """
    held = np.zeros((len(wanted), len(holders)), dtype=bool)
    for column, numbers in enumerate(holders):
        if len(numbers):
            met = numbers.take(numbers.searchsorted(wanted), mode="clip")
            held[:, column] = met == wanted
    return held


def _median(scores: NDArray[np.float32]) -> np.float32:
    """The middle score, or the mean of the two in the middle.

    `numpy.median` gives the same, and loads masked arrays for it.
    """
    half = len(scores) // 2
    first = half - 1 if len(scores) % 2 == 0 else half
    median: np.float32 = np.partition(scores, [first, half])[first : half + 1].mean()
    return median


def _fall(ranking: Ranking | None) -> float:
    """How far the scores fall from the best to later ones, as a share of the best.

    An answer stands out: its words meet in few rows. Without any row, as where the question uses
    other words, this tells nothing.
    """
    if ranking is None or not len(ranking):
        return UNKNOWN
    later = [float(ranking.scores[place]) for place in LATER if place < len(ranking)]
    return 1.0 - sum(later) / len(LATER) / float(ranking.scores[0])


def _written(words: str, name: list[Token]) -> str:
    return words[name[0].start : name[-1].end]
