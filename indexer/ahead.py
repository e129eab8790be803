"""A computation in a thread of its own, for which the caller waits later."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

_Made = TypeVar("_Made")


class Ahead(Generic[_Made]):
    """Starts a computation at once. The program ends no sooner than it does.

    As a context, it waits for the end of the computation.

    Encoding and loading a model leave Python's lock to others, as NumPy does.

    Args:
        make: Computes; what it raises is raised where the result is asked for.
    """

    def __init__(self, make: Callable[[], _Made]) -> None:
        self._make = make
        self._made: list[_Made] = []
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="whosaid-ahead")
        self._thread.start()

    def __enter__(self) -> Ahead[_Made]:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def wait(self) -> None:
        """Wait for the end, whatever it is."""
        self._thread.join()

    def result(self) -> _Made:
        """What was computed; waits for it."""
        self.wait()
        if self._error is not None:
            raise self._error
        return self._made[0]

    def _run(self) -> None:
        try:
            self._made.append(self._make())
        except Exception as error:  # raised again where the result is asked for
            self._error = error
