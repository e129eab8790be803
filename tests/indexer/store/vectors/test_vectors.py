"""The vectors on disk: what is appended is read back, and nothing else is believed."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError, IndexWriteError
from indexer.store.vectors.files import words_for
from indexer.store.vectors.mean import no_mean
from indexer.store.vectors.reader import Vectors, sign_words
from indexer.store.vectors.writer import VectorWriter

ID = "0123456789abcdef"


def unit_rows(count: int, dimension: int, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def written(folder: Path, *batches: NDArray[np.float32], dimension: int = 70) -> Vectors:
    rows = 0
    for batch in batches:
        with VectorWriter.open(folder, dimension, rows, ID) as writer:
            writer.append(batch)
            writer.commit()
            rows = writer.rows
    return Vectors.open(folder, dimension, rows, ID)


def all_of(vectors: Vectors) -> NDArray[np.float32]:
    return vectors.decoded(np.arange(len(vectors)))


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    rows = unit_rows(5, 70)

    vectors = written(tmp_path / "v", rows[:2], rows[2:])

    assert len(vectors) == 5
    assert vectors.dimension == 70
    np.testing.assert_allclose(all_of(vectors), rows, atol=0.01)


def test_a_sign_bit_says_whether_its_component_is_positive(tmp_path: Path) -> None:
    rows = np.zeros((1, 70), dtype=np.float32)
    rows[0, [0, 65]] = np.sqrt(0.5)
    rows[0, 3] = -0.0

    vectors = written(tmp_path, rows)

    assert [int(column[0]) for column in vectors.signs] == [1, 2]


@given(st.integers(1, 200), st.integers(0, 9), st.integers(0, 2**32 - 1))
def test_the_sign_words_spell_out_every_component(dimension: int, count: int, seed: int) -> None:
    rows = unit_rows(count, dimension, seed)

    words = sign_words(rows, no_mean(dimension))

    assert words.shape == (count, words_for(dimension))
    for row, packed in zip(rows, words, strict=True):
        bits = [int(packed[j // 64]) >> (j % 64) & 1 for j in range(64 * words.shape[1])]
        assert bits == [int(value > 0) for value in row] + [0] * (len(bits) - dimension)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 6), max_size=6))
def test_the_batches_leave_no_trace(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]):
    """However the rows are divided into runs and appends, the files are the same."""
    rows = unit_rows(sum(sizes), 70)
    whole, parts = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("parts")

    written(whole, rows)
    written(parts, rows[:0], *np.split(rows, np.cumsum(sizes)))

    contents = [{p.name: p.read_bytes() for p in folder.iterdir()} for folder in (whole, parts)]
    assert contents[0] == contents[1]


def test_the_files_are_those_of_the_format(tmp_path: Path) -> None:
    written(tmp_path, unit_rows(3, 70))

    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes == {
        "rows.i8": 3 * 70,
        "signs-00.u64": 24,
        "signs-01.u64": 24,
        "checksums.u64": 48,
    }


def test_no_rows_are_no_error(tmp_path: Path) -> None:
    vectors = written(tmp_path, unit_rows(0, 70))

    assert len(vectors) == 0
    assert vectors.faulty().tolist() == []


def test_rows_beyond_the_committed_count_are_not_seen_and_then_replaced(tmp_path: Path) -> None:
    """What a killed run appended is surplus until the next writer cuts it off."""
    rows = unit_rows(5, 70)
    with VectorWriter.open(tmp_path, 70, 0, ID) as writer:
        writer.append(rows[:4])

    assert len(Vectors.open(tmp_path, 70, 2, ID)) == 2
    with VectorWriter.open(tmp_path, 70, 2, ID) as writer:
        writer.append(rows[4:])
    vectors = Vectors.open(tmp_path, 70, 3, ID)
    np.testing.assert_allclose(all_of(vectors), rows[[0, 1, 4]], atol=0.01)
    with pytest.raises(IndexCorruptError):
        Vectors.open(tmp_path, 70, 4, ID)


def test_a_run_cut_off_within_a_row_leaves_only_surplus(tmp_path: Path) -> None:
    rows = unit_rows(4, 70)
    written(tmp_path, rows[:3])
    with (tmp_path / "rows.i8").open("ab") as stream:
        stream.write(b"\x01" * 13)

    with VectorWriter.open(tmp_path, 70, 3, ID) as writer:
        writer.append(rows[3:])

    vectors = Vectors.open(tmp_path, 70, 4, ID)
    np.testing.assert_allclose(all_of(vectors), rows, atol=0.01)
    assert vectors.faulty().tolist() == []


def test_a_reader_keeps_its_rows_while_a_writer_appends(tmp_path: Path) -> None:
    rows = unit_rows(6, 70)
    before = written(tmp_path, rows[:3])
    expected = all_of(before)

    with VectorWriter.open(tmp_path, 70, 3, ID) as writer:
        writer.append(rows[3:])
        writer.commit()

    assert len(before) == 3
    assert (all_of(before) == expected).all()


@pytest.mark.parametrize("name", ["rows.i8", "signs-00.u64", "signs-01.u64", "checksums.u64"])
def test_a_missing_or_short_file_is_refused(tmp_path: Path, name: str) -> None:
    written(tmp_path, unit_rows(3, 70))
    os.truncate(tmp_path / name, (tmp_path / name).stat().st_size - 1)

    with pytest.raises(IndexCorruptError, match=name):
        Vectors.open(tmp_path, 70, 3, ID)
    with pytest.raises(IndexCorruptError, match=name):
        VectorWriter.open(tmp_path, 70, 3, ID)
    (tmp_path / name).unlink()
    with pytest.raises(IndexCorruptError, match=name):
        Vectors.open(tmp_path, 70, 3, ID)


def test_a_count_beyond_all_reason_is_refused_before_anything_is_mapped(tmp_path: Path) -> None:
    written(tmp_path, unit_rows(3, 70))

    with pytest.raises(IndexCorruptError):
        Vectors.open(tmp_path, 70, 10**15, ID)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e30, 0.0, 2.0])
def test_a_row_that_is_no_unit_vector_is_refused_whole(tmp_path: Path, value: float) -> None:
    rows = np.zeros((2, 70), dtype=np.float32)
    rows[:, 0] = (1.0, value)

    with VectorWriter.open(tmp_path, 70, 0, ID) as writer:
        with pytest.raises(ValueError, match="row 1"):
            writer.append(rows)
        assert writer.rows == 0


@pytest.mark.parametrize("shape", [(2, 69), (2, 71), (70,)])
def test_another_shape_is_refused(tmp_path: Path, shape: tuple[int, ...]) -> None:
    with (
        VectorWriter.open(tmp_path, 70, 0, ID) as writer,
        pytest.raises(ValueError, match="expected shape"),
    ):
        writer.append(np.ones(shape, dtype=np.float32))


@pytest.mark.parametrize(("dimension", "rows"), [(0, 0), (-1, 0), (70, -1)])
def test_impossible_numbers_are_refused(tmp_path: Path, dimension: int, rows: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Vectors.open(tmp_path, dimension, rows, ID)
    with pytest.raises(ValueError, match="out of range"):
        VectorWriter.open(tmp_path, dimension, rows, ID)


def test_a_place_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file")

    with pytest.raises(IndexWriteError):
        VectorWriter.open(tmp_path / "occupied", 70, 0, ID)


def test_a_failed_append_changes_nothing_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk stops the second file after the first was written."""
    rows = unit_rows(3, 70)
    calls = []

    def full(stream: object, content: bytes) -> None:
        calls.append(len(content))
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        original(stream, content)

    with VectorWriter.open(tmp_path, 70, 0, ID) as writer:
        import indexer.store.vectors.writer as module

        original = module._write_all
        monkeypatch.setattr(module, "_write_all", full)
        with pytest.raises(IndexWriteError, match="No space left"):
            writer.append(rows[:2])
        assert writer.rows == 0
        writer.append(rows)

    vectors = Vectors.open(tmp_path, 70, 3, ID)
    np.testing.assert_allclose(all_of(vectors), rows, atol=0.01)
    assert vectors.faulty().tolist() == []


def test_damage_within_the_files_is_found(tmp_path: Path) -> None:
    written(tmp_path, unit_rows(4, 70))
    rows = np.memmap(tmp_path / "rows.i8", dtype="i1", mode="r+", shape=(4, 70))
    rows[1] = 0
    rows[2] //= 2
    rows.flush()
    signs = np.memmap(tmp_path / "signs-01.u64", dtype="<u8", mode="r+", shape=(4,))
    signs[3] ^= np.uint64(1)
    signs.flush()

    assert Vectors.open(tmp_path, 70, 4, ID).faulty().tolist() == [1, 2, 3]


@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_in_a_row_is_noticed_when_the_row_is_read(tmp_path: Path, bit: int) -> None:
    written(tmp_path, unit_rows(4, 70))
    rows = np.memmap(tmp_path / "rows.i8", dtype="u1", mode="r+", shape=(4, 70))
    rows[2, 33] ^= 1 << bit
    rows.flush()
    vectors = Vectors.open(tmp_path, 70, 4, ID)

    assert len(vectors.read(np.array([0, 1, 3]))) == 3
    with pytest.raises(IndexCorruptError, match="vector 2 is not what was written"):
        vectors.read(np.array([0, 2]))
    assert vectors.faulty().tolist() == [2]


@pytest.mark.parametrize("name", ["signs-00.u64", "signs-01.u64", "checksums.u64"])
def test_a_flipped_bit_is_noticed_before_anything_is_scanned(tmp_path: Path, name: str) -> None:
    written(tmp_path, unit_rows(4, 70))
    data = bytearray((tmp_path / name).read_bytes())
    data[8] ^= 4
    (tmp_path / name).write_bytes(data)

    with pytest.raises(IndexCorruptError, match="sign bits are not what was written"):
        _ = Vectors.open(tmp_path, 70, 4, ID).signs


@pytest.mark.parametrize(("live", "is_damaged"), [(None, True), (6, True), (5, False)])
def test_damage_is_noticed_in_any_block_if_the_row_may_be_shown(
    live: int | None, is_damaged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.store.vectors.reader.BLOCK", 4)
    written(tmp_path, unit_rows(10, 70))
    data = bytearray((tmp_path / "signs-01.u64").read_bytes())
    data[6 * 8] ^= 4
    (tmp_path / "signs-01.u64").write_bytes(data)
    vectors = Vectors.open(tmp_path, 70, 10, ID)
    vectors.live = None if live is None else np.arange(10) == live

    if is_damaged:
        with pytest.raises(IndexCorruptError, match="sign bits are not what was written"):
            _ = vectors.signs
    else:
        assert len(vectors.signs) == 2


def test_what_was_written_cannot_be_changed_through_the_reader(tmp_path: Path) -> None:
    vectors = written(tmp_path, unit_rows(2, 70))

    with pytest.raises(ValueError, match="read-only"):
        vectors.rows.own[0, 0] = 0
