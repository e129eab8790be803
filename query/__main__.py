"""The `whosaid` command: the commands of the indexer and of the query tool as one program.

This is the only module of `query` that knows the indexer's pipeline, and it knows only the names of
its commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.terminal import run

if TYPE_CHECKING:
    import typer

PURPOSE = "Ask a folder of news articles: the passages that answer, and who said what."


def program() -> typer.Typer:
    """All commands as one app."""
    from indexer.cli import app as index_app
    from indexer.commands import new_app
    from indexer.correct import app as correct_app
    from query.cli.app import app as query_app
    from query.cli.evaluate import app as evaluate_app
    from query.cli.research import app as research_app
    from query.cli.serve import app as serve_app
    from query.cli.version import with_version

    app = new_app(PURPOSE)
    app.callback(help=PURPOSE)(with_version)
    app.add_typer(index_app)
    app.add_typer(correct_app)
    app.add_typer(query_app)
    app.add_typer(research_app)
    app.add_typer(serve_app)
    app.add_typer(evaluate_app)
    return app


def main() -> None:
    """Run the program."""
    run(program)


if __name__ == "__main__":
    main()
