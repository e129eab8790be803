"""What `whosaid index` does: one run, a list of what a run would do, or following the folders."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import cast

from indexer.build.choice import Chosen
from indexer.build.dry_run import plan_run
from indexer.build.follow import changes_below, require_watchfiles
from indexer.build.options import Options
from indexer.build.pipe import index_pipe
from indexer.build.pipeline import build_index
from indexer.build.progress.bar import progress_bar, progress_lines
from indexer.build.rebuild import rebuild_index
from indexer.errors import SearchError
from indexer.maintain.status import count_documents
from indexer.maintain.status_lines import summary
from indexer.output import safe_json
from indexer.readers.folders.passed_over import in_words
from indexer.records import PIPE
from indexer.store.catalog.state import RunReport
from indexer.terminal import FOUND, NOTHING, end_interrupted, printable, say


@dataclass(frozen=True, slots=True)
class IndexCommand:
    """The command with its arguments.

    Attributes:
        paths: Files and folders, or `PIPE` alone.
        index: The index's folder.
        options: How to build it.
        rebuild: Whether to build a new index beside the old one.
        as_json: Whether to print what each run did as JSON.
        as_lines: Whether to print how far a run is as JSON lines, for a program that follows it.
    """

    paths: list[Path]
    index: Path
    options: Options
    rebuild: bool = False
    as_json: bool = False
    as_lines: bool = False

    def run(self, *, bar: bool) -> int:
        """Run once; returns the exit status."""
        try:
            report = self._build(bar=bar)
        except KeyboardInterrupt:
            end_interrupted(
                f"interrupted: the index has {count_documents(self.index)} documents;"
                " run again to go on"
            )
        self._tell(report)
        return FOUND if report.added + report.changed + report.unchanged else NOTHING

    def follow(self, *, bar: bool) -> int:
        """Run, and run again after each change below the index's folders, until an interruption.

        A run that fails is told, and tried again a little later.

        Raises:
            SearchError: If the first run fails, or a package is missing.
        """
        require_watchfiles()
        self.run(bar=bar)
        say("waiting for changes; Ctrl-C ends it")
        options = replace(self.options, chosen=Chosen())  # what was chosen is remembered by now
        later = replace(self, paths=[], options=options, rebuild=False)
        is_due = True  # a file may have changed before the system was asked to tell
        try:
            for has_changed in changes_below(self.index):
                if has_changed or is_due:
                    is_due = not later.run_again(bar=bar)
        except KeyboardInterrupt:
            end_interrupted()
        return FOUND

    def run_again(self, *, bar: bool) -> bool:
        """Run after a change, and tell what is new; whether the run came to its end."""
        try:
            report = self._build(bar=bar)
        except SearchError as error:
            say(f"error: {error}")
            return False
        if report.added + report.changed + report.removed + report.renewed:
            self._tell(report)
        return True

    def _build(self, *, bar: bool) -> RunReport:
        with progress_bar(bar and not self.as_lines) as bar_watch:
            watch = progress_lines() if self.as_lines else bar_watch
            if self.paths == [Path(PIPE)]:
                stream = cast("BufferedReader", sys.stdin.buffer)
                return index_pipe(stream, self.index, options=self.options, watch=watch, notify=say)
            run = rebuild_index if self.rebuild else build_index
            return run(self.paths, self.index, options=self.options, watch=watch, notify=say)

    def _tell(self, report: RunReport) -> None:
        if self.as_json:
            print(json.dumps(asdict(report), sort_keys=True), flush=True)
        else:
            say(summary(report))
        if report.failed:
            say(f"{report.failed} could not be read; `whosaid status` lists them with the reasons")


def list_plan(paths: list[Path], index: Path, options: Options, *, as_json: bool) -> int:
    """List what a run would do; returns the exit status."""
    found = plan_run(paths, index, options)
    if as_json:
        print(safe_json(asdict(found)))
        return FOUND if found.new or found.changed or found.unchanged else NOTHING
    for word, names in (("new", found.new), ("changed", found.changed), ("gone", found.gone)):
        for name in names:
            print(f"{word:<8} {printable(name)}")
    for name, reasons in found.faults.items():
        for reason in reasons:
            say(f"{name}: {reason}")
    if found.passed_over:
        say(f"would skip {in_words(found.passed_over)}")
    if found.unwanted:
        say(f"patterns leave out {found.unwanted} files and folders")
    say(
        f"{len(found.new)} new, {len(found.changed)} changed, {len(found.gone)} gone,"
        f" {found.unchanged} unchanged; nothing was written"
    )
    return FOUND if found.new or found.changed or found.unchanged else NOTHING
