"""All that the program says, in one golden file, so that it is read as a text."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.strings import strings_in, user_strings, words_of_template

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "user_strings.txt"
HEAD = "Every string that a user can see. Read the lines that a change touches as a text."


def test_what_the_program_says_is_as_it_was_read(update_golden: bool):
    text = "\n".join([HEAD, *user_strings(ROOT)]) + "\n"
    if update_golden:
        GOLDEN.write_text(text, encoding="utf-8")

    assert GOLDEN.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('say(f"{n} articles are in")', ["{n} articles are in"]),
        ('raise CorpusError(path, "cannot be" " read")', ["cannot be read"]),
        ('"""A docstring is not said."""', []),
        ('x = "word"', []),
        ('x = re.compile("two words")', []),
        ('x = "SELECT path FROM files"', []),
        ('@app.command()\ndef f():\n    """Do a thing."""', ["Do a thing."]),
        ('def f():\n    """Do a thing."""', []),
        ("x = f\"in {', '.join(y)} or so {'not now' if z else 'now'}\"",
         ["in {', '.join(y)} or so {'not now' if z else 'now'}", "not now"]),
    ],
)  # fmt: skip
def test_strings_are_found_where_people_meet_them(code: str, found: list[str]):
    assert list(strings_in(ast.parse(code))) == found


def test_the_words_of_a_page_are_found_and_its_code_is_not():
    page = (
        '{% if one %}<p class="facts" title="A hint">See {{ a.b | day }} <b>now</b></p>'
        "{% endif %}"
        '<input placeholder="a date" value="{{ x }}"><p>{{ y }}</p><p>{% if z %}One{% else %}Two'
        "{% endif %}</p>"
    )

    assert list(words_of_template(page)) == ["A hint", "See {a.b}", "now", "a date", "One", "Two"]
