"""Learn the weights: `python -m query.answerable.training.train NAME=FOLDER=INDEX ...`.

FOLDER is a collection as `whosaid evaluate` takes it (a folder in BEIR's form, or a file of
questions over an index), INDEX where its index is or is to be kept. Prints how well questions are
told apart by weights that were learned without their collection.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from query.answerable.model import COSINES, WEIGHTS, WORDS
from query.answerable.training.fitting import Line, area, fit, held_out, threshold
from query.answerable.training.observations import Archive, Observation
from query.evaluation.evaluate import Plan, opened
from query.settings import Mode

MOST = 130
"""Questions of a collection."""

FOREIGN = 40
"""Questions of each other collection that an archive is asked."""


def main() -> None:
    """Learn from the collections named on the command line."""
    parser = argparse.ArgumentParser(description="Learn the weights of the judgement.")
    parser.add_argument("collections", nargs="+", metavar="NAME=FOLDER=INDEX")
    parser.add_argument("--keep", type=Path, help="write the observations here, JSON lines")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="output")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        archives = [_archive(stack, one) for one in arguments.collections]
        found = {mode: _observed(archives, mode) for mode in (Mode.HYBRID, Mode.KEYWORD)}
        encoder = archives[0].encoder_name
    if arguments.keep:
        with arguments.keep.open("w", encoding="utf-8") as file:
            for mode, observations in found.items():
                file.writelines(
                    json.dumps({"mode": mode.value, **asdict(one)}) + "\n" for one in observations
                )
    stored = {
        "encoders": {encoder: _learned(found[Mode.HYBRID], list(COSINES))},
        "words": _learned(found[Mode.KEYWORD], list(WORDS)),
    }
    text = json.dumps(stored, indent=1)
    arguments.weights.write_text(text + "\n", encoding="utf-8")


def _archive(stack: ExitStack, collection: str) -> Archive:
    name, folder, index = collection.split("=")
    engine, benchmark, names = stack.enter_context(opened(Plan(Path(folder), Path(index))))
    return Archive(name, engine.searcher, benchmark, names, MOST, engine.encoder.name)


def _observed(archives: Sequence[Archive], mode: Mode) -> list[Observation]:
    found: list[Observation] = []
    for archive in archives:
        found += archive.own(mode)
        for other in archives:
            if other is not archive:
                found += archive.foreign(other, FOREIGN, mode)
    return found


def _learned(observations: Sequence[Observation], names: Sequence[str]) -> dict[str, object]:
    """The weights as they are stored; prints what they reach on collections not seen.

    A line for each collection: the threshold that refuses few of its answered questions, and for
    each kind of other questions the area under the curve and the share below that threshold.
    """
    scores = held_out(observations, names)
    _report(observations, scores)
    answered = np.array([one.kind == "answered" for one in observations])
    line: Line = fit(observations, names)
    return {
        "threshold": round(threshold(scores[answered]), 4),
        "constant": round(line.constant, 4),
        "weights": {name: round(weight, 4) for name, weight in line.weights.items()},
    }


def _report(observations: Sequence[Observation], scores: NDArray[np.float64]) -> None:
    for whole in (True, False):
        for collection in [*sorted({one.questions for one in observations}), ""]:
            _report_one(
                collection or "all",
                whole,
                {
                    kind: np.array(
                        [
                            score
                            for one, score in zip(observations, scores, strict=True)
                            if one.kind == kind
                            and one.whole == whole
                            and collection in ("", one.questions)
                        ]
                    )
                    for kind in ("answered", "removed", "foreign", "renamed")
                },
            )


def _report_one(name: str, whole: bool, scores: dict[str, NDArray[np.float64]]) -> None:
    answered = scores.pop("answered")
    least = threshold(answered)
    parts = [
        f"{kind} {area(answered, found):.3f} {np.mean(found < least):.0%}"
        for kind, found in scores.items()
        if len(found)
    ]
    size = "whole" if whole else "part"
    sys.stdout.write(f"{name:16}{size:6}{least:+6.2f}  {'   '.join(parts)}\n")


if __name__ == "__main__":
    main()
