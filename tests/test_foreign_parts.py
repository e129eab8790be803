"""Parts that are sound in themselves but not those of the index: no other answer goes unnoticed.

`pytest tests/test_foreign_parts.py --flips 500` alters more cells.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexer.build.pipeline import Options, build_index
from indexer.errors import SearchError
from indexer.maintain.check import check_index
from indexer.maintain.compact import compact_index
from indexer.maintain.repair import repair_index
from query.engine import Engine
from tests.support.articles import write_articles
from tests.support.damage import alter_cell, exchange, look_widely, lose_row
from tests.support.hashing import HashingEncoder

KINDS = ("keyword", "vectors", "quote_keyword", "quote_vectors")


def build(articles: Path, index: Path) -> None:
    build_index([articles], index, encoder=HashingEncoder(), options=Options(batch=20))


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An index after each of its runs and after a compaction, and at last another index.

    The one that is altered is the last but one: there is an older state of each of its parts.
    """
    folder = tmp_path_factory.mktemp("states")
    articles, index = folder / "articles", folder / "index"
    found = []
    for version, numbers in enumerate([range(10), range(3, 5), range(6, 9)]):
        write_articles(articles, numbers, version)
        (articles / "broken.jsonl").write_text("{", encoding="utf-8")
        build(articles, index)
        found.append(Path(shutil.copytree(index, folder / f"after-{version}")))
        if version == 1:
            compact_index(index)
            found.append(Path(shutil.copytree(index, folder / "compacted")))
    write_articles(folder / "others", range(10), 9)
    build(folder / "others", folder / "other")
    return [*found, folder / "other"]


@pytest.fixture(scope="module")
def sound(states: list[Path]) -> object:
    return look_widely(copied(states[-2], states[-2].with_name("looked-at")))


def copied(index: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(index, to))


def outcome(index: Path, sound: object) -> str:
    """What became of an altered index: "noticed" by check, "same" answers, or "different"."""
    if is_noticed(index):
        return "noticed"
    try:
        return "same" if look_widely(index) == sound else "different"
    except SearchError:
        return "refused"


def is_noticed(index: Path) -> bool:
    try:
        return check_index(index) != []
    except SearchError:
        return True


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("source", range(4))
def test_a_part_of_another_index_or_of_another_time_is_noticed(
    states: list[Path], sound: object, tmp_path: Path, kind: str, source: int
):
    """And made anew by a repair."""
    others = [one for one in states if one != states[-2]]
    index = copied(states[-2], tmp_path / "index")
    assert exchange(index, others[source], kind)

    assert outcome(index, sound) in {"noticed", "same"}
    repair_index(index, encoder=HashingEncoder())
    assert check_index(index) == []
    assert look_widely(index) == sound


@pytest.mark.parametrize("change", [alter_cell, lose_row])
def test_a_single_altered_cell_or_lost_row_is_noticed(
    states: list[Path],
    sound: object,
    tmp_path: Path,
    flips: int,
    change: Callable[[Path, random.Random], str],
):
    """By `check`, always; and a reader refuses, or is shown the same."""
    chance = random.Random(20261127)
    ends: Counter[str] = Counter()
    for _ in range(flips):
        index = copied(states[-2], tmp_path / "index")
        what = change(index, chance)
        if what == "nothing":
            continue
        assert is_noticed(index), what
        try:
            ends["same" if look_widely(index) == sound else "different"] += 1
        except SearchError:
            ends["refused"] += 1
        assert ends["different"] == 0, what
    print(dict(ends))
    assert ends["refused"] > 0


@pytest.mark.parametrize("source", range(4))
def test_a_catalog_of_another_index_or_of_another_time_is_noticed(
    states: list[Path], sound: object, tmp_path: Path, source: int
):
    """Its parts have gone: their names, and those of their segment lists, are never given again."""
    others = [one for one in states if one != states[-2]]
    index = copied(states[-2], tmp_path / "index")
    shutil.copy(others[source] / "catalog.db", index / "catalog.db")

    assert outcome(index, sound) == "noticed"
    with pytest.raises(SearchError):
        Engine.open(index, HashingEncoder())


def vectors_of(index: Path) -> Path:
    return next(path for path in index.iterdir() if path.name.startswith("vectors"))


def rewrite(path: Path, width: int, change: Callable[[np.ndarray], np.ndarray]) -> None:
    rows = np.frombuffer(path.read_bytes(), dtype=np.uint8).reshape(-1, width)
    path.write_bytes(np.ascontiguousarray(change(rows)).tobytes())


def test_vectors_in_another_order_are_noticed(states: list[Path], sound: object, tmp_path: Path):
    """Each with its own checksum beside it."""
    index = copied(states[-2], tmp_path / "index")
    folder = vectors_of(index)
    rewrite(folder / "rows.i8", HashingEncoder().dimension, lambda rows: rows[::-1])
    for path in folder.glob("*.u64"):
        rewrite(path, 16 if path.name == "checksums.u64" else 8, lambda rows: rows[::-1])

    assert is_noticed(index)
    with pytest.raises(SearchError), Engine.open(index, HashingEncoder()) as engine:
        engine.ask("bridge")
    repair_index(index, encoder=HashingEncoder())
    assert look_widely(index) == sound


def test_what_cannot_be_shown_stops_nobody(tmp_path: Path):
    """A flipped bit of a deleted article's vectors, where the bits are looked through."""
    articles, index = tmp_path / "articles", tmp_path / "index"
    for version, numbers in enumerate([range(8), range(2)]):
        write_articles(articles, numbers, version)
        build(articles, index)
    before = look_widely(index)
    for name, place in (("signs-00.u64", 0), ("checksums.u64", 8), ("rows.i8", 0)):
        path = index / "vectors" / name
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)

    assert check_index(index) == []
    assert look_widely(index) == before
    with Engine.open(index, HashingEncoder()) as engine:
        assert len(engine.index.vectors.signs) == 1


def test_a_flipped_bit_of_a_live_vector_is_noticed_by_both(tmp_path: Path):
    articles, index = tmp_path / "articles", tmp_path / "index"
    write_articles(articles, range(8))
    build(articles, index)
    path = index / "vectors" / "signs-00.u64"
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)

    assert [fault.part for fault in check_index(index)] == ["vectors"]
    with pytest.raises(SearchError), Engine.open(index, HashingEncoder()) as engine:
        _ = engine.index.vectors.signs  # what is looked through where there are many passages
