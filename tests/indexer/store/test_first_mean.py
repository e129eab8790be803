"""An index whose vectors share a mean gets it once, and keeps it through all that is done to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.build.pipeline import build_index
from indexer.build.rebuild import rebuild_index
from indexer.maintain.check import check_index
from indexer.maintain.compact import compact_index
from indexer.maintain.repair import repair_index
from indexer.maintain.status import read_status
from indexer.maintain.status_lines import status_lines
from indexer.store.index import Index
from indexer.store.part import mean_of
from indexer.store.vectors.mean import FEWEST
from indexer.store.vectors.reader import sign_words
from query.engine import Engine
from query.settings import Mode, Settings
from tests.support.build import age
from tests.support.hashing import HashingEncoder


class ConeEncoder(HashingEncoder):
    """A hashing encoder whose vectors share a mean of length .9."""

    def encode_query(self, text: str) -> NDArray[np.float32]:
        vector = 0.44 * super().encode_query(text) + 0.9 * self._middle()
        found: NDArray[np.float32] = (vector / np.linalg.norm(vector)).astype(np.float32)
        return found

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.encode_query(text) for text in texts] or [self._middle()])[
            : len(texts)
        ]

    def _middle(self) -> NDArray[np.float32]:
        return self._direction("middle") / np.float32(np.sqrt(self.dimension))


def _words(number: int) -> str:
    return " ".join(
        f"{letter}{(number + place) // 4}" for place, letter in enumerate("abcdefghijkl")
    )


def articles(folder: Path, name: str, count: int, first: int = 0) -> Path:
    """A file with so many articles of one passage and one quote."""
    folder.mkdir(exist_ok=True)
    lines = [
        json.dumps(
            {
                "id": f"{name}-{n}",
                "title": f"Report {n}",
                # Most words are in few articles, so that only an encoder gives them a mean.
                "text": f"{_words(n)}. “Pier{n} full{n},” said Ana Marlow.",
            }
        )
        for n in range(first, first + count)
    ]
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(lines) + "\n")
    age(folder)
    return path


def build(folder: Path, index: Path) -> None:
    build_index([folder], index, encoder=ConeEncoder(name="cone"))


def require_signs_against_mean(index: Path) -> str:
    """All signs are against the one mean that the state holds; returns it."""
    assert check_index(index) == []
    opened = Index.open(index, quotes=True)
    try:
        mean = mean_of(opened.state)
        assert opened.quotes is not None
        for vectors in (opened.vectors, opened.quotes.vectors):
            expected = sign_words(vectors.decoded(np.arange(len(vectors))), mean)
            assert np.array_equal(np.stack(vectors.signs, axis=1), expected)
        return opened.state.mean
    finally:
        opened.close()


def test_it_comes_with_enough_passages_and_stays(tmp_path: Path):
    folder, index = tmp_path / "articles", tmp_path / "index"
    first = articles(folder, "a", FEWEST // 2)
    build(folder, index)
    assert require_signs_against_mean(index) == ""

    articles(folder, "b", FEWEST, first=1_000)
    build(folder, index)
    mean = require_signs_against_mean(index)
    assert mean

    articles(folder, "c", 50, first=5_000)
    first.unlink()
    build(folder, index)
    assert require_signs_against_mean(index) == mean
    compact_index(index)
    assert require_signs_against_mean(index) == mean

    signs = next((index / read_state_vectors(index)).glob("signs-00.u64"))
    signs.write_bytes(bytes(len(signs.read_bytes())))
    assert repair_index(index, encoder=ConeEncoder(name="cone"))
    assert require_signs_against_mean(index) == mean

    rebuild_index((), index, encoder=ConeEncoder(name="cone"))
    assert require_signs_against_mean(index)


def read_state_vectors(index: Path) -> str:
    opened = Index.open(index)
    opened.close()
    return opened.state.vectors


def test_vectors_without_a_mean_keep_their_bits(tmp_path: Path):
    articles(tmp_path / "articles", "a", FEWEST + 10)
    build_index([tmp_path / "articles"], tmp_path / "index", encoder=HashingEncoder())

    assert require_signs_against_mean(tmp_path / "index") == ""
    assert read_state_vectors(tmp_path / "index") == "vectors"


def test_the_scan_finds_what_scoring_all_finds(tmp_path: Path):
    articles(tmp_path / "articles", "a", 2_600)
    build(tmp_path / "articles", tmp_path / "index")
    index, settings = tmp_path / "index", Settings(mode=Mode.SEMANTIC, limit=10, all_copies=True)
    asked = [_words(n) for n in range(0, 2_600, 130)]

    def found(*, exact: bool) -> list[list[int]]:
        with Engine(Index.open(index), ConeEncoder(name="cone"), exact=exact) as engine:
            return [[number for number, _ in engine.rank(one, settings)] for one in asked]

    pairs = list(zip(found(exact=False), found(exact=True), strict=True))
    recall = np.mean([len(set(one) & set(every)) / len(every) for one, every in pairs])
    assert recall >= 0.97


def test_status_tells_how_much_the_scan_finds(tmp_path: Path):
    articles(tmp_path / "articles", "a", 1_100)
    build(tmp_path / "articles", tmp_path / "index")

    status = read_status(tmp_path / "index")

    assert status.scan_recall == pytest.approx(1, abs=0.1)
    assert status.low_recall == ""
    assert any(line.startswith("recall     the scan finds ") for line in status_lines(status))
