"""Each command alone is the command of the whole program."""

from __future__ import annotations

import pytest
import typer
import typer.core

import query.__main__ as whole_program
from query.__main__ import COMMANDS, main, program

NAMES = [name for names in COMMANDS.values() for name in names]


def test_the_list_of_commands_is_that_of_the_program():
    whole = typer.main.get_command(program())

    assert list(whole.commands) == NAMES  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_a_command_that_is_made_alone_has_the_same_options(name: str):
    whole = typer.main.get_command(program()).commands[name]  # type: ignore[attr-defined]
    alone = typer.main.get_command(program([name, "--help"])).commands  # type: ignore[attr-defined]

    assert list(alone) == [name]
    assert _help(alone[name]) == _help(whole)


@pytest.mark.parametrize(
    ("line", "is_light"), [(["ask", "who?"], True), (["index", "news"], False), ([], False)]
)
def test_a_question_starts_lightly_and_the_indexer_does_not(
    line: list[str], is_light: bool, monkeypatch: pytest.MonkeyPatch
):
    started: list[str] = []
    monkeypatch.setattr(whole_program, "start_lightly", lambda: started.append("lightly"))
    monkeypatch.setattr(whole_program, "run", lambda load: started.append("run"))
    monkeypatch.setattr("sys.argv", ["whosaid", *line])

    main()

    assert started == (["lightly"] if is_light else []) + ["run"]


def _help(command: typer.core.TyperCommand) -> str:
    return command.get_help(typer.Context(command))
