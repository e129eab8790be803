"""Whole processes from a cold start: what one command costs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.processes import Command, Cost, cost, median, whosaid
from tests.benchmarks.scale.encoders import HASHING
from tests.benchmarks.scale.questions import PLAIN, Asked, Said

TESTED = "tests.benchmarks.scale.hashing_program"


def measure(
    index: Path,
    encoder: str,
    questions: Mapping[str, Sequence[Asked]],
    said: Sequence[Said],
    rounds: int,
) -> dict[str, Any]:
    """What each command costs: medians of rounds with another question each.

    The commands take turns, so that whatever else the machine does falls on all of them alike. The
    files are in the system's cache, as they are for a reader's second question.
    """
    costs: dict[str, list[Cost]] = {}
    for number in range(rounds):
        asked = {kind: chosen[number % len(chosen)] for kind, chosen in questions.items()}
        words = said[number % len(said)] if said else Said("nobody said this", "Nobody Known")
        for name, command in commands(index, encoder, asked, words).items():
            costs.setdefault(name, []).append(cost(command))
    return {name: rounded(median(found)) for name, found in costs.items()}


def commands(
    index: Path, encoder: str, asked: Mapping[str, Asked], said: Said
) -> dict[str, Command]:
    """The command lines of one round, by name."""
    where = ["--index", index]
    lines: dict[str, list[object]] = {"help": ["--help"]}
    for kind, one in asked.items():
        name = "ask" if kind == PLAIN else f"ask, {kind}"
        lines[name] = ["ask", *one.options(), *where, "--", one.question]
    lines["quotes"] = ["quotes", *where, "--", asked[PLAIN].question]
    lines["speakers"] = ["speakers", *where]
    lines["verify"] = ["verify", "--speaker", said.speaker, *where, "--", said.words]
    return {name: program(encoder, *line) for name, line in lines.items()}


def program(encoder: str, *arguments: object) -> Command:
    """The program's command line, with the encoder that the archive has."""
    if encoder != HASHING:
        return whosaid(*arguments)
    return [sys.executable, "-m", TESTED, *map(str, arguments)]


def rounded(one: Cost) -> dict[str, float]:
    """As it stands in the results."""
    return {
        "seconds": round(one.seconds, 3),
        "cpu": round(one.cpu, 3),
        "megabytes": round(one.megabytes),
    }
