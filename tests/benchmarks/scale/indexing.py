"""Indexing an archive in a process of its own, as `whosaid index` does.

python -m tests.benchmarks.scale.indexing ARTICLES INDEX ENCODER      (started by `measure`)
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.build.options import Options
from indexer.build.pipeline import update_index
from indexer.store.writer import IndexWriter
from tests.benchmarks.processes import cost
from tests.benchmarks.scale.cold import rounded
from tests.benchmarks.scale.encoders import source

MODULE = "tests.benchmarks.scale.indexing"


def measure(articles: Path, index: Path, encoder: str) -> dict[str, Any]:
    """What a run over the articles costs; "added", "changed" and so on say what it did."""
    report = index.parent / "report.json"
    command = [sys.executable, "-m", MODULE, *map(str, (articles, index, encoder, report))]
    found = rounded(cost(command))
    did: dict[str, int] = json.loads(report.read_text(encoding="utf-8"))
    return {**found, **{name: number for name, number in did.items() if number}}


def main(articles: Path, index: Path, encoder: str, report: Path) -> None:
    """Run once, and note what the run did."""
    with IndexWriter.open(index, source(encoder)) as writer:
        done = update_index(writer, [articles.resolve()], Options(), None, None)
    report.write_text(json.dumps(asdict(done)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
