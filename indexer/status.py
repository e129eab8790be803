"""What an index holds, how large it is, what failed, and what has changed on disk since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import CorpusError
from indexer.plan import make_plan
from indexer.store.catalog import Catalog, Failure, FinishedRun
from indexer.store.layout import Layout
from indexer.store.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class Status:
    """The facts; `bytes` is all that the index's folder takes on disk."""

    index: str
    format: int
    encoder: str
    encoder_identity: str
    dimension: int
    analyzer: str
    documents: int
    passages: int
    quotes: int
    speakers: int
    deleted_passages: int
    bytes: int
    new_files: int
    changed_files: int
    gone_files: int
    last_run: FinishedRun | None
    failures: list[Failure]


def read_status(root: Path) -> Status:
    """Look at an index without opening its larger parts.

    Raises:
        IndexNotFoundError: If there is none.
        SearchError: If it cannot be read.
    """
    layout = Layout(root)
    manifest = read_manifest(layout.manifest)
    catalog = Catalog.open(layout.catalog)
    try:
        state = catalog.state()
        passages = catalog.count("passages")
        new, changed, gone = _drift(catalog)
        return Status(
            index=str(root),
            format=manifest.format,
            encoder=state.encoder_name,
            encoder_identity=state.encoder_identity,
            dimension=state.dimension,
            analyzer=state.analyzer,
            documents=catalog.count("documents"),
            passages=passages,
            quotes=catalog.count("quotes"),
            speakers=catalog.count_speakers(),
            deleted_passages=state.rows - passages,
            bytes=sum(path.stat().st_size for path in root.rglob("*") if path.is_file()),
            new_files=new,
            changed_files=changed,
            gone_files=gone,
            last_run=catalog.last_run(),
            failures=catalog.failures(),
        )
    finally:
        catalog.close()


def _drift(catalog: Catalog) -> tuple[int, int, int]:
    """How many source files are new, changed and gone; all gone if their disk is."""
    known, failed = catalog.files(), {failure.path for failure in catalog.failures()}
    try:
        roots = [root for root in catalog.roots() if root.exists()]
        plan = make_plan(roots, known, ())
    except CorpusError:
        return 0, 0, len(known)
    read = [file.path for file in plan.read if file.path not in failed]
    changed = sum(path in known for path in read)
    present = {*plan.unchanged, *(file.path for file in plan.read)}
    return len(read) - changed, changed, len(set(known) - present)
