"""Bits that flip, files that are cut: the answer is true, or there is a clear error.

`pytest tests/test_corruption.py --flips 500` looks at more places.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from indexer.build.pipeline import Options, build_index
from indexer.errors import SearchError
from indexer.maintain.check import check_index
from indexer.maintain.status import read_status
from query.engine import Engine
from tests.support.articles import write_articles
from tests.support.damage import damage, look, look_at_damaged
from tests.support.hashing import HashingEncoder


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small index with several segments and deleted articles; not to be changed."""
    folder = tmp_path_factory.mktemp("pristine")
    for version, numbers in enumerate([range(14), range(3, 5)]):
        write_articles(folder / "articles", numbers, version)
        build_index(
            [folder / "articles"],
            folder / "index",
            encoder=HashingEncoder(),
            options=Options(batch=20),
        )
    return folder / "index"


def test_damage_never_makes_a_wrong_text_appear(tmp_path: Path, pristine: Path, flips: int):
    chance = random.Random(20260202)
    sound = look(pristine)
    documents = documents_of(pristine)
    ends: Counter[str] = Counter()
    for number in range(flips):
        index = Path(shutil.copytree(pristine, tmp_path / "index"))
        what = damage(index, chance)
        try:
            end = look_at_damaged(index, sound)
            assert documents_of(index, known=documents) <= documents
        except (AssertionError, SearchError):
            raise
        except BaseException as error:  # a traceback is just what must not happen
            pytest.fail(f"number {number}, {what}: {error!r}")
        assert end != "different", what
        ends[end] += 1
        shutil.rmtree(index)
    print(dict(ends))
    assert ends["refused"] > 0
    assert ends["same"] > 0


def documents_of(index: Path, known: set[object] = frozenset()) -> set[object]:  # type: ignore[assignment]
    """Every document that can be shown, with its passages; nothing of what is refused."""
    found: set[object] = set()
    try:
        with Engine.open(index, HashingEncoder()) as engine:
            for number in engine.index.documents.tolist():
                try:
                    document = engine.index.catalog.document(number)
                    passages = engine.index.catalog.passages_of(number)
                except SearchError:
                    continue
                found.add((document.document_id, document.text, document.title, tuple(passages)))
    except SearchError:
        return set(known)
    return found


def test_check_finds_damage_wherever_it_matters(tmp_path: Path, pristine: Path, flips: int):
    """What `check` passes answers as before; it never fails but by saying so."""
    chance = random.Random(20260203)
    sound = look(pristine)
    for _ in range(flips // 4):
        index = Path(shutil.copytree(pristine, tmp_path / "index"))
        what = damage(index, chance)
        try:
            is_well = check_index(index) == []
        except SearchError:
            is_well = False
        if is_well:
            assert look(index) == sound, what
        shutil.rmtree(index)


def test_a_writer_never_makes_damage_worse(tmp_path: Path, pristine: Path, flips: int):
    """It refuses, or what it leaves is sound; no traceback either way."""
    chance = random.Random(20260204)
    articles = pristine.parent / "articles"
    for _ in range(flips // 8):
        index = Path(shutil.copytree(pristine, tmp_path / "index"))
        damage(index, chance)
        try:
            build_index([articles], index, encoder=HashingEncoder())
            read_status(index)
        except SearchError:
            continue
        finally:
            shutil.rmtree(index)
