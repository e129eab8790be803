"""Months are read alike in articles and in questions, in whatever language the machine is."""

from __future__ import annotations

import calendar
import re

import pytest

from indexer.text.months import MONTH, MONTHS


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_has_its_name_and_its_short_form(number: int):
    name = calendar.month_name[number].lower()

    assert MONTHS[name] == MONTHS[name[:3]] == number


@pytest.mark.parametrize("word", [*MONTHS, "SEPT", "September", "May"])
def test_the_longest_name_is_read(word: str):
    match = re.match(MONTH, f"{word} 2016", re.IGNORECASE)

    assert match
    assert match["month"] == word
