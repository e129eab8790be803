"""Updates of an index that exists: some articles change, and a run takes in what has changed.

python -m tests.benchmarks.scale.updates ARTICLES INDEX ENCODER      (one by one)
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indexer.build.options import Options
from indexer.build.pipeline import update_index
from indexer.store.writer import IndexWriter
from tests.benchmarks.scale import asking, indexing
from tests.benchmarks.scale.archive import Archive
from tests.benchmarks.scale.changes import Changes
from tests.benchmarks.scale.encoders import source
from tests.benchmarks.scale.figures import summary
from tests.benchmarks.scale.questions import Asked
from tests.benchmarks.scale.worker import Worker, serve

MODULE = "tests.benchmarks.scale.updates"
A_FEW = 10  # articles


def measure(
    archive: Archive, encoder: str, articles: int, one_by_one: int, asked: Sequence[Asked]
) -> dict[str, Any]:
    """What runs over a copy of the index cost: nothing, ten, a hundredth of the articles changed.

    Args:
        archive: Its articles change, and are put back at the end.
        encoder: Its encoder.
        articles: How many it has.
        one_by_one: How many runs there are with one article changed in each; 0 for none.
        asked: Put to the index after these runs, and to the one before, in turn.
    """
    copy = archive.root / "updated"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(archive.index, copy)
    found: dict[str, Any] = {}
    try:
        with Changes(archive, articles) as changes:
            # Files that were written just before they were read are read once more.
            indexing.measure(archive.articles, copy, encoder)
            counts = {"nothing": 0, "ten": A_FEW, "hundredth": max(A_FEW, articles // 100)}
            for name, count in counts.items():
                changes.make(count)
                found[name] = indexing.measure(archive.articles, copy, encoder)
            if one_by_one:
                found["one by one"] = _one_by_one(archive, copy, encoder, changes, one_by_one)
        if one_by_one:
            found["afterwards"] = asking.ratio(archive.index, copy, encoder, asked)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return found


def _one_by_one(
    archive: Archive, index: Path, encoder: str, changes: Changes, count: int
) -> dict[str, Any]:
    with Worker(MODULE, archive.articles, index, encoder) as worker:
        worker.ask()
        seconds = []
        for _ in range(count):
            changes.make(1)
            seconds.append(worker.ask()["seconds"])
    return {"runs": count, "milliseconds": summary(seconds), "seconds": round(sum(seconds), 1)}


def main(articles: Path, index: Path, encoder: str) -> None:
    """Run once for each request, in this process: with an encoder that is open already."""

    def opened() -> Any:
        with IndexWriter.open(index, source(encoder)) as writer:
            ready = writer.encoder

        def answer(_: dict[str, Any]) -> int:
            with IndexWriter.open(index, lambda *_: ready) as writer:
                done = update_index(writer, [articles.resolve()], Options(), None, None)
            return done.changed

        return answer

    serve(opened)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
