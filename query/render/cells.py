"""Cells and rows of CSV that no spreadsheet runs.

Whoever opens a table in a spreadsheet must not run what an article holds. A cell is text of an
article as it stands there, with an apostrophe before each sign that could begin a formula: at the
beginning of the cell, and behind a semicolon or a line break, where a spreadsheet that parts
columns by semicolons begins a cell. `--json` and `--jsonl` keep every character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Spreadsheets pass over signs that nobody sees, and over quotation marks of CSV.
_UNSEEN = '\\s"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff'
_SIGNS = "=+\\-@＝＋－＠"
_FIRST = re.compile(f"^(?=[\t\r\n]|[{_UNSEEN}]*[{_SIGNS}])")
# A dash in running text is no formula: "; - and", ";-)".
_LATER = re.compile(f"(?<=[;\t\r\n])(?![;\t\r\n])(?=[{_UNSEEN}]*(?:[=+@＝＋＠]|[-－][\\w(]))")
_QUOTED = re.compile('[",;\t\r\n]|^\\s|\\s$')


def csv_row(values: Iterable[object]) -> str:
    r"""A row with its line feed, each text made safe; None is an empty cell.

    >>> csv_row(["a", None, 1.5, "b; c"])
    'a,,1.5,"b; c"\n'
    """
    return ",".join(map(_written, values)) + "\n"


def safe_cell(value: object) -> object:
    """The value, with an apostrophe wherever a spreadsheet would begin a formula.

    >>> safe_cell("=1+1"), safe_cell("a=b"), safe_cell("a;=b"), safe_cell(-1)
    ("'=1+1", 'a=b', "a;'=b", -1)
    """
    if value is None:
        return ""
    return _LATER.sub("'", _FIRST.sub("'", value)) if isinstance(value, str) else value


def _written(value: object) -> str:
    cell = str(safe_cell(value))
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
