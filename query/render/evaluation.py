"""Evaluations as a table for people, as JSON, and question by question as CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping

from indexer.output import open_output
from indexer.terminal import printable
from query.evaluation.measures import MEASURES, Evaluation, compare, table
from query.render.cells import csv_row


def write_table(evaluations: Mapping[str, Evaluation]) -> None:
    """Write the means for people; each run is compared with the first."""
    first = next(iter(evaluations))
    header = "".join(f"{measure:>10}" for measure in MEASURES)
    print(f"{'':<18}{header}   against {first}")
    for name, evaluation in evaluations.items():
        values = "".join(f"{value:>10.4f}" for value in evaluation.means().values())
        line = f"{name:<18}{values}   {_against(evaluations[first], evaluation)}"
        print(printable(line))  # a run is named by its file


def write_json(evaluations: Mapping[str, Evaluation]) -> None:
    """Write the means as one JSON object: system -> measure -> mean."""
    means = {name: one.means() for name, one in evaluations.items()}
    print(json.dumps(means, indent=2))


def write_csv(evaluations: Mapping[str, Evaluation]) -> None:
    """Write every question's measures as a table."""
    output = open_output()
    columns = ("question", "run", *MEASURES)
    output.write(csv_row(columns))
    for row in table(evaluations):
        output.write(csv_row(row[column] for column in columns))


def _against(first: Evaluation, other: Evaluation) -> str:
    if first is other or first.per_question.keys() != other.per_question.keys():
        return ""
    result = compare(first, other)
    return (
        f"{result.difference:+.4f}, p {result.p:.3f}, better {result.better}, worse {result.worse}"
    )
