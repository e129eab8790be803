"""The commands of the indexer: arguments and messages only."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from indexer.commands import DEFAULT_INDEX, IndexFolder, new_app, refuse_together
from indexer.errors import CorpusError
from indexer.output import safe_json
from indexer.readers.formats import usual_suffixes
from indexer.records import PIPE
from indexer.terminal import ERROR, heed_interruptions, printable, say

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
    progress: Annotated[
        bool,
        typer.Option("--progress", help="Print how far the run is as JSON lines, for a program."),
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
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=PATH",
            help="Where JSON records or tables keep a field: text=article.body, author=by.0.name,"
            " text=paragraphs.*.text, title='Head line'; repeatable. Names: text, title, date,"
            " source, author, url, id, language, section. Later runs remember it.",
        ),
    ] = None,
    no_fields: Annotated[
        bool, typer.Option("--no-fields", help="Forget the places of --field.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Compare the content of files that seem unchanged, too."),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="List what a run would do, and write nothing."),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Go on: run again whenever a file changes, until Ctrl-C."),
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
    from indexer.build.options import Options
    from indexer.index_command import IndexCommand, list_plan

    refuse_together(("--metadata", metadata), ("--no-metadata", no_metadata))
    refuse_together(("--dry-run", dry_run), ("--watch", watch))
    refuse_together(("--dry-run", dry_run), ("--rebuild", rebuild))
    tables = [] if no_metadata else metadata or None
    places = [] if no_fields else field or None
    chosen = Chosen(include or None, exclude or None, tables, places)
    options = Options(model, precision, chosen=chosen, verify=verify)
    if Path(PIPE) in (paths or []) and (len(paths or []) > 1 or rebuild or dry_run or watch):
        raise CorpusError(PIPE, "name it alone, without --rebuild, --dry-run and --watch")
    if dry_run:
        raise typer.Exit(list_plan(paths or [], index, options, as_json=as_json))
    command = IndexCommand(
        paths or [], index, options, rebuild=rebuild, as_json=as_json, as_lines=progress
    )
    watch_or_run = command.follow if watch else command.run
    raise typer.Exit(watch_or_run(bar=not quiet))


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
    from indexer.maintain.status import read_status, status_fields

    found = read_status(index)
    if as_json:
        print(safe_json(status_fields(found), indent=2))
    else:
        from indexer.maintain.status_lines import status_lines

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
