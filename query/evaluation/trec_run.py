"""Runs: what a ranker answered to many questions, in memory and as files in TREC's form."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.errors import CorpusError


class ScoredId(NamedTuple):
    """A passage or article by its name in the judgments, with its score; higher is better."""

    corpus_id: str
    score: float


Run = Mapping[str, Sequence[ScoredId]]
"""Question id -> its answers, best first; their order, not their scores, is what is judged."""


def trec_lines(run: Run, tag: str = "whosaid") -> Iterable[str]:
    """The lines of a run file: question, Q0, id, rank, score, tag.

    Other programs order a run by its scores and break ties in their own way; so that they judge
    the order meant, a score that is not lower than the one before is written just below it.

    Raises:
        ValueError: If a name has white space in it or is empty, or a score is not finite.
    """
    for question, answers in run.items():
        last = math.inf
        for rank, (corpus_id, score) in enumerate(answers, start=1):
            for name in (question, corpus_id, tag):
                if len(name.split()) != 1:
                    raise ValueError(f"{name!r} cannot stand in a run file")
            if not math.isfinite(score):
                raise ValueError(f"the score of {corpus_id!r} is {score}")
            last = min(score, math.nextafter(last, -math.inf))
            yield f"{question} Q0 {corpus_id} {rank} {last!r} {tag}"


def write_run(path: Path, run: Run, tag: str = "whosaid") -> None:
    """Write a run file; see `trec_lines`.

    Raises:
        CorpusError: If it cannot be written.
        ValueError: If a name or score cannot stand in one.
    """
    content = "".join(f"{line}\n" for line in trec_lines(run, tag))
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise CorpusError(path, error.strerror or str(error)) from error


def read_run(path: Path) -> dict[str, list[ScoredId]]:
    """Read a run file of any program; answers in order of score, ties in order of the file.

    Raises:
        CorpusError: If it cannot be read or a line is not understood.
    """
    run: dict[str, dict[str, float]] = {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(path, str(error)) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question, _, corpus_id, _, score, _ = line.split()
            value = float(score)
        except ValueError:
            expected = "question, Q0, id, rank, score and tag"
            raise CorpusError(path, f"line {number}: expected {expected}") from None
        if math.isnan(value) or corpus_id in run.setdefault(question, {}):
            raise CorpusError(path, f"line {number}: {corpus_id!r} twice or without a score")
        run[question][corpus_id] = value
    return {
        question: [ScoredId(*pair) for pair in sorted(scores.items(), key=lambda pair: -pair[1])]
        for question, scores in run.items()
    }
