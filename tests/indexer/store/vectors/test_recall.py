"""Tests of `indexer.store.vectors.recall`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.store.vectors.mean import no_mean, shared_mean
from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.recall import NEAREST, scan_recall
from indexer.store.vectors.scan import scan_nearest
from indexer.store.vectors.writer import VectorWriter
from tests.indexer.store.vectors.test_mean import cone
from tests.support.rows import by_number

ID = "0123456789abcdef"


def stored(folder: Path, rows: np.ndarray, mean: np.ndarray) -> Vectors:
    with VectorWriter.open(folder, rows.shape[1], 0, ID, mean) as writer:
        writer.append(rows)
        writer.commit()
    vectors = Vectors.open(folder, rows.shape[1], len(rows), ID)
    vectors.mean = mean
    return vectors


def plainly(vectors: Vectors, live: np.ndarray, count: int) -> float:
    """The same measure, number by number."""
    numbers = np.flatnonzero(live)
    exact = vectors.decoded(numbers)
    found = []
    for place in np.linspace(0, len(numbers) - 1, min(64, len(numbers))).astype(int):
        nearest = [n for n in np.argsort(-(exact @ exact[place]), kind="stable") if n != place]
        scanned = scan_nearest(vectors, exact[place], live, count, by_number)
        found.append(np.isin(numbers[nearest[:NEAREST]], scanned).mean())
    return float(np.mean(found))


def test_it_is_the_share_of_the_nearest_among_the_candidates(tmp_path: Path):
    rows = cone(500, 64, 3)
    vectors = stored(tmp_path, rows, shared_mean(rows))
    live = np.random.default_rng(4).random(len(rows)) < 0.8

    shares = scan_recall(vectors, live, (20, 100, 500))

    assert shares[0] == pytest.approx(plainly(vectors, live, 20))
    assert shares[1] == pytest.approx(plainly(vectors, live, 100))
    assert shares[2] == 1


def test_a_cone_is_found_in_only_against_its_mean(tmp_path: Path):
    rows = cone(4_000, 128, 5)
    live = np.ones(len(rows), dtype=bool)

    without = scan_recall(stored(tmp_path / "a", rows, no_mean(128)), live, (400,))[0]
    against = scan_recall(stored(tmp_path / "b", rows, shared_mean(rows)), live, (400,))[0]

    assert without < 0.6
    assert against > without + 0.2


def test_fewer_than_two_rows_miss_nothing(tmp_path: Path):
    vectors = stored(tmp_path, cone(3, 64, 6), no_mean(64))

    assert scan_recall(vectors, np.array([False, True, False]), (1, 2)).tolist() == [1, 1]
