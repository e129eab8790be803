"""What a run changes is counted as it is noted, and seen as it is committed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build.commit import Committer
from indexer.build.progress.meter import Meter, Progress
from indexer.records import Document
from indexer.store.catalog.checksums import document_digest
from indexer.store.catalog.entry import Entry
from indexer.store.catalog.state import Failure, FileState
from indexer.store.writer import IndexWriter
from indexer.text.paragraphs import split_passages
from tests.support.hashing import HashingEncoder


def entry(name: str, text: str = "The river fell.", replaces: int | None = None) -> Entry:
    document = Document(name, f"/{name}.txt", text)
    return Entry(document, tuple(split_passages(document)), (), document_digest(document), replaces)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[IndexWriter]:
    with IndexWriter.open(tmp_path / "index", lambda *_: HashingEncoder()) as opened:
        yield opened


def test_every_kind_of_change_is_counted_once(writer: IndexWriter):
    committer = Committer(writer, 100, Meter(None))
    committer.add(entry("a"))
    committer.flush()
    (number,) = (stored.document for stored in writer.catalog.stored_in("/a.txt").values())

    committer.add(entry("a", "The river rose.", replaces=number))
    committer.add(entry("b"))
    committer.keep(3)
    committer.fail("/c.txt", [Failure("/c.txt", 1, "bad"), Failure("/c.txt", 2, "bad")])
    committer.fail("/d.txt", [])
    committer.move(number, 7)
    committer.forget("/e.txt")
    committer.finish(FileState("/a.txt", 1, 1))
    before = committer.report
    committer.flush()

    assert committer.report == before
    assert (before.added, before.changed, before.removed) == (2, 1, 0)
    assert (before.unchanged, before.failed) == (3, 2)
    assert writer.catalog.sources.failure_counts() == {"/c.txt": 2}


def test_what_is_removed_is_counted_and_gone_after_the_commit(writer: IndexWriter):
    committer = Committer(writer, 100, Meter(None))
    committer.add(entry("a"))
    committer.flush()
    numbers = [stored.document for stored in writer.catalog.stored_in("/a.txt").values()]

    committer.remove(numbers)

    assert committer.report.removed == 1
    assert writer.catalog.stored_in("/a.txt")
    committer.flush()
    assert not writer.catalog.stored_in("/a.txt")


def test_a_batch_waits_until_the_next_one_is_complete(writer: IndexWriter):
    committer = Committer(writer, 2, Meter(None))

    committer.add(entry("a"))
    assert committer.holds("a")
    committer.add(entry("b"))
    committer.add(entry("c"))
    assert committer.holds("a")
    assert not writer.catalog.stored_in("/a.txt")
    committer.add(entry("d"))

    assert not committer.holds("a")
    assert writer.catalog.stored_in("/b.txt")
    assert committer.holds("d")
    assert not writer.catalog.stored_in("/c.txt")
    committer.flush()
    assert writer.catalog.stored_in("/d.txt")


def test_progress_counts_what_is_read_only_when_it_is_encoded():
    seen: list[Progress] = []
    meter = Meter(seen.append)

    meter.start(100)
    meter.read(60)
    meter.indexed(2)
    read = meter.bytes_read
    meter.read(20)
    meter.encoded(5, read, 0.5)
    meter.committed(read)
    meter.reextracted(3, left=10)

    assert meter.left == 10
    assert seen == [
        Progress(0, 100, 0, 0),
        Progress(30, 100, 2, 5),
        Progress(60, 100, 2, 5),
        Progress(90, 100, 5, 5),
    ]
