"""A progress bar on a terminal: share, rate, time left, the file that is being read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from indexer.build.progress.meter import Progress, Watcher
from indexer.terminal import printable

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
