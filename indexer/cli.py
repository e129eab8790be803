"""The indexer's commands: arguments and messages only."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from indexer.commands import DEFAULT_INDEX, IndexFolder, new_app
from indexer.output import safe_json
from indexer.readers.formats import usual_suffixes
from indexer.terminal import ERROR, NOTHING, end_interrupted, heed_interruptions, printable, say

if TYPE_CHECKING:
    from indexer.maintain.status import Status
    from indexer.store.catalog.state import Counts

app = new_app("Build and look after an index of news articles.")


@app.command()
def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help=f"Articles: {usual_suffixes('and')} files, or folders of them."),
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    model: Annotated[
        str | None,
        typer.Option(help="A sentence-transformers model, by name or folder.", metavar="MODEL"),
    ] = None,
    precision: Annotated[
        Literal["int8", "float32"] | None,
        typer.Option(help="Of the encoder: int8 (the default) is several times faster."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Say what was done as JSON on stdout.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Build it anew; until that is done the old one answers."),
    ] = False,
) -> None:
    """Bring the index up to date with a folder of articles, or build it.

    Only what is new or changed is read; what has gone leaves the index. Without PATHS, all that
    were ever named for this index are looked at again.

    Exit status: 0 if the index holds any of these articles, 1 if it holds none, 2 on an error,
    130 if interrupted; what was committed until then stays.
    """
    heed_interruptions(signal.SIGTERM)
    from indexer.build.pipeline import Options, build_index
    from indexer.build.progress import progress_bar
    from indexer.build.rebuild import rebuild_index
    from indexer.maintain.status import count_documents

    try:
        with progress_bar(not quiet) as watch:
            options = Options(model, precision)
            run = rebuild_index if rebuild else build_index
            report = run(paths or [], index, options=options, watch=watch, notify=say)
    except KeyboardInterrupt:
        end_interrupted(
            f"interrupted: {count_documents(index)} documents are in; run again to go on"
        )
    if as_json:
        print(json.dumps(asdict(report), sort_keys=True))
    else:
        say(summary(report))
    if report.failed:
        say(f"{report.failed} could not be read; `whosaid status` says which and why")
    if not report.added + report.changed + report.unchanged:
        raise typer.Exit(NOTHING)


@app.command()
def check(
    index: IndexFolder = DEFAULT_INDEX,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make anew what can be derived from the catalog.")
    ] = False,
) -> None:
    """Verify everything in the index, and say what is wrong.

    Exit status: 0 if all is well (now), 2 if not.
    """
    from indexer.maintain.check import check_index
    from indexer.maintain.repair import repair_index

    faults = check_index(index)
    for fault in faults:
        say(f"{fault.part}: {fault.reason}")
    if repair and faults:
        repair_index(index, notify=say)
        say("mended: all is well")
    elif faults:
        mendable = all(fault.mendable for fault in faults)
        say(f"hint: run `whosaid {'check --repair' if mendable else 'index --rebuild'}`")
        raise typer.Exit(ERROR)
    else:
        say("all is well")


@app.command()
def compact(index: IndexFolder = DEFAULT_INDEX) -> None:
    """Give the space of articles that were deleted or replaced back to the disk.

    May be interrupted at any moment.
    """
    from indexer.maintain.compact import compact_index

    heed_interruptions(signal.SIGTERM)
    done = compact_index(index, notify=say)
    say(
        f"{done.passages} passages and {done.quotes} quotes dropped:"
        f" {done.before / 1e6:.1f} MB -> {done.after / 1e6:.1f} MB"
    )


@app.command()
def status(
    index: IndexFolder = DEFAULT_INDEX,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Say what the index holds, with which encoder, how large it is, and what failed."""
    from indexer.maintain.status import read_status

    found = read_status(index)
    if as_json:
        print(safe_json(asdict(found), indent=2))
    else:
        print("\n".join(map(printable, status_lines(found))))


@app.command()
def extract(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="JSON lines; - is standard input.")
    ] = "-",
) -> None:
    """Find the quotes in articles given as JSON lines, without an index.

    In: {"article_id", "text", "title"?, "author"?, "date"?}, one article a line. Out:
    {"article_id", "quotes": [...]}, a line each, at once. Exit status: 0, or 2 if a line could
    not be used.
    """
    from indexer.extract import extract_file

    failed = extract_file(file, sys.stdout, sys.stderr)
    if failed:
        say(f"{failed} {'line' if failed == 1 else 'lines'} could not be used")
        raise typer.Exit(ERROR)


def summary(report: Counts) -> str:
    """The last line of a run."""
    counts = asdict(report)
    renewed = counts.pop("renewed", 0)
    line = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{line}; {renewed} renewed: quotes by an older version" if renewed else line


def status_lines(found: Status) -> list[str]:
    """The status for people, a fact a line."""
    lines = [
        f"index      {found.index} (format {found.format}, {found.bytes / 1e6:.1f} MB)",
        f"holds      {found.documents} documents, {found.passages} passages,"
        f" {found.quotes} quotes under {found.speakers} names",
        f"encoder    {found.encoder} ({found.dimension} dimensions, {found.encoder_identity[:12]})",
        f"analyzer   {found.analyzer}",
        f"deleted    {found.deleted_passages} passages still take up space",
    ]
    if found.older_quotes:
        lines.append(
            f"quotes     of {found.older_quotes} documents by an older version of this program;"
            " `whosaid index` renews them"
        )
    if found.last_run:
        run = found.last_run
        lines.append(f"last run   {run.started}, {run.seconds:.1f} s: {summary(run.report)}")
    lines.append(
        f"on disk    {found.new_files} new, {found.changed_files} changed,"
        f" {found.gone_files} gone since"
    )
    if found.draft:
        lines.append("rebuild    begun and not finished; `whosaid index --rebuild` goes on with it")
    for failure in found.failures:
        place = f"{failure.path}:{failure.line}" if failure.line else failure.path
        lines.append(f"failed     {place}: {failure.reason}")
    return lines
