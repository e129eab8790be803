"""The query tool's commands: arguments and messages only."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from indexer.errors import SearchError
from indexer.terminal import DEFAULT_INDEX, IndexFolder, new_app
from query.cli import options

app = new_app("Ask an index of news articles.")

QUESTIONS = """In a question, these are conditions: "a phrase", "near words"~5, AND, OR and NOT in
capitals, (parentheses), prefix*, wild?card, fuzzy~1, and fields: title: text: source: author:
speaker: path: date:2016 date:[2016 TO 2017-03]. All other words are ranked by meaning."""


@app.command(epilog=QUESTIONS)
def ask(
    question: Annotated[
        str | None, typer.Argument(help="In plain English; none at a terminal: a prompt.")
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.Limit = 5,
    offset: options.Offset = 0,
    sort: options.Sort = "score",
    per_article: options.PerArticle = None,
    since: options.Since = None,
    until: options.Until = None,
    undated: options.Dated = None,
    source: options.Sources = None,
    not_source: options.NotSources = None,
    author: options.Authors = None,
    not_author: options.NotAuthors = None,
    path: options.Paths = None,
    not_path: options.NotPaths = None,
    speaker: options.Speakers = None,
    not_speaker: options.NotSpeakers = None,
    spoken: options.Spoken = True,
    mode: Annotated[
        Literal["hybrid", "keyword", "semantic"], typer.Option(help="Which searchers rank.")
    ] = "hybrid",
    fusion: Annotated[
        Literal["convex", "rrf"],
        typer.Option(help="Rankings are joined by normalised scores or by reciprocal ranks."),
    ] = "convex",
    plain: options.Plain = False,
    strict: options.Strict = False,
    variants: options.Variants = True,
    context: options.Context = 0,
    facets: options.Facets = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how scores come about.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Answer a file of questions (-: stdin) as JSON lines."),
    ] = None,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Find the passages that answer a question.

    Exit status: 0 with hits, 1 without, 2 on an error.
    """
    from query.cli.ask import Form, ask_all, ask_on, ask_one, chosen_kind
    from query.settings import FusionMethod, Mode, Order, Settings

    filters = options.Chosen(
        since, until, undated, source, not_source, author, not_author, path, not_path,
        speaker, not_speaker,
    ).filter(variants=variants)  # fmt: skip
    settings = Settings(
        limit=limit, filters=filters, mode=Mode(mode), fusion=FusionMethod(fusion), mark=True,
        offset=offset, order=Order(sort), per_article=per_article, plain=plain, strict=strict,
        variants=variants, spoken=spoken, facets=facets, context=context,
    )  # fmt: skip
    form = Form(chosen_kind(as_json, as_jsonl, as_csv, as_markdown), explain)
    if batch is not None:
        raise typer.Exit(ask_all(index, batch, settings, form))
    if question is not None:
        raise typer.Exit(ask_one(index, question, settings, form))
    raise typer.Exit(ask_on(index, settings, form))


@app.command()
def show(
    document: Annotated[
        str, typer.Argument(help="Its id, path, end of its path, or title.", metavar="DOCUMENT")
    ],
    index: IndexFolder = DEFAULT_INDEX,
    as_json: options.AsJson = False,
) -> None:
    """Print an article with its passage numbers."""
    from query.engine import Engine
    from query.render.answers import present_document

    with Engine.open(index) as engine:
        found = engine.show(document)
    present_document(found, "json" if as_json else "terminal")
    sys.stdout.flush()


@app.command(epilog=QUESTIONS)
def quotes(
    topic: Annotated[
        str | None, typer.Argument(help="In plain English; none: quotes in order of date.")
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.QuoteLimit = None,
    offset: options.Offset = 0,
    sort: options.Sort = "score",
    per_article: options.PerArticle = None,
    speaker: options.Speakers = None,
    not_speaker: options.NotSpeakers = None,
    spoken: options.Spoken = True,
    variants: options.Variants = True,
    since: options.Since = None,
    until: options.Until = None,
    undated: options.Dated = None,
    source: options.Sources = None,
    not_source: options.NotSources = None,
    author: options.Authors = None,
    not_author: options.NotAuthors = None,
    path: options.Paths = None,
    not_path: options.NotPaths = None,
    strict: options.Strict = False,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Find what was said: quotes word for word, with who said them and where.

    Exit status: 0 with quotes, 1 without, 2 on an error.
    """
    from query.cli.ask import chosen_kind
    from query.cli.quotes import DEFAULT_LIMIT, LISTED, find_quotes
    from query.settings import Order, Settings

    filters = options.Chosen(
        since, until, undated, source, not_source, author, not_author, path, not_path,
        speaker, not_speaker,
    ).filter(variants=variants)  # fmt: skip
    settings = Settings(
        limit=limit or (LISTED if topic is None else DEFAULT_LIMIT), filters=filters,
        offset=offset, order=Order(sort), per_article=per_article, strict=strict,
        variants=variants, spoken=spoken,
    )  # fmt: skip
    kind = chosen_kind(as_json, as_jsonl, as_csv, as_markdown)
    raise typer.Exit(find_quotes(index, topic, settings, kind))


@app.command()
def speakers(
    pattern: Annotated[
        str | None,
        typer.Argument(
            help="Words of the name or their beginnings, or a pattern with * and ?; "
            "if that fits nobody, a name as --speaker takes it."
        ),
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.QuoteLimit = None,
    variants: options.Variants = True,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Say who is quoted, how often, from when to when, in which roles.

    Exit status: 0 with speakers, 1 without, 2 on an error.
    """
    from query.cli.ask import chosen_kind
    from query.cli.quotes import list_speakers

    kind = chosen_kind(as_json, as_jsonl, as_csv, as_markdown)
    raise typer.Exit(list_speakers(index, pattern, limit, kind, variants=variants))


@app.command()
def verify(
    quote: Annotated[
        str | None, typer.Argument(help="The words, with or without quotation marks.")
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
            help="Check every quote of a draft (.md, .txt, .docx; -: stdin).",
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
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Did X really say this? Compare a quote, or all quotes of a draft, with the archive.

    Exit status: 0 if every quote is exact, 1 if not, 2 on an error.
    """
    from query.cli.ask import chosen_kind
    from query.cli.verify import verify_batch, verify_draft, verify_one

    filters = options.Chosen(
        since, until, undated, source, not_source, author, not_author, path, not_path
    ).filter(variants=True)  # fmt: skip
    kind = chosen_kind(as_json, as_jsonl, as_csv, as_markdown)
    given = [one for one in (quote, text, batch) if one is not None]
    if len(given) != 1:
        raise SearchError("give one quote, or --text FILE, or --batch FILE")
    does = verify_one if quote is not None else verify_draft if text is not None else verify_batch
    raise typer.Exit(does(index, given[0], speaker, filters, kind))


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
    from query.parse.filters import checked_date

    day = checked_date(accessed.strip()) if accessed else None
    raise typer.Exit(write_citations(index, place, style, day, archive_url))
