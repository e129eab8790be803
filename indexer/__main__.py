"""`python -m indexer`: the indexer's commands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.terminal import run

if TYPE_CHECKING:
    import typer


def program() -> typer.Typer:
    """The indexer's commands as an app."""
    from indexer.cli import app

    return app


if __name__ == "__main__":
    run(program)
