"""Readers that ask without pause while a writer commits: no error, and no half-seen document.

`pytest tests/test_readers_during_runs.py --commits 50 -s` prints how long reading takes.
"""

from __future__ import annotations

import multiprocessing
import shutil
import time
from pathlib import Path
from typing import Any

import numpy as np

from indexer.build.pipeline import Options, build_index
from indexer.build.rebuild import rebuild_index
from indexer.errors import SearchError
from indexer.maintain.compact import compact_index
from query.engine import Engine
from tests.support.articles import article, write_articles
from tests.support.hashing import HashingEncoder
from tests.support.state import QUESTIONS

READERS = 4

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.test_readers_during_runs"])


def read_once(index: Path, versions: int) -> None:
    """Open, ask, and look at every document: each is one of its versions, whole."""
    with Engine.open(index, HashingEncoder()) as engine:
        hits = [hit for question in QUESTIONS for hit in engine.ask(question).hits]
        assert hits
        for hit in hits:
            assert hit.document.text[slice(*hit.passage.span)] == hit.passage.text
        for number in engine.index.documents.tolist():
            document = engine.index.catalog.document(number)
            name = int(Path(document.path).stem)
            texts = {article(name, n).split("---\n", 2)[2] for n in range(versions)}
            assert document.text in texts
            assert engine.index.catalog.passages_of(number)


def read_on(index: Path, versions: int, stop: Any, answers: Any) -> None:
    """Read until told to stop; puts the seconds that each reading took, or what went wrong."""
    taken = []
    try:
        while not stop.is_set():
            began = time.perf_counter()
            read_once(index, versions)
            taken.append(time.perf_counter() - began)
        answers.put(taken)
    except (SearchError, AssertionError, KeyError) as error:
        answers.put(repr(error))


def test_four_readers_are_not_disturbed_by_a_writer(tmp_path: Path, commits: int):
    articles, index = tmp_path / "articles", tmp_path / "index"
    write_articles(articles, range(12))
    options, encoder = Options(batch=1), HashingEncoder()
    build_index([articles], index, encoder=encoder)
    stop, answers = _server.Event(), _server.Queue()
    versions = commits // 3 + 2
    readers = [
        _server.Process(target=read_on, args=(index, versions, stop, answers))
        for _ in range(READERS)
    ]
    for reader in readers:
        reader.start()
    try:
        for version in range(1, versions):
            write_articles(articles, range(version % 9, version % 9 + 3), version=version)
            build_index([articles], index, encoder=encoder, options=options)
            if version % 8 == 3:
                compact_index(index)
            if version % 8 == 6:
                rebuild_index([articles], index, encoder=encoder, options=options)
    finally:
        stop.set()
        found = [answers.get(timeout=60) for _ in readers]
        for reader in readers:
            reader.join()

    assert [one for one in found if isinstance(one, str)] == []
    assert all(len(taken) > 1 for taken in found)
    times = np.concatenate(found)
    late = np.quantile(times, 0.95)
    print(f"{len(times)} readings, median {np.median(times):.3f} s, 95 % within {late:.3f} s")


def test_a_reader_outlives_a_rebuild_with_its_encoder(tmp_path: Path, model_index: Path):
    """Also one that asks its first question only then; with the answers of its own state."""
    index = Path(shutil.copytree(model_index, tmp_path / "index"))
    with Engine.open(index) as engine:
        before = engine.ask("Who spoke about the flood?")
    with Engine.open(index) as reader:
        rebuild_index((), index)
        assert not (index / "encoder").exists()

        assert reader.ask("Who spoke about the flood?") == before
