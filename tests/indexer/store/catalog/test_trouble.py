"""SQLite's errors are told by their true cause, and damage only where there is some."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import IndexAccessError, IndexCorruptError
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.trouble import explained


def failed(message: str, code: int = 0) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(message)
    if code:
        error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("message", "code", "said"),
    [
        ("unable to open database file", 14, "may not be written"),
        ("attempt to write a readonly database", 8 | 3 << 8, "may not be written"),
        ("disk I/O error", 10 | 1 << 8, "the disk"),
        ("database is locked", 5, "another program"),
        ("out of memory", 7, "memory"),
        ("unable to open database file", 0, "may not be written"),
    ],
)
def test_what_the_system_refuses_is_no_damage(tmp_path: Path, message: str, code: int, said: str):
    found = explained(tmp_path / "catalog.db", failed(message, code))

    assert isinstance(found, IndexAccessError)
    assert said in str(found)
    assert "repair" not in found.hint


@pytest.mark.parametrize(
    ("message", "code"),
    [("database disk image is malformed", 11), ("file is not a database", 26), ("odd", 1)],
)
def test_what_is_damaged_is_said_to_be(tmp_path: Path, message: str, code: int):
    assert isinstance(explained(tmp_path / "catalog.db", failed(message, code)), IndexCorruptError)


def test_an_error_after_opening_is_told_like_one_before(built_index: Path):
    catalog = Catalog.open(built_index / "catalog.db")
    try:
        with pytest.raises(IndexAccessError, match="the disk"), catalog._reading():
            raise failed("disk I/O error", 10)
    finally:
        catalog.close()


def test_too_many_open_files_are_said_to_be(built_index: Path):
    """At whatever file it happens: never a traceback, never damage."""
    program = """
import os, resource, sys
from pathlib import Path
from indexer.errors import IndexAccessError
from indexer.store.index import Index
Index.open(Path(sys.argv[1]), quotes=True).close()
used = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 8
for spare in range(0, 12):
    resource.setrlimit(resource.RLIMIT_NOFILE, (used + spare, resource.RLIM_INFINITY))
    try:
        Index.open(Path(sys.argv[1]), quotes=True).close()
    except IndexAccessError as error:
        print("refused", error)
    else:
        print("opened")
"""
    ended = subprocess.run(
        [sys.executable, "-c", program.replace("resource.RLIM_INFINITY", "4096"), str(built_index)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert "refused" in ended.stdout
    assert "Too many open files" in ended.stdout
