"""Building indexes of articles, and looking at what is in them."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from indexer.build.pipeline import build_index
from indexer.store.catalog.state import RunReport
from tests.support.hashing import HashingEncoder
from tests.support.state import contents


def age(folder: Path) -> None:
    """Let all files be an hour old, so that their times can be trusted."""
    then = time.time() - 3600
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def build(index: Path, *paths: Path, **options: object) -> RunReport:
    return build_index(paths, index, **{"encoder": HashingEncoder(), **options})  # type: ignore[arg-type]


def lines(path: Path, *records: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(
        (record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records
    )
    path.write_text(text, encoding="utf-8")


def record(name: str) -> dict[str, str]:
    return {"id": name, "title": f"Of {name}", "text": f"The {name} was opened by the mayor."}


def paths(index: Path) -> list[str]:
    return sorted(Path(path).name for path in contents(index))
