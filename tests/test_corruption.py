"""Bits that flip, files that are cut: the answer is true, or there is a clear error.

`pytest tests/test_corruption.py --flips 500` looks at more places.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Set
from pathlib import Path

import pytest

from indexer.build.pipeline import Options, build_index
from indexer.errors import SearchError
from indexer.maintain.check import check_index
from indexer.maintain.status import read_status
from indexer.records import Passage
from indexer.store.layout import PARTS
from query.engine import Engine
from tests.support.articles import write_articles
from tests.support.damage import damage, look, look_at_damaged
from tests.support.hashing import HashingEncoder

CHANGED = 7
ALL_PARTS = {"manifest", "catalog", *PARTS}
Shown = tuple[str, str, str | None, tuple[Passage, ...]]
"""Id, text, title and passages of an article."""


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


def documents_of(index: Path, known: Set[Shown] = frozenset()) -> Set[Shown]:
    """Every document that can be shown, with its passages; nothing of what is refused."""
    found: set[Shown] = set()
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
        return known
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
    """It refuses or does its work; either way it loses no article and damages no other part."""
    chance = random.Random(20260204)
    articles = pristine.parent / "articles"
    write_articles(
        articles, range(CHANGED, CHANGED + 1), version=2
    )  # so that there is something to write
    ends: Counter[str] = Counter()
    for number in range(max(flips // 8, 10)):
        index = Path(shutil.copytree(pristine, tmp_path / "index"))
        what = f"number {number}, {damage(index, chance)}"
        readable, damaged = articles_of(index), damaged_parts(index)
        try:
            report = build_index([articles], index, encoder=HashingEncoder())
            read_status(index)
            ends["written"] += 1
            assert report.changed + report.added == 1, what
        except SearchError:
            ends["refused"] += 1
        assert readable <= articles_of(index), what
        assert damaged_parts(index) <= damaged, what
        shutil.rmtree(index)
    assert ends["written"] > 0
    assert ends["refused"] > 0


def articles_of(index: Path) -> Set[Shown]:
    """Every article that can be shown, but for the one that changes."""
    return {one for one in documents_of(index) if one[2] != f"Report {CHANGED}"}


def damaged_parts(index: Path) -> set[str]:
    """The parts with faults; all parts where the catalog is at fault, since no other is checked."""
    try:
        parts = {fault.part for fault in check_index(index)}
    except SearchError:
        return ALL_PARTS
    return ALL_PARTS if "catalog" in parts else parts
