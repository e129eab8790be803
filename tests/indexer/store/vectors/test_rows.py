"""Vectors that have the rows of passages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.rows import LITTLE, NOT_SHARED
from indexer.store.vectors.writer import VectorWriter
from tests.indexer.store.vectors.test_vectors import unit_rows, written

OTHER = "fedcba9876543210"


def write_quotes(
    folder: Path, rows: NDArray[np.float32], shared: list[int], first: int = 0
) -> None:
    with VectorWriter.open(folder, 70, first, OTHER, has_places=True) as writer:
        writer.append(rows, np.array(shared, dtype=np.int64))
        writer.commit()


def opened(folder: Path, count: int, passages: Vectors) -> Vectors:
    return Vectors.open(folder, 70, count, OTHER, passages=passages)


def test_a_shared_row_is_read_from_the_passages(tmp_path: Path) -> None:
    passages = written(tmp_path / "p", unit_rows(5, 70))
    all_rows, own = passages.decoded(np.arange(5)), unit_rows(2, 70, seed=1)

    rows = np.stack([all_rows[3], own[0], all_rows[0]])
    write_quotes(tmp_path / "q", rows, [3, NOT_SHARED, 0])
    write_quotes(tmp_path / "q", np.stack([all_rows[1], own[1]]), [1, NOT_SHARED], first=3)
    quotes = opened(tmp_path / "q", 5, passages)

    assert (tmp_path / "q" / "rows.i8").stat().st_size == 2 * 70
    assert quotes.rows.shared(np.arange(5)).tolist() == [3, NOT_SHARED, 0, 1, NOT_SHARED]
    expected = np.stack([all_rows[3], own[0], all_rows[0], all_rows[1], own[1]])
    np.testing.assert_allclose(quotes.read(np.arange(5)), expected, atol=0.01)
    assert quotes.faulty().tolist() == []


def test_what_a_killed_run_appended_is_cut_off(tmp_path: Path) -> None:
    passages = written(tmp_path / "p", unit_rows(2, 70))
    row, own = passages.decoded(np.array([1])), unit_rows(3, 70, seed=1)
    write_quotes(tmp_path / "q", np.concatenate([own[:1], row]), [NOT_SHARED, 1])
    write_quotes(tmp_path / "q", own[1:2], [NOT_SHARED], first=2)

    write_quotes(tmp_path / "q", own[2:], [NOT_SHARED], first=2)

    quotes = opened(tmp_path / "q", 3, passages)
    assert (tmp_path / "q" / "rows.i8").stat().st_size == 2 * 70
    np.testing.assert_allclose(quotes.read(np.array([2])), own[2:], atol=0.01)


def test_damage_to_a_passage_is_noticed_in_its_quotes(tmp_path: Path) -> None:
    passages = written(tmp_path / "p", unit_rows(3, 70))
    write_quotes(tmp_path / "q", passages.decoded(np.array([2, 0])), [2, 0])
    rows = np.memmap(tmp_path / "p" / "rows.i8", dtype="u1", mode="r+", shape=(3, 70))
    rows[2, 5] ^= 1
    rows.flush()

    quotes = opened(tmp_path / "q", 2, passages)

    assert quotes.faulty().tolist() == [0]
    with pytest.raises(IndexCorruptError, match="vector 0 is not what was written"):
        quotes.read(np.array([0, 1]))


@pytest.mark.parametrize("place", [-1, 0, -2, -4, 1, 2**31 - 1, -(2**31)])
def test_a_wrong_place_is_noticed(tmp_path: Path, place: int) -> None:
    passages = written(tmp_path / "p", unit_rows(3, 70))
    rows = np.concatenate([passages.decoded(np.array([2])), unit_rows(1, 70, seed=1)])
    write_quotes(tmp_path / "q", rows, [2, NOT_SHARED])
    places = np.memmap(tmp_path / "q" / "places.i4", dtype="<i4", mode="r+", shape=(2,))
    assert places.tolist() == [-3, 0]
    places[0] = place
    places.flush()

    with pytest.raises(IndexCorruptError):
        opened(tmp_path / "q", 2, passages).read(np.array([0]))


@pytest.mark.parametrize("count", [0, 1, LITTLE, LITTLE + 1, 3 * LITTLE])
def test_rows_are_the_same_where_memory_is_spared(count: int, tmp_path: Path) -> None:
    passages = written(tmp_path / "p", unit_rows(3 * LITTLE, 70))
    own, shared = unit_rows(2, 70, seed=1), passages.decoded(np.array([3]))
    write_quotes(tmp_path / "q", np.concatenate([own, shared]), [NOT_SHARED, NOT_SHARED, 3])
    quotes = opened(tmp_path / "q", 3, passages)
    numbers = np.random.default_rng(0).integers(0, len(passages), count)
    expected = passages.read(numbers), quotes.read(np.array([2, 0, 1]))

    passages.rows.spare_memory()
    quotes.rows.spare_memory()

    np.testing.assert_array_equal(passages.read(numbers), expected[0])
    np.testing.assert_array_equal(quotes.read(np.array([2, 0, 1])), expected[1])
    with pytest.raises(IndexError):
        passages.read(np.array([len(passages)]))


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="the system does not tell")
def test_a_file_that_was_read_leaves_memory_where_it_is_spared(tmp_path: Path) -> None:
    passages = written(tmp_path / "p", unit_rows(20_000, 70))
    file = str(tmp_path / "p" / "rows.i8")

    passages.read(np.arange(0, 20_000, 10))
    assert resident(file) > 0

    passages.rows.spare_memory()
    passages.read(np.arange(0, 20_000, 10))
    assert resident(file) == 0


def resident(file: str) -> int:
    """KiB of a mapped file that are in this process's memory."""
    maps = Path("/proc/self/smaps").read_text("utf-8").split(file)[1:]
    return sum(int(one.partition("Rss:")[2].split()[0]) for one in maps)
