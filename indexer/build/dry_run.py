"""What a run would do, without doing it: `whosaid index --dry-run`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexer.build.choice import choice_of
from indexer.build.content import verified
from indexer.build.options import Options
from indexer.build.pipeline import named_path
from indexer.build.plan import absolute, make_plan
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.sources import Choices
from indexer.store.catalog.state import FileState
from indexer.store.guard import refuse_foreign, require_index
from indexer.store.layout import Layout


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a run would do, file by file, in order of path.

    Attributes:
        new: Files that the index does not have.
        changed: Files that it would read again: they changed, or failed in the last run.
        gone: Files whose articles would leave the index.
        unchanged: How many files it would not read.
        passed_over: How many files have another format, by suffix.
        unwanted: How many files and folders a pattern leaves out.
        faults: What is wrong with sidecars and tables, by their paths.
    """

    new: list[str]
    changed: list[str]
    gone: list[str]
    unchanged: int
    passed_over: dict[str, int]
    unwanted: int
    faults: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Known:
    roots: Sequence[Path]
    files: dict[str, FileState]
    failed: set[str]
    held: set[str]
    choices: Choices


def plan_run(paths: Sequence[Path | str], index: Path | str, options: Options) -> DryRun:
    """What `build_index` with these arguments would do.

    Raises:
        CorpusError: If a path does not exist, or there is no article under any of them.
        SearchError: If the index cannot be read.
    """
    roots = [named_path(path) for path in paths]
    layout = Layout(absolute(Path(index)))
    if not roots:
        require_index(layout)
    known = _known(layout)
    choice = choice_of(options.chosen.beside(known.choices))
    plan = make_plan(roots or known.roots, known.files, known.failed, known.held, choice)
    if options.verify:
        plan = verified(plan, known.files)
    there = known.held | set(known.files)
    read = [file.path for file in plan.read]
    return DryRun(
        new=[path for path in read if path not in there],
        changed=[path for path in read if path in there],
        gone=[path for path in plan.gone if path in there],
        unchanged=len(plan.unchanged),
        passed_over=dict(plan.passed_over),
        unwanted=plan.unwanted,
        faults={
            path: [one.reason for one in found] for path, found in plan.faults.items() if found
        },
    )


def _known(layout: Layout) -> _Known:
    """What the index knows of its sources; nothing where there is no index."""
    if not layout.exists():
        return _Known((), {}, set(), set(), {})
    refuse_foreign(layout.root)
    with closing(Catalog.open(layout.catalog)) as catalog:
        failed = {failure.path for failure in catalog.failures()}
        held = set(catalog.distinct_paths())
        return _Known(catalog.roots(), catalog.files(), failed, held, catalog.choices())
