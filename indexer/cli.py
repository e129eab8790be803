"""The commands of the indexer: arguments and messages only."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from indexer.commands import DEFAULT_INDEX, IndexFolder, new_app
from indexer.errors import CorpusError
from indexer.output import safe_json
from indexer.readers.formats import usual_suffixes
from indexer.records import PIPE
from indexer.terminal import (
    ERROR,
    FOUND,
    NOTHING,
    end_interrupted,
    heed_interruptions,
    printable,
    say,
)

if TYPE_CHECKING:
    from io import BufferedReader

    from indexer.build.options import Options
    from indexer.maintain.status import Status
    from indexer.store.catalog.state import Counts

app = new_app("Build and look after an index of news articles.")


@app.command()
def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help=f"Articles: {usual_suffixes('and')} files, or folders of them;"
            " - reads JSON Lines from a pipe, each with an id, and deletes nothing."
        ),
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    model: Annotated[
        str | None,
        typer.Option(help="A sentence-transformers model, by name or folder.", metavar="MODEL"),
    ] = None,
    precision: Annotated[
        Literal["int8", "float32"] | None,
        typer.Option(help="Precision of the encoder; int8 (the default) is several times faster."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what the run did as JSON.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress bar.")] = False,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild",
            help="Build a new index from the source files; the old one answers until then.",
        ),
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GLOB",
            help="Read only files that match; repeatable. Patterns are those of .gitignore."
            " Later runs remember them until you give others; --include '*' reads all again.",
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GLOB",
            help="Leave out files and folders that match, and take them out of the index;"
            " repeatable, and remembered like --include.",
        ),
    ] = None,
    metadata: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE.csv",
            help="A table that overrides what files say: a column path, relative to the table, and"
            " title, date, source, author or url. Later runs remember it.",
        ),
    ] = None,
    no_metadata: Annotated[
        bool, typer.Option("--no-metadata", help="Forget the tables of --metadata.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Compare the content of files that seem unchanged, too."),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="List what a run would do, and write nothing."),
    ] = False,
) -> None:
    """Build an index of articles, or bring it up to date.

    whosaid reads only new and changed files, and takes out articles whose files are gone. Without
    PATHS, it looks again at all files and folders that were ever named for this index. It leaves
    out what a file .whosaidignore names, as git does with .gitignore. A file NAME.meta.yaml
    overrides the title, date, source, author or url of the file NAME beside it.

    Exit status: 0 if the index holds any of these articles, 1 if it holds none, 2 after an error,
    130 if interrupted (what was committed stays).
    """
    heed_interruptions(signal.SIGTERM)
    from indexer.build.choice import Chosen
    from indexer.build.pipe import index_pipe
    from indexer.build.pipeline import Options, build_index
    from indexer.build.progress import progress_bar
    from indexer.build.rebuild import rebuild_index
    from indexer.maintain.status import count_documents

    tables = [] if no_metadata else metadata or None
    chosen = Chosen(include or None, exclude or None, tables)
    options = Options(model, precision, chosen=chosen, verify=verify)
    if Path(PIPE) in (paths or []) and (len(paths or []) > 1 or rebuild or dry_run):
        raise CorpusError(PIPE, "name it alone, without --rebuild and --dry-run")
    if dry_run:
        raise typer.Exit(_list_plan(paths or [], index, options, as_json=as_json))
    try:
        with progress_bar(not quiet) as watch:
            if paths == [Path(PIPE)]:
                stream = cast("BufferedReader", sys.stdin.buffer)
                report = index_pipe(stream, index, options=options, watch=watch, notify=say)
            else:
                run = rebuild_index if rebuild else build_index
                report = run(paths or [], index, options=options, watch=watch, notify=say)
    except KeyboardInterrupt:
        end_interrupted(
            f"interrupted: the index has {count_documents(index)} documents; run again to go on"
        )
    if as_json:
        print(json.dumps(asdict(report), sort_keys=True))
    else:
        say(summary(report))
    if report.failed:
        say(f"{report.failed} could not be read; `whosaid status` lists them with the reasons")
    if not report.added + report.changed + report.unchanged:
        raise typer.Exit(NOTHING)


@app.command()
def check(
    index: IndexFolder = DEFAULT_INDEX,
    repair: Annotated[
        bool, typer.Option("--repair", help="Rebuild damaged parts from the stored texts.")
    ] = False,
) -> None:
    """Check every part of the index, and report what is wrong.

    Exit status: 0 if the index is sound, or is sound after repairs; 2 if not.
    """
    from indexer.maintain.check import check_index
    from indexer.maintain.repair import repair_index

    faults = check_index(index)
    for fault in faults:
        say(f"{fault.part}: {fault.reason}")
    if repair and faults:
        repair_index(index, notify=say)
        say("repaired: the index is sound")
    elif faults:
        repairable = all(fault.repairable for fault in faults)
        say(f"hint: run `whosaid {'check --repair' if repairable else 'index --rebuild'}`")
        raise typer.Exit(ERROR)
    else:
        say("the index is sound")


@app.command()
def compact(index: IndexFolder = DEFAULT_INDEX) -> None:
    """Free the disk space of articles that were deleted or replaced.

    You can interrupt it at any moment.
    """
    from indexer.maintain.compact import compact_index

    heed_interruptions(signal.SIGTERM)
    done = compact_index(index, notify=say)
    say(
        f"removed {done.passages} passages and {done.quotes} quotes:"
        f" {done.before / 1e6:.1f} MB -> {done.after / 1e6:.1f} MB"
    )


@app.command()
def status(
    index: IndexFolder = DEFAULT_INDEX,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what the index holds, its encoder and its size, and which files failed."""
    from indexer.maintain.status import read_status

    found = read_status(index)
    if as_json:
        print(safe_json(asdict(found), indent=2))
    else:
        print("\n".join(map(printable, status_lines(found))))


@app.command()
def extract(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="A file of JSON lines; - is standard input.")
    ] = "-",
) -> None:
    """Find the quotes in articles given as JSON lines, without an index.

    Each line of input is an article: {"article_id", "text", "title"?, "author"?, "date"?}. Each
    gives one line of output at once: {"article_id", "quotes": [...]}.

    Exit status: 0, or 2 if a line could not be used.
    """
    from indexer.extract import extract_file

    failed = extract_file(file, sys.stdout, sys.stderr)
    if failed:
        say(f"{failed} {'line' if failed == 1 else 'lines'} could not be used")
        raise typer.Exit(ERROR)


def summary(report: Counts) -> str:
    """The line that a run ends with."""
    counts = asdict(report)
    renewed = counts.pop("renewed", 0)
    line = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{line}; quotes found again in {renewed}" if renewed else line


def status_lines(found: Status) -> list[str]:
    """The status for people, one fact on each line."""
    from indexer.readers.files import in_words

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
            f"quotes     {found.older_quotes} documents have quotes from an older version of"
            " whosaid; `whosaid index` finds them again"
        )
    if found.last_run:
        run = found.last_run
        lines.append(f"last run   {run.started}, {run.seconds:.1f} s: {summary(run.report)}")
    lines.append(
        f"on disk    {found.new_files} new, {found.changed_files} changed,"
        f" {found.gone_files} gone since"
    )
    if found.passed_over:
        lines.append(f"skipped    {in_words(found.passed_over)}")
    lines += _reading_lines(found)
    if found.draft:
        lines.append("rebuild    not finished; `whosaid index --rebuild` continues it")
    for failure in found.failures:
        place = f"{failure.path}:{failure.line}" if failure.line else failure.path
        lines.append(f"failed     {place}: {failure.reason}")
    return lines


def _reading_lines(found: Status) -> list[str]:
    """What reading the files could not do or had to guess, with an example of each."""
    lines = []
    if dates := found.unreadable_dates:
        lines.append(
            f"dates      whosaid cannot read the date of {_documents(dates.documents)}, or only the"
            f" year; for example {dates.path}: {dates.told}"
        )
    if encodings := found.guessed_encodings:
        lines.append(
            f"encodings  the encoding of {_documents(encodings.documents)} is a guess, so check the"
            f" names; for example {encodings.path}: {encodings.told}"
        )
    return lines


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def _list_plan(paths: list[Path], index: Path, options: Options, *, as_json: bool) -> int:
    """List what a run would do; returns the exit status."""
    from indexer.build.dry_run import plan_run
    from indexer.readers.files import in_words

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
