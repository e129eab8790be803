"""The `whosaid` command: what the indexer and the query tool offer, as one program.

The one module of `query` that knows the indexer's pipeline, and only by the name of its commands.
"""

from __future__ import annotations

import typer

from indexer.cli import app as index_app
from indexer.terminal import new_app, run
from query.cli.app import app as query_app
from query.cli.evaluate import app as evaluate_app
from query.cli.research import app as research_app


def program() -> typer.Typer:
    """All commands as one app."""
    app = new_app("Ask a folder of news articles: the passages that answer, and who said what.")
    app.add_typer(index_app)
    app.add_typer(query_app)
    app.add_typer(research_app)
    app.add_typer(evaluate_app)
    return app


def main() -> None:
    """Run the program."""
    run(program())


if __name__ == "__main__":
    main()
