"""The `evaluate` command: arguments and messages only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from indexer.commands import new_app, refuse_together
from query.cli import options

app = new_app("Measure how well questions are answered.")


@app.command()
def evaluate(
    what: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER|FILE",
            help="A folder in BEIR's format (corpus.jsonl, queries.jsonl, qrels.tsv), or a JSON"
            " Lines file of questions with the relevant passages of your own index.",
        ),
    ],
    index: Annotated[
        Path | None,
        typer.Option(
            "--index", metavar="DIR", help="Your own index; for a folder, where to keep its index."
        ),
    ] = None,
    precision: Annotated[
        Literal["int8", "float32"], typer.Option(help="Precision of the encoder, for a folder.")
    ] = "int8",
    model: Annotated[
        str | None,
        typer.Option(
            help="Name or folder of a sentence-transformers model, for a folder.",
            show_default="all-MiniLM-L6-v2",
        ),
    ] = None,
    exact: Annotated[
        bool, typer.Option("--exact", help="Score every vector instead of scanning codes first.")
    ] = False,
    ablations: Annotated[
        bool,
        typer.Option("--ablations", help="Also measure the ranking without each of its parts."),
    ] = False,
    run_file: Annotated[
        Path | None, typer.Option("--run", metavar="FILE", help="Measure this TREC run too.")
    ] = None,
    runs_to: Annotated[
        Path | None,
        typer.Option(
            "--runs-to", metavar="DIR", help="Write our runs to this folder in TREC's format."
        ),
    ] = None,
    as_json: options.AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The measures of every question.")] = False,
) -> None:
    """Measure the default ranking and each searcher alone: nDCG@10, RR@10, R@10, R@100."""
    refuse_together(("--json", as_json), ("--csv", as_csv))
    from query.evaluation.evaluate import Plan, evaluate_all
    from query.render.evaluation import write_csv, write_json, write_table

    plan = Plan(what, index, precision, model, exact, ablations, run_file, runs_to)
    evaluations = evaluate_all(plan)
    write = write_json if as_json else write_csv if as_csv else write_table
    write(evaluations)
