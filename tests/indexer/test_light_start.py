"""What a question need not pay for."""

from __future__ import annotations

import gc
import os

import pytest

from indexer.light_start import YOUNG, start_lightly


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "environ", dict(os.environ))
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_numpy_multiplies_on_one_thread_and_garbage_is_looked_for_less_often():
    os.environ.pop("OPENBLAS_NUM_THREADS", None)

    start_lightly()

    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert gc.get_threshold()[0] == YOUNG
    assert gc.isenabled()


def test_what_the_user_has_set_stays():
    os.environ["OPENBLAS_NUM_THREADS"] = "3"

    start_lightly()

    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
