"""A run killed at any moment leaves an index that answers, and the next run completes it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.errors import IndexNotFoundError
from indexer.pipeline import build_index
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder
from tests.support.state import answers, assert_sound, contents

ROOT = Path(__file__).parent.parent
BATCH = 12  # passages a commit: some three articles, so that a run has many moments


def run_and_kill(articles: Path, index: Path, after: float) -> bool:
    """Start a run and kill it; whether it was still running."""
    command = [sys.executable, "-m", "tests.support.build", str(articles), str(index), str(BATCH)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
    _, complaint = process.communicate()
    assert process.returncode in (0, -9), complaint.decode()
    return process.returncode == -9


def duration(articles: Path, index: Path) -> float:
    """How long an uninterrupted run takes here."""
    started = time.monotonic()
    assert not run_and_kill(articles, index, after=120)
    return time.monotonic() - started


def committed_only(index: Path, possible: set[str]) -> None:
    """The index, if it has been begun, is sound and holds whole documents that exist."""
    try:
        assert_sound(index)
    except IndexNotFoundError:
        return
    assert set(contents(index)) <= possible
    answers(index)


def test_killed_runs_lose_nothing(tmp_path: Path, kills: int):
    """Adds, changes and deletions go on between the kills, as they do in an archive."""
    chance = random.Random(20260101)
    articles, index = tmp_path / "articles", tmp_path / "index"
    write_articles(articles, range(40))
    whole = duration(articles, tmp_path / "timed")
    ever = {path.as_posix() for path in articles.iterdir()}

    killed = 0
    while killed < kills:
        killed += run_and_kill(articles, index, after=whole * chance.uniform(0.2, 1.0))
        committed_only(index, ever)
        number = chance.randrange(200)
        write_articles(articles, range(number, number + 3), version=killed)
        ever |= {path.as_posix() for path in articles.iterdir()}
        (articles / f"{chance.choice(sorted(articles.iterdir())).name}").unlink()
        if chance.random() < 0.2:  # some runs finish
            build_index([articles], index, encoder=HashingEncoder())

    build_index([articles], index, encoder=HashingEncoder())
    build_index([articles], tmp_path / "fresh", encoder=HashingEncoder())
    assert_sound(index)
    assert contents(index) == contents(tmp_path / "fresh")
    assert [sorted(found) for found in answers(index)] == [
        sorted(found) for found in answers(tmp_path / "fresh")
    ]


@pytest.mark.parametrize("moment", ["keyword", "vectors", "catalog"])
def test_a_run_that_dies_between_the_stores_is_completed(
    tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
):
    """Each store in turn is the last that was written."""
    from indexer.store.ledger import Ledger
    from indexer.store.vectors import VectorWriter
    from indexer.store.writer import IndexWriter

    class Died(BaseException):
        pass

    def die(*_: object) -> None:
        raise Died

    articles, index = tmp_path / "articles", tmp_path / "index"
    write_articles(articles, range(5))
    build_index([articles], index, encoder=HashingEncoder())
    before = contents(index)
    write_articles(articles, range(3, 9), version=1)
    place, name = {
        "keyword": (VectorWriter, "append"),
        "vectors": (IndexWriter, "_record"),
        "catalog": (Ledger, "put_run"),
    }[moment]
    with monkeypatch.context() as patched:
        patched.setattr(place, name, die)
        with pytest.raises(Died):
            build_index([articles], index, encoder=HashingEncoder())

    assert_sound(index)
    if moment != "catalog":
        assert contents(index) == before
    build_index([articles], index, encoder=HashingEncoder())
    build_index([articles], tmp_path / "fresh", encoder=HashingEncoder())
    assert contents(index) == contents(tmp_path / "fresh")
