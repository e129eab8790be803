"""What all commands have in common: how an app is made, and the option that names the index."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command_name
from typer.models import CommandInfo

from indexer.terminal import end_interrupted, end_unread

IndexFolder = Annotated[
    Path,
    typer.Option("--index", envvar="WHOSAID_INDEX", metavar="DIR", help="The index's folder."),
]
DEFAULT_INDEX = Path("index_data")


class _Program(TyperGroup):
    """Ends in the ways that this program promises rather than in Typer's."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            end_interrupted()
        except BrokenPipeError:
            end_unread()


def refuse_together(*options: tuple[str, object]) -> None:
    """Refuse options that exclude each other.

    Args:
        options: The name of each, and its value; one that is not given has a false value.

    Raises:
        typer.BadParameter: If more than one is given.
    """
    given = [name for name, value in options if value]
    if len(given) > 1:
        raise typer.BadParameter(f"{' and '.join(given)} exclude each other")


def new_app(purpose: str) -> typer.Typer:
    """An app that leaves tracebacks alone and shows its help without colours and boxes."""
    return typer.Typer(
        cls=_Program,
        help=purpose,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def add_command(app: typer.Typer, held: typer.Typer, name: str) -> None:
    """Give an app the one command of another app that has this name."""
    app.registered_commands += [one for one in held.registered_commands if _name(one) == name]


def _name(command: CommandInfo) -> str:
    """The name that a command has by itself or by its function."""
    return command.name or get_command_name(str(getattr(command.callback, "__name__", "")))
