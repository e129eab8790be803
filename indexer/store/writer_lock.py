"""One writer at a time, by a lock that dies with its process."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timezone

from filelock import FileLock, Timeout

from indexer.errors import IndexLockedError
from indexer.store.layout import Layout

_MOST = 4_096
"""Characters that are read of the file that names the holder; it has a hundred."""


@contextmanager
def writer_lock(layout: Layout) -> Iterator[None]:
    """Hold the index for writing; readers are not affected.

    The lock is the operating system's on an open file, so a killed writer leaves none. Who holds
    it stands in a file beside it, since a locked file is emptied by whoever tries next.

    Raises:
        IndexLockedError: If another process is writing; says which.
        OSError: If the folder cannot be written.
    """
    lock = FileLock(layout.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise IndexLockedError(layout.root, _holder(layout)) from None
    try:
        layout.holder.write_text(json.dumps(_self(), sort_keys=True) + "\n", encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            layout.holder.unlink(missing_ok=True)
        lock.release()


def _self() -> dict[str, str | int]:
    started = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return {"process": os.getpid(), "host": socket.gethostname(), "since": started}


def _holder(layout: Layout) -> str:
    try:
        with layout.holder.open(encoding="utf-8") as file:
            value = json.loads(file.read(_MOST))
        return f"process {value['process']} on {value['host']} since {value['since']}"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "another process"
