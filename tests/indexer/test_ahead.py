"""A computation that runs ahead gives its result, or its error, where it is asked for."""

from __future__ import annotations

from threading import Event

import pytest

from indexer.ahead import Ahead


def test_the_caller_goes_on_while_it_runs() -> None:
    go_on = Event()

    ahead = Ahead(lambda: go_on.wait(60))
    go_on.set()

    assert ahead.result() is True


def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    def fail() -> None:
        raise ValueError("no vector")

    ahead = Ahead(fail)
    ahead.wait()

    with pytest.raises(ValueError, match="no vector"):
        ahead.result()


def test_as_a_context_it_is_done_at_the_end_even_after_an_error() -> None:
    done: list[str] = []

    with pytest.raises(ValueError, match="a filter"), Ahead(lambda: done.append("encoded")):
        raise ValueError("a filter is malformed")

    assert done == ["encoded"]
