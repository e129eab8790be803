"""The option `--version`, which stands before a command."""

from __future__ import annotations

from typing import Annotated

import typer


def with_version(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda wanted: _print_version() if wanted else None,
            help="Print the version and end.",
        ),
    ] = False,
) -> None:
    """Take the options that come before a command."""


def _print_version() -> None:
    from importlib.metadata import version

    print(f"whosaid {version('whosaid')}")
    raise typer.Exit
