"""The commands that check and follow what was said: arguments and messages only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from indexer.commands import DEFAULT_INDEX, IndexFolder, new_app, refuse_together
from indexer.errors import SearchError
from query.cli import options
from query.cli.words import WithWords, text_of

app = new_app("Check and follow what was said.")


@app.command(cls=WithWords)
def verify(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="The words, with or without quotation marks.", metavar="QUOTE"),
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Who is said to have said it.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar="FILE",
            help="Check every quote of a draft (text, Word, PDF ...; -: stdin).",
        ),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Check a table: a quote a line, JSON lines, or CSV (-: stdin)."
        ),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    undated: options.Dated = None,
    source: options.Sources = None,
    not_source: options.NotSources = None,
    author: options.Authors = None,
    not_author: options.NotAuthors = None,
    path: options.Paths = None,
    not_path: options.NotPaths = None,
    format_name: options.FormatName = None,
    cite: options.Cite = None,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Did X really say this? Compare a quote, or all quotes of a draft, with the archive.

    Exit status: 0 if every quote is exact, 1 if not, 2 on an error.
    """
    from query.cli.verify import verify_batch, verify_draft, verify_one

    filters = options.Chosen(
        since, until, undated, source, not_source, author, not_author, path, not_path
    ).filter(variants=True)  # fmt: skip
    flags = (as_json, as_jsonl, as_csv, as_markdown)
    chosen = options.format_of(format_name, flags, cite)
    quote = text_of(words)
    given = [one for one in (quote, text, batch) if one is not None]
    if len(given) != 1:
        raise SearchError("give one quote, or --text FILE, or --batch FILE")
    does = verify_one if quote is not None else verify_draft if text is not None else verify_batch
    raise typer.Exit(does(index, given[0], speaker, filters, chosen))


@app.command()
def cite(
    place: Annotated[
        list[str],
        typer.Argument(
            help="An article, ARTICLE:PARAGRAPH as listings name it, or ARTICLE:START-END.",
            metavar="ID...",
        ),
    ],
    index: IndexFolder = DEFAULT_INDEX,
    style: Annotated[
        Literal["markdown", "bibtex", "csl-json", "ris", "apa", "chicago"],
        typer.Option("--format", "-f", help="The style."),
    ] = "markdown",
    accessed: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of access; today without it.")
    ] = None,
    archive_url: Annotated[
        str | None,
        typer.Option(
            metavar="PATTERN",
            help="The archive's own address, with {document_id}, {passage_id}, {paragraph}.",
        ),
    ] = None,
) -> None:
    """Cite articles, passages or quotes.

    Exit status: 0 if all were found, 2 on an error.
    """
    from query.cli.cite import cite as write_citations
    from query.parse.dates import read_date

    day = read_date(accessed).last if accessed else None
    raise typer.Exit(write_citations(index, place, style, day, archive_url))


@app.command(cls=WithWords)
def timeline(
    words: Annotated[list[str], typer.Argument(help="In plain English.", metavar="TOPIC")],
    index: IndexFolder = DEFAULT_INDEX,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="At most this many quotes a row.")
    ] = 50,
    speaker: options.Speakers = None,
    not_speaker: options.NotSpeakers = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option("--compare", metavar="NAME NAME", help="Two speakers side by side."),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw it too: an .svg or a .png.")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    undated: options.Dated = None,
    source: options.Sources = None,
    not_source: options.NotSources = None,
    format_name: options.FormatName = None,
    cite: options.Cite = None,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Show what was said about a topic in order of date, one line a statement.

    Exit status: 0 with statements, 1 without, 2 on an error.
    """
    from query.cli.timeline import show_timeline
    from query.settings import Settings

    filters = options.Chosen(
        since, until, undated, source, not_source, speaker=speaker, not_speaker=not_speaker
    ).filter(variants=True)  # fmt: skip
    settings = Settings(limit=limit, filters=filters)
    flags = (as_json, as_jsonl, as_csv, as_markdown)
    chosen = options.format_of(format_name, flags, cite)
    raise typer.Exit(
        show_timeline(index, text_of(words) or "", settings, compare or (), plot, chosen)
    )


@app.command(cls=WithWords)
def save(
    name: Annotated[str, typer.Argument(help="What to call the search.")],
    question: Annotated[
        list[str] | None, typer.Argument(help="In plain English, or with conditions.")
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="Search quotes rather than passages.")
    ] = False,
    speaker: options.Speakers = None,
    source: options.Sources = None,
    remove: Annotated[bool, typer.Option("--remove", help="Forget the search.")] = False,
) -> None:
    """Save a search, so that `whosaid news` shows what is new in it.

    Exit status: 0 if it was saved or removed, 2 on an error.
    """
    from query.cli.saved import remove as forget
    from query.cli.saved import save as keep

    refuse_together(("--remove", remove), ("a question", question))
    if remove:
        raise typer.Exit(forget(index, name))
    words = text_of(question) or ""
    status = keep(index, name, words, quotes=quotes, speakers=speaker or (), sources=source or ())
    raise typer.Exit(status)


@app.command()
def news(
    name: Annotated[str | None, typer.Argument(help="A saved search; without it, all.")] = None,
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.Limit = 20,
    format_name: options.FormatName = None,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Show what is new in saved searches since the last look.

    Exit status: 0 with news, 1 without, 2 on an error.
    """
    from query.cli.saved import news as show_news

    chosen = options.format_of(format_name, (as_json, as_jsonl, as_csv, as_markdown))
    raise typer.Exit(show_news(index, name, limit, chosen))
