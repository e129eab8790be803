"""When a run measures what the scan of the signs finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.build.scan_recall import is_due
from indexer.store.catalog.state import State
from indexer.store.writer import IndexWriter
from tests.support.hashing import HashingEncoder


@pytest.fixture
def state(tmp_path: Path) -> State:
    with IndexWriter.open(tmp_path / "index", lambda *_: HashingEncoder()) as writer:
        return writer.catalog.state()


@pytest.mark.parametrize(
    ("recall", "before", "rows", "expected"),
    [
        ("", 0, 5000, True),
        ("", 5000, 5020, True),
        ("", 5000, 5000, False),
        (".993", 5000, 5000, False),
        (".993", 1_000_000, 1_000_200, False),
        (".993", 1_000_000, 1_300_000, True),
    ],
)
def test_an_index_is_measured_again_after_it_has_grown_by_a_quarter(
    state: State, recall: str, before: int, rows: int, expected: bool
):
    assert is_due(replace(state, recall=recall, rows=rows), before) is expected


def test_many_small_runs_measure_now_and_then(state: State):
    due = [is_due(replace(state, recall=".99", rows=n), n - 10) for n in range(5000, 50_000, 10)]

    assert 9 <= sum(due) <= 12
