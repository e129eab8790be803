"""What `whosaid evaluate` does: index, rank, judge."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from indexer.errors import CorpusError
from indexer.store.index import Index
from indexer.store.layout import Layout
from indexer.terminal import say
from query.engine import Engine
from query.evaluation.beir import Benchmark, read_benchmark
from query.evaluation.experiment import SYSTEMS, collect, index_collection, run_system
from query.evaluation.measures import Evaluation, evaluate
from query.evaluation.own_questions import read_own_questions
from query.evaluation.textbook_bm25 import TextbookBM25
from query.evaluation.trec_run import Run, ScoredId, read_run, write_run
from query.rows.passages import PassageRows

WITHOUT_ABLATIONS = ("hybrid", "keyword", "semantic")
"""The systems that are run without --ablations."""

BASELINE = "textbook bm25"
"""The system that is run with the ablations, for comparison with others' figures."""

DEEP = 2000
"""Passages among which a hundred articles are looked for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The evaluation to run.

    Attributes:
        what: A folder in BEIR's form, or a JSON Lines file of questions over `index`.
        index: Your own index for a file of questions. For a folder, where its index is kept;
            None builds one and throws it away.
        precision: Of the encoder, for a folder.
        model: Name or folder of the encoder, for a folder; None for the default one.
        exact: Score every vector instead of scanning codes first.
        ablations: Also run the default without each of its parts.
        run_file: A TREC run to measure beside our own, or None.
        runs_to: A folder to write our runs to, or None.
    """

    what: Path
    index: Path | None = None
    precision: Literal["int8", "float32"] = "int8"
    model: str | None = None
    exact: bool = False
    ablations: bool = False
    run_file: Path | None = None
    runs_to: Path | None = None


def evaluate_all(plan: Plan) -> dict[str, Evaluation]:
    """Every system's evaluation, by name, the default first.

    Raises:
        CorpusError: If questions, judgments or a run cannot be read.
        SearchError: If an index cannot be made, opened or asked.
    """
    with opened(plan) as (engine, benchmark, names):
        runs: dict[str, Run] = {}
        for name in SYSTEMS if plan.ablations else WITHOUT_ABLATIONS:
            runs[name] = run_system(engine, SYSTEMS[name], benchmark, names)
            say(f"{name}: {len(runs[name])} questions")
        if plan.ablations:
            textbook = TextbookBM25(PassageRows(engine.index))
            runs[BASELINE] = {
                name: [
                    ScoredId(names[number], score)
                    for number, score in textbook.rank(benchmark.questions[name], DEEP)
                ]
                for name in benchmark.judgments
            }
    if plan.run_file:
        runs[plan.run_file.stem] = read_run(plan.run_file)
    if plan.runs_to:
        try:
            plan.runs_to.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CorpusError(plan.runs_to, error.strerror or str(error)) from error
        for name, run in runs.items():
            write_run(plan.runs_to / f"{name.replace(' ', '-')}.run", run)
    articles = benchmark.articles()
    return {name: evaluate(run, benchmark.judgments, articles) for name, run in runs.items()}


@contextmanager
def opened(plan: Plan) -> Iterator[tuple[Engine, Benchmark, list[str]]]:
    """The engine to ask, the questions, and the name of each passage number."""
    if plan.what.is_file():
        with Engine(Index.open(plan.index or Path("index_data")), exact=plan.exact) as engine:
            benchmark, names = read_own_questions(plan.what, engine.index)
            yield engine, benchmark, names
        return
    benchmark = read_benchmark(plan.what)
    for name in benchmark.unknown():
        say(f"note: {name!r} is judged but not in the corpus")
    collection = collect(benchmark)
    with tempfile.TemporaryDirectory() as scratch:
        root = plan.index or Path(scratch) / "index"
        if not Layout(root).exists():
            say(f"indexing {len(collection.names)} passages")
            index_collection(collection, root, plan.precision, plan.model)
        with Engine(Index.open(root), exact=plan.exact) as engine:
            if engine.index.state.rows != len(collection.names):
                raise CorpusError(root, "holds another collection, or a part; name another folder")
            yield engine, benchmark, collection.names
