"""Cells of a table that a spreadsheet opens and does not run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.render.cells import csv_row, safe_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1", "'=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u200b\u200b@a", "'\u200b\u200b@a"),
        (" =1", "' =1"),
        ('"=1', "'\"=1"),
        ("\u202e+1", "'\u202e+1"),
        ("a;=1", "a;'=1"),
        ("a; =1", "a;' =1"),
        ("a;\u200b=1", "a;'\u200b=1"),
        ("a;-1+cmd", "a;'-1+cmd"),
        ("a;-cmd", "a;'-cmd"),
        ("a\n=1", "a\n'=1"),
        ("a\r\n@b", "a\r\n'@b"),
    ],
)
def test_what_would_begin_a_formula_is_marked(text: str, cell: str):
    assert safe_cell(text) == cell


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a=b",
        "1-0",
        "he said; - and left",
        "yes ;-)",
        "a\n- item",
        "mail: a@b.org; c@d.org",
        "é",
    ],
)
def test_running_text_stays_as_it_is(text: str):
    assert safe_cell(text) == text


@given(st.lists(st.text(alphabet='ab=;,"\n\r \ufeff', max_size=8), min_size=2, max_size=4))
def test_a_row_is_read_back_as_its_cells(values: list[str]):
    (row,) = csv.reader(io.StringIO(csv_row(values), newline=""))

    assert row == [safe_cell(value) for value in values]


@given(st.text(alphabet='ab=+@;"\n\r \ufeff\u200b', max_size=12))
def test_no_part_of_a_cell_begins_with_a_formula(text: str):
    """However a spreadsheet parts it: by semicolons, at line breaks, with unseen signs dropped."""
    parts = csv_row([text]).replace("\r", "\n").replace("\n", ";").split(";")

    for part in parts:
        assert not part.strip(' "\ufeff\u200b').startswith(("=", "+", "@"))


def test_a_cell_with_a_semicolon_is_quoted():
    assert csv_row(["a; b", "c"]) == '"a; b",c\n'
    assert csv_row([None, 1, 0.5, True]) == ",1,0.5,True\n"
