"""nDCG@10 and recall of all systems on a judged collection: same passages, vectors, questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from indexer.encoder.prepare import prepare_encoder
from query.evaluation.beir import Benchmark, read_benchmark
from query.evaluation.experiment import Collection, collect, index_collection
from query.evaluation.measures import evaluate
from query.evaluation.trec_run import ScoredId
from tests.benchmarks.scale.archive import Archive
from tests.benchmarks.scale.peers.table import Peers

MEASURE = "nDCG@10"


def measure(folder: Path, archive: Archive, names: Sequence[str]) -> dict[str, Any]:
    """What the systems reach on a collection in BEIR's form.

    Args:
        folder: The collection.
        archive: Where its index and the peers' are made, unless they are there.
        names: Modules of the peers.

    Returns:
        "collection", its name; "systems", system -> nDCG@10; "recall", system -> recall@10 of its
        vectors beside the exact scan.
    """
    benchmark = read_benchmark(folder)
    collection = collect(benchmark)
    if not archive.index.exists():
        archive.root.mkdir(parents=True, exist_ok=True)
        index_collection(collection, archive.index)
    archive.write_passages(prepare_encoder(None, None, archive.index / "encoder"))
    peers = Peers(archive, names)
    peers.build()
    asked = {name: benchmark.questions[name] for name in benchmark.judgments}
    runs = peers.rank(asked)
    return {
        "collection": folder.name,
        "systems": {system: score(run, benchmark, collection) for system, run in runs.items()},
        "recall": peers.recall(list(asked.values())),
    }


def score(run: Mapping[str, Sequence[int]], benchmark: Benchmark, collection: Collection) -> float:
    """The mean of nDCG@10 over the judged questions."""
    named = {
        question: [
            ScoredId(collection.names[number], -float(rank)) for rank, number in enumerate(numbers)
        ]
        for question, numbers in run.items()
    }
    found = evaluate(named, benchmark.judgments, benchmark.articles())
    return round(found.means()[MEASURE], 4)
