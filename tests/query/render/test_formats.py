"""The list of formats: one writer each, and the command line follows it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from query.__main__ import program
from query.render.formats import FORMATS, TERMINAL, chosen_format
from tests.support.program import Program

COMMANDS = ("ask", "quotes", "speakers")


@pytest.mark.parametrize("one", [TERMINAL, *FORMATS.values()], ids=lambda one: one.name)
def test_every_format_has_a_writer(one):
    writer = one.writer()

    assert all(hasattr(writer, name) for name in ("answer", "batch", "quotes", "speakers"))
    assert writer is one.writer()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", FORMATS)
def test_a_flag_is_short_for_its_format(
    whosaid: Program, quoted_index: Path, command: str, name: str
):
    words = [] if command == "speakers" else ["bridges money"]

    short, long = (
        whosaid(command, *words, "--index", quoted_index, *options)
        for options in ([f"--{name}"], ["--format", name])
    )

    assert short == long
    assert long.out


def test_an_unknown_format_names_the_known_ones(whosaid: Program, quoted_index: Path):
    ended = whosaid("quotes", "--index", quoted_index, "--format", "pdf")

    assert ended.status == 2
    assert all(name in ended.err for name in FORMATS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_every_format(command: str):
    found = typer.main.get_command(program()).commands[command]  # type: ignore[attr-defined]
    helps = {param.opts[0]: param.help for param in found.params if hasattr(param, "help")}

    assert all(helps[f"--{name}"] == one.help for name, one in FORMATS.items())
    assert "--format" in helps


def test_the_first_flag_counts_and_a_name_counts_more():
    names = list(FORMATS)

    assert chosen_format(None, [False] * 4) is TERMINAL
    assert chosen_format(None, [False, True, True, False]).name == names[1]
    assert chosen_format(names[3], [True] * 4).name == names[3]
