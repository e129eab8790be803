"""A progress bar on a terminal: share, rate, time left, the file that is being read."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import PurePath

from indexer.build.progress.meter import Progress, Watcher
from indexer.output import safe_json
from indexer.terminal import printable

EVERY = 0.2
"""Seconds between two lines of progress for a program."""

MOST_SHOWN = 40
"""Characters of a file's name, its end."""


@contextmanager
def progress_bar(wanted: bool) -> Iterator[Watcher | None]:
    """A watcher that draws on stderr; None if stderr is not a terminal or no bar is wanted."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[documents]} documents, {task.fields[passages]} passages"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}"),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("indexing", documents=0, passages=0, rate="", file="", total=None)

        def watch(progress: Progress) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f"{progress.passages / elapsed:.0f}/s" if progress.passages and elapsed else ""
            bar.update(
                task,
                total=max(progress.total, 1),
                completed=progress.done,
                documents=progress.documents,
                passages=progress.passages,
                rate=rate,
                file=escape(printable(PurePath(progress.path).name)[-MOST_SHOWN:]),
            )

        yield watch


def progress_lines() -> Watcher:
    """A watcher that prints a JSON object a line, with the fields of `Progress`, for a program."""
    last = 0.0

    def watch(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY or progress.done == progress.total:
            last = now
            sys.stdout.write(safe_json({"progress": asdict(progress)}) + "\n")
            sys.stdout.flush()

    return watch
