"""Tests of `query.rank.other_languages`."""

from __future__ import annotations

import numpy as np

from query.rank.fusion import Signal
from query.rank.other_languages import SHARE, language_signal


def signal(name: str, values: list[float]) -> Signal:
    numbers = np.arange(10, 10 + len(values))
    return Signal(name, 0.5, numbers, np.array(values) + 7, np.array(values))


def test_only_rows_in_other_languages_get_something_for_their_meaning():
    words, meaning = signal("keyword", [1.0, 0.0, 0.0]), signal("semantic", [0.2, 0.8, 0.6])

    (found,) = language_signal(words, meaning, np.array([False, True, False]))

    assert (found.numbers.tolist(), found.weight) == ([11], 0.5)
    assert found.normalised.tolist() == [SHARE * 0.8]


def test_a_row_that_has_the_words_keeps_what_they_give():
    words, meaning = signal("keyword", [1.0, 0.3]), signal("semantic", [0.9, 1.0])

    (found,) = language_signal(words, meaning, np.array([True, True]))

    assert found.normalised.tolist() == [0.0, SHARE - 0.3]


def test_without_such_rows_there_is_no_signal():
    words = signal("keyword", [1.0])

    assert language_signal(words, words, np.array([False])) == []
