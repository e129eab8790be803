"""What an index holds, how large it is, what failed, and what has changed on disk since."""

from __future__ import annotations

import stat
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexer.build.choice import choice_of
from indexer.build.extractor_version import EXTRACTOR_VERSION, current_version
from indexer.build.plan import make_plan
from indexer.build.scan_recall import recall_warning
from indexer.errors import CorpusError, SearchError
from indexer.maintain.reading_notes import (
    ReadingNote,
    guessed_encodings,
    other_languages,
    unreadable_dates,
)
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import Failure, FileState, FinishedRun, State
from indexer.store.guard import refuse_foreign, require_index
from indexer.store.layout import Layout
from indexer.store.manifest import read_manifest
from indexer.store.source_file import content_digest, is_same


@dataclass(frozen=True, slots=True)
class Status:
    """The facts.

    `bytes` is all that the index's folder takes on disk; `older_quotes` counts the documents whose
    quotes an older version of this program found, until the next run; `draft` says whether a
    rebuild has been begun and not finished; `passed_over` counts the files of other formats below
    the indexed folders and in archives there, by suffix; `unreadable_dates` counts the documents
    with a date that could not be read, or only in part; `guessed_encodings` counts those whose
    encoding is a guess;
    `other_languages` counts, by language, the documents that are not in English, and so have no
    quotes;
    `scan_recall` is the share of the nearest passages that the scan finds, as last measured, or
    None where all are scored; `low_recall` says what that means where it is low, else it is "".
    """

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
    older_quotes: int
    bytes: int
    new_files: int
    changed_files: int
    gone_files: int
    passed_over: dict[str, int]
    unreadable_dates: ReadingNote | None
    guessed_encodings: ReadingNote | None
    other_languages: dict[str, int]
    scan_recall: float | None
    low_recall: str
    draft: bool
    last_run: FinishedRun | None
    failures: list[Failure]


def read_status(root: Path) -> Status:
    """Look at an index without opening its larger parts.

    Raises:
        IndexNotFoundError: If there is none.
        SearchError: If it cannot be read.
    """
    layout = Layout(root)
    require_index(layout)
    refuse_foreign(root)
    manifest = read_manifest(layout.manifest)
    catalog = Catalog.open(layout.catalog)
    try:
        state = catalog.state()
        passages = catalog.count("passages")
        new, changed, gone, passed_over = _drift(catalog)
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
            older_quotes=_count_older(catalog, state),
            bytes=folder_size(root),
            new_files=new,
            changed_files=changed,
            gone_files=gone,
            passed_over=dict(Counter(passed_over) + Counter(catalog.skipped())),
            unreadable_dates=unreadable_dates(catalog),
            guessed_encodings=guessed_encodings(catalog),
            other_languages=other_languages(catalog),
            scan_recall=float(state.recall) if state.recall else None,
            low_recall=recall_warning(state),
            draft=Layout(root, draft=True).exists(),
            last_run=catalog.last_run(),
            failures=catalog.failures(),
        )
    finally:
        catalog.close()


def status_fields(found: Status) -> dict[str, Any]:
    """The facts as plain values for JSON."""
    return asdict(found)


def count_documents(root: Path) -> int:
    """How many documents an index holds; 0 where there is none, or none that can be read."""
    try:
        catalog = Catalog.open(Layout(root).catalog)
    except SearchError:
        return 0
    try:
        return catalog.count("documents")
    except SearchError:
        return 0
    finally:
        catalog.close()


def folder_size(root: Path) -> int:
    """Bytes of all files below a folder; links count as such, and what has gone meanwhile, not."""
    total = 0
    for path in root.rglob("*"):
        with suppress(OSError):
            status = path.lstat()
            total += status.st_size if stat.S_ISREG(status.st_mode) else 0
    return total


def _count_older(catalog: Catalog, state: State) -> int:
    if current_version(state.extractor) != EXTRACTOR_VERSION:
        return catalog.count("documents")
    return len(catalog.matching("document < ?", [state.older]))


def _drift(catalog: Catalog) -> tuple[int, int, int, dict[str, int]]:
    """How many source files are new, changed and gone, and how many have another format.

    Files that cannot be looked at count as gone.
    """
    known, failed = catalog.files(), {failure.path for failure in catalog.failures()}
    try:
        plan = make_plan(catalog.roots(), known, (), choice=choice_of(catalog.choices()))
    except CorpusError:
        return 0, 0, len(known), {}
    read = [file for file in plan.read if file.path not in failed]
    new = sum(file.path not in known for file in read)
    changed = sum(file.path in known and _differs(known[file.path], file) for file in read)
    present = {*plan.unchanged, *(file.path for file in plan.read)}
    return new, changed, len(set(known) - present), dict(plan.passed_over)


def _differs(before: FileState, now: FileState) -> bool:
    """Whether a file is surely another; one that was too fresh to be trusted may be the same.

    Where only its inode or its time of change is another, its content decides.
    """
    if before.size != now.size or before.overrides != now.overrides:
        return True
    if before.modified <= 0 or is_same(before, now):
        return False
    return not before.digest or before.digest != content_digest(now.path)
