"""Threads that answer from the archive while the server goes on listening."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Result = TypeVar("_Result")

THREADS = max(2, os.cpu_count() or 2)
"""More would only share the same cores, and hold more memory at once."""

MOST_WAITING = 256
"""Requests that may wait for a thread; the next one is refused at once."""

LONGEST = 60.0
"""Seconds after which a request is given up, the wait for a thread included."""


class BusyError(Exception):
    """Too many requests wait, or one has waited for too long. The client may ask again later."""


class Workers:
    """A bounded number of threads for the work of all requests, first come, first served.

    Args:
        threads: How many requests are worked on at the same time.
        waiting: How many more may wait.
        seconds: How long a request may take, its wait included.
    """

    def __init__(
        self, threads: int = THREADS, waiting: int = MOST_WAITING, seconds: float = LONGEST
    ) -> None:
        self._pool = ThreadPoolExecutor(threads, "whosaid")
        self._most = threads + waiting
        self._seconds = seconds
        self._present = 0

    async def run(self, work: Callable[[], _Result]) -> _Result:
        """Do some work in a thread.

        Work that takes too long cannot be stopped: it keeps its thread until it ends. Work that
        has not begun is dropped.

        Raises:
            BusyError: If too many requests wait, or this one takes too long.
        """
        if self._present >= self._most:
            raise BusyError("too many requests are waiting")
        self._present += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, work)
        try:
            await asyncio.wait((future,), timeout=self._seconds)
            if not future.done():
                raise BusyError(f"there was no answer within {self._seconds:g} seconds")
            return future.result()
        finally:
            self._present -= 1
            future.cancel()

    def close(self) -> None:
        """Take no more work, and let go of the threads once they have ended theirs."""
        self._pool.shutdown(wait=False, cancel_futures=True)
