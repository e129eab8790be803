from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from indexer.build.pipeline import build_index
from indexer.errors import AnalyzerMismatchError, IndexCorruptError, IndexNotFoundError
from indexer.store import index as module
from indexer.store.index import Index
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles", range(4))
    build(tmp_path)
    return tmp_path


def build(folder: Path) -> None:
    build_index([folder / "articles"], folder / "index", encoder=HashingEncoder())


def test_live_numbers_belong_to_documents_and_others_to_none(folder: Path):
    write_articles(folder / "articles", range(2, 3), version=1)
    build(folder)

    index = Index.open(folder / "index")

    assert int(index.live.sum()) == index.catalog.count("passages")
    for number in range(index.state.rows):
        if index.live[number]:
            [(document, _, _)] = index.catalog.passages([number])
            assert index.documents[index.document_of[number]] == document
        else:
            assert index.document_of[number] == -1
    assert not index.live.all()
    index.close()


def test_later_commits_are_not_seen_until_it_is_opened_again(folder: Path):
    index = Index.open(folder / "index")
    write_articles(folder / "articles", range(4, 6))
    build(folder)

    assert len(index.documents) == index.catalog.count("documents") == 4
    index.close()
    again = Index.open(folder / "index")
    assert len(again.documents) == 6
    again.close()


def test_a_commit_while_it_is_opened_makes_it_begin_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    opened = module.KeywordIndex.open
    commits = iter(range(4, 6))

    def open_late(place: Path, named: str) -> object:
        for number in commits:
            write_articles(folder / "articles", range(number, number + 1))
            build(folder)
            break
        return opened(place, named)

    monkeypatch.setattr(module.KeywordIndex, "open", open_late)
    index = Index.open(folder / "index")

    assert len(index.documents) == 6
    held = index.keyword.held(index.state.rows)
    assert not np.any(index.live & ~held)
    index.close()


def test_a_writer_that_never_rests_is_given_up_on(folder: Path, monkeypatch: pytest.MonkeyPatch):
    generations = iter(range(10_000))
    monkeypatch.setattr(module, "_generation", lambda _: -1 - next(generations))

    with pytest.raises(IndexCorruptError, match="faster than it can be opened"):
        Index.open(folder / "index")


def test_terms_of_another_analyzer_are_refused(folder: Path):
    path = folder / "index" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "analyzer": "other 1"}), encoding="utf-8")

    with pytest.raises(AnalyzerMismatchError, match="other 1"):
        Index.open(folder / "index")


@pytest.mark.parametrize("part", ["keyword", "vectors"])
def test_a_missing_part_is_named(folder: Path, part: str):
    shutil.rmtree(folder / "index" / part)

    with pytest.raises(IndexCorruptError, match=part):
        Index.open(folder / "index")


def test_no_index_no_folder(tmp_path: Path):
    with pytest.raises(IndexNotFoundError):
        Index.open(tmp_path / "nothing")

    assert not (tmp_path / "nothing").exists()
