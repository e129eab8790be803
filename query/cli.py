"""The query tool's commands: arguments and messages only."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from indexer.program import DEFAULT_INDEX, NOTHING, IndexFolder, new_app, say
from query import options

app = new_app("Ask an index of news articles.")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In plain English.")],
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.Limit = 5,
    since: options.Since = None,
    until: options.Until = None,
    undated: options.Dated = None,
    source: options.Sources = None,
    not_source: options.NotSources = None,
    author: options.Authors = None,
    not_author: options.NotAuthors = None,
    path: options.Paths = None,
    not_path: options.NotPaths = None,
    mode: Annotated[
        Literal["hybrid", "keyword", "semantic"], typer.Option(help="Which searchers rank.")
    ] = "hybrid",
    fusion: Annotated[
        Literal["convex", "rrf"],
        typer.Option(help="Rankings are joined by normalised scores or by reciprocal ranks."),
    ] = "convex",
    explain: Annotated[bool, typer.Option("--explain", help="Show how scores come about.")] = False,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
) -> None:
    """Find the passages that answer a question.

    Exit status: 0 with hits, 1 without, 2 on an error.
    """
    from query.engine import Engine
    from query.filters import PathMatches
    from query.render.answers import present
    from query.settings import FusionMethod, Mode, Settings

    filters = options.all_of(
        [
            options.date_filter(since, until, undated),
            *options.name_filters(options.source_is, source, not_source),
            *options.name_filters(options.author_is, author, not_author),
            *options.name_filters(PathMatches, path, not_path),
        ]
    )
    settings = Settings(limit, filters, Mode(mode), FusionMethod(fusion), mark=True)
    answer = Engine.open(index).ask(question, settings)
    for note in answer.notes:
        say(f"note: {note}")
    present(answer, "json" if as_json else "jsonl" if as_jsonl else "terminal", explain=explain)
    if not answer.hits:
        say("nothing found" if answer.searched else "no document passes the filters")
        raise typer.Exit(NOTHING)


@app.command()
def show(
    document: Annotated[
        str, typer.Argument(help="Its id, path, end of its path, or title.", metavar="DOCUMENT")
    ],
    index: IndexFolder = DEFAULT_INDEX,
    as_json: options.AsJson = False,
) -> None:
    """Print an article with its passage numbers."""
    from query.engine import Engine
    from query.render.answers import present_document

    found = Engine.open(index).show(document)
    present_document(found, "json" if as_json else "terminal")
    sys.stdout.flush()
