"""Hostile files of every format: read, or counted as failed with the reason; the run goes on.

Nothing is fetched from a network and nothing of the system is read. No test here has a bound in
seconds: what is not bounded would take hours or the memory of the machine.
"""

from __future__ import annotations

import re
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.formats import FORMATS, format_of
from indexer.readers.read import read_documents
from tests.support.hostile import HOSTILE, READ, TEXT, Hostile, write

MOST_MEMORY = 1_500  # MiB, of which a PDF whose page unpacks to gigabytes takes most


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a reader used the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_every_format_has_hostile_files():
    covered = {format_of(Path(one.name)) for one in HOSTILE}

    assert covered == set(FORMATS)


@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_file_is_read_or_the_reason_is_told(one: Hostile, tmp_path: Path):
    path = write(tmp_path, one)
    found, reasons = False, set()
    try:
        for item in read_documents(path):
            if isinstance(item, ReadFailure):
                reasons.add(item.reason)
            else:
                assert "root:" not in item.text  # of /etc/passwd
                found = found or TEXT in item.text
    except CorpusError as error:
        reasons.add(error.reason)

    assert found == (one.outcome == READ)
    assert one.outcome == READ or any(re.search(one.outcome, reason) for reason in reasons)
    assert not any("a fault of whosaid" in reason for reason in reasons)


RUN = """
import resource, sys
from pathlib import Path
from indexer.build.pipeline import build_index
from tests.support.hashing import HashingEncoder
from tests.support.hostile import HOSTILE, write
for one in HOSTILE:
    if one.name not in ("rows.csv", "messages.mbox", "deep.rss"):  # a million failures each
        write(Path(sys.argv[1]), one)
report = build_index([sys.argv[1]], sys.argv[2], encoder=HashingEncoder())
print(report.added, report.failed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
"""


def test_a_folder_of_hostile_files_is_indexed_to_its_end(tmp_path: Path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "zz.txt").write_text(f"{TEXT}\n", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", RUN, tmp_path / "files", tmp_path / "index"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    added, failed, memory = map(int, ended.stdout.split())
    read = [one for one in HOSTILE if one.outcome == READ]
    assert added >= len(read) - 3 + 1
    assert failed >= len(HOSTILE) - len(read) - 3
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10  # a child inherits it
    assert memory < max(MOST_MEMORY, before + 1)


def test_a_fault_of_our_own_ends_only_the_reading_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "a.txt"
    path.write_text("The river rose.", encoding="utf-8")
    monkeypatch.setattr("indexer.readers.read.assemble", lambda *_: 1 / 0)

    with pytest.raises(CorpusError, match="a fault of whosaid, please report it: ZeroDivision"):
        list(read_documents(path))
