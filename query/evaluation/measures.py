"""How good a ranking is: a run and judgments -> measures for each question, and comparisons.

The measures come from ir-measures (MacAvaney, Macdonald and Ounis, ECIR 2022), which takes them
from trec_eval:

    nDCG@10   Järvelin and Kekäläinen, TOIS 2002; gain = relevance, discount = log2(rank + 1)
    RR@10     1 / rank of the first relevant answer, 0 below rank 10; its mean is called MRR@10
    R@10      share of the relevant ones that are among the first ten; R@100 alike
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from query.evaluation.beir import Judgments
from query.evaluation.trec_run import Run

MEASURES = ("nDCG@10", "RR@10", "R@10", "R@100")

ROUNDS = 10_000
"""Rounds of the randomisation test: its p is then within .01 of the exact one."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run is worth, question by question.

    Attributes:
        per_question: Question id -> measure -> value in [0, 1], for each question that has at
            least one relevant answer; a question that the run leaves out has 0 everywhere.
    """

    per_question: Mapping[str, Mapping[str, float]]

    def means(self) -> dict[str, float]:
        """Each measure's mean over the questions; 0 where there are none."""
        count = max(len(self.per_question), 1)
        return {
            measure: math.fsum(values[measure] for values in self.per_question.values()) / count
            for measure in MEASURES
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one evaluation differs from another on the same questions.

    Attributes:
        difference: Mean of the second less that of the first.
        p: Two-sided p of a paired randomisation test: how often the difference would be as
            large if it were by chance which of the two a question favours.
        better, worse: On how many questions the second is better, and worse.
    """

    difference: float
    p: float
    better: int
    worse: int


def evaluate(run: Run, judgments: Judgments, articles: Mapping[str, str]) -> Evaluation:
    """Judge a run.

    Args:
        run: Passages by corpus id, best first; deep enough for the measures (100).
        judgments: A question with a judgment that names an article, and not a passage, is
            judged by article: each takes the place of its best passage.
        articles: The article of each passage, by corpus id.
    """
    import ir_measures

    relevant = {
        question: names
        for question, names in judgments.items()
        if any(relevance > 0 for relevance in names.values())
    }
    groups = set(articles.values()) - articles.keys()
    judged, answers = {}, {}
    for question, names in relevant.items():
        ranked = [corpus_id for corpus_id, _ in run.get(question, ())]
        if not groups.isdisjoint(names):
            names, ranked = _by_article(names, ranked, articles)
        judged[question] = dict(names)
        # Scores from the ranks: trec_eval would break ties by name.
        answers[question] = {name: -float(rank) for rank, name in enumerate(ranked)}
    values: dict[str, dict[str, float]] = {
        question: dict.fromkeys(MEASURES, 0.0) for question in relevant
    }
    measures = [ir_measures.parse_measure(measure) for measure in MEASURES]
    for metric in ir_measures.iter_calc(measures, judged, answers):
        values[metric.query_id][str(metric.measure)] = float(metric.value)
    return Evaluation(values)


def _by_article(
    names: Mapping[str, int], ranked: Sequence[str], articles: Mapping[str, str]
) -> tuple[dict[str, int], list[str]]:
    """Judgments and answers of a question in terms of articles, each answer at its best place."""
    judged: dict[str, int] = {}
    for name, relevance in names.items():
        article = articles.get(name, name)
        judged[article] = max(relevance, judged.get(article, relevance))
    return judged, list(dict.fromkeys(articles.get(name, name) for name in ranked))


def compare(first: Evaluation, second: Evaluation, measure: str = "nDCG@10") -> Comparison:
    """Compare two evaluations of the same questions by a paired randomisation test.

    Smucker, Allan and Carterette, CIKM 2007, found it the one to use for such measures. The
    random signs come from a fixed seed: the same evaluations have the same p, always.

    Raises:
        ValueError: If the questions differ, or there are none.
    """
    if first.per_question.keys() != second.per_question.keys() or not first.per_question:
        raise ValueError("only evaluations of the same questions can be compared")
    gains = np.array(
        [
            second.per_question[name][measure] - first.per_question[name][measure]
            for name in sorted(first.per_question)
        ]
    )
    difference = math.fsum(gains) / len(gains)
    moved = gains[gains != 0.0]
    extreme = sum(
        int(np.count_nonzero(np.abs(signs @ moved) >= abs(math.fsum(moved)) - 1e-9))
        for signs in _random_signs(len(moved))
    )
    return Comparison(
        difference,
        (extreme + 1) / (ROUNDS + 1),  # the observed assignment is one of the possible ones
        int(np.count_nonzero(gains > 0)),
        int(np.count_nonzero(gains < 0)),
    )


def _random_signs(count: int) -> Iterator[NDArray[np.floating]]:
    """Matrices of 1 and -1, `ROUNDS` rows in all, in blocks to bound the memory."""
    rng = np.random.default_rng(0)
    for _ in range(10):
        yield rng.integers(0, 2, (ROUNDS // 10, count)) * 2.0 - 1.0


def table(evaluations: Mapping[str, Evaluation]) -> Iterator[dict[str, str | float]]:
    """Rows of question, run and measures, for each question and each run in the order given."""
    questions = dict.fromkeys(name for one in evaluations.values() for name in one.per_question)
    for question in questions:
        for name, evaluation in evaluations.items():
            if question in evaluation.per_question:
                values = evaluation.per_question[question]
                yield {"question": question, "run": name, **values}
