"""A bounded number of threads, and a bounded wait for them."""

from __future__ import annotations

import threading

import anyio
import pytest

from query.serve.workers import BusyError, Workers


def test_no_more_threads_work_than_are_allowed():
    most, present, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal most, present
        with lock:
            present += 1
            most = max(most, present)
        threading.Event().wait(0.02)
        with lock:
            present -= 1

    async def main() -> None:
        workers = Workers(threads=3)
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(workers.run, work)

    anyio.run(main)

    assert most == 3


def test_who_finds_all_places_taken_is_refused_at_once():
    may_go_on = threading.Event()

    async def main() -> int:
        workers, refused = Workers(threads=1, waiting=1), 0

        async def ask() -> None:
            nonlocal refused
            try:
                await workers.run(may_go_on.wait)
            except BusyError:
                refused += 1
                may_go_on.set()

        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(ask)
        return refused

    assert anyio.run(main) == 1


def test_who_waits_too_long_is_told_and_later_requests_are_answered():
    may_go_on = threading.Event()

    async def main() -> str:
        workers = Workers(threads=1, seconds=0.05)
        with pytest.raises(BusyError):
            await workers.run(may_go_on.wait)
        with pytest.raises(BusyError):
            await workers.run(lambda: "no thread is free")
        may_go_on.set()
        with anyio.fail_after(30):
            while True:
                try:
                    return await workers.run(lambda: "answered")
                except BusyError:
                    await anyio.sleep(0.01)

    assert anyio.run(main) == "answered"


def test_an_error_of_the_work_is_that_of_the_request():
    def fail() -> None:
        raise TimeoutError("its own")

    async def main() -> None:
        await Workers().run(fail)

    with pytest.raises(TimeoutError, match="its own"):
        anyio.run(main)
