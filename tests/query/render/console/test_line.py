"""A line at a pipe is what a terminal's line would be without its styles."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from query.render.console.line import Line
from query.render.console.output import Pipe, open_console, print_line

words = st.text(st.sampled_from("ab “”é "), max_size=8)
styles = st.sampled_from(["", "bold", "dim", "red", "underline"])
parts = st.lists(st.tuples(words, styles), min_size=1, max_size=4)


@given(parts, styles, st.integers(0, 9), st.integers(0, 9))
def test_a_line_is_put_together_as_richs_text_is(
    parts: list[tuple[str, str]], style: str, start: int, end: int
):
    line, text = Line(*parts[0]), Text(parts[0][0], style=parts[0][1])
    for plain, one in parts[1:]:
        line, text = line + Line(plain, one), text + Text(plain, style=one)
    line.stylize(style or "bold", start, end)
    text.stylize(style or "bold", start, end)

    assert _drawn(line.as_rich()) == _drawn(text)
    assert _drawn(line[start:].as_rich()) == _drawn(text[start:])
    assert _drawn(line[:end].as_rich()) == _drawn(text[:end])


def test_parts_are_assembled_as_richs_text_is():
    found = Line.assemble("a ", ("b", "cyan"), Line(" c", "dim"))

    assert _drawn(found.as_rich()) == _drawn(
        Text.assemble("a ", ("b", "cyan"), Text(" c", style="dim"))
    )


@given(parts, st.integers(0, 4))
def test_a_pipe_gets_the_same_line_from_rich_and_without(parts: list[tuple[str, str]], indent: int):
    line = Line.assemble(*parts)
    out = io.StringIO()
    print_line(Console(file=out, width=5), line, indent=indent)
    written: list[str] = []

    class Kept(Pipe):
        def write_line(self, text: str) -> None:
            written.append(f"{text}\n")

    print_line(Kept(), line, indent=indent)
    assert "".join(written) == out.getvalue()


def test_a_pipe_has_the_width_of_the_terminal_around_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "132")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("TTY_COMPATIBLE", raising=False)

    assert open_console().width == Pipe().width == 132


def test_a_user_can_have_colours_in_a_pipe(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert not isinstance(open_console(), Pipe)


def test_a_pipe_does_not_wait_for_rich():
    code = (
        "import sys, query.render.terminal_writer, query.render.verify.terminal;"
        "from query.render.console.output import open_console; open_console();"
        "print([m for m in sys.modules if m.split('.')[0] == 'rich'])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"


def _drawn(text: Text) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=200)
    console.print(text, highlight=False)
    return out.getvalue()
