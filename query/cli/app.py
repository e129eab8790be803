"""The query tool's commands: arguments and messages only."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from indexer.commands import DEFAULT_INDEX, IndexFolder, new_app, refuse_together
from query.cli import options
from query.cli.words import WithWords, text_of

app = new_app("Ask an index of news articles.")

QUESTIONS = """In a question, these are conditions: "words as written", ~"words in any form",
"near words"~5, -word, AND, OR and NOT in capitals, (parentheses), prefix*, wild?card, fuzzy~1, and
fields: title: text: source: author: speaker: path: date:2016 date:[2016 TO 2017-03]. All other
words are ranked by meaning."""


@app.command(epilog=QUESTIONS, cls=WithWords)
def ask(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="A question in plain English. Without one, a terminal shows a prompt.",
            metavar="QUESTION",
        ),
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.Limit = 5,
    offset: options.Offset = 0,
    sort: options.Sort = "score",
    per_article: options.PerArticle = None,
    all_copies: options.AllCopies = False,
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
    sure: options.Sure = False,
    mode: Annotated[
        Literal["hybrid", "keyword", "semantic"],
        typer.Option(help="Rank by words, by meaning, or by both."),
    ] = "hybrid",
    fusion: Annotated[
        Literal["convex", "rrf"],
        typer.Option(help="Join both rankings by normalised scores or by reciprocal ranks."),
    ] = "convex",
    plain: options.Plain = False,
    strict: options.Strict = False,
    variants: options.Variants = True,
    context: options.Context = 0,
    facets: options.Facets = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the parts of each score.")
    ] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Answer the questions in a file (- means stdin); JSON lines unless --csv.",
        ),
    ] = None,
    format_name: options.FormatName = None,
    cite: options.Cite = None,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Find the passages that answer a question.

    Exit status: 0 with an answer, 1 if there is no hit or no hit seems to answer, 2 on an error.
    """
    from query.cli.ask import Output, ask_all, ask_on, ask_one
    from query.settings import FusionMethod, Mode, Order, Settings

    question = text_of(words)
    refuse_together(("a question", question), ("--batch", batch))
    refuse_together(("--plain", plain), ("--strict", strict))
    chosen = options.format_of(format_name, (as_json, as_jsonl, as_csv, as_markdown), cite)
    options.refuse_lost(chosen, [("--explain", explain)], ["json", "jsonl"])
    options.refuse_lost(chosen, [("--context", context)], ["json", "jsonl", "markdown"])
    options.refuse_lost(chosen, [("--facets", facets)], ["json"])
    if batch is not None:
        options.refuse_lost(chosen, [("--batch", batch)], ["json", "jsonl", "csv"])
    filters = options.Chosen(
        since, until, undated, source, not_source, author, not_author, path, not_path,
        speaker, not_speaker,
    ).filter(variants=variants, sure=sure)  # fmt: skip
    settings = Settings(
        limit=limit, filters=filters, mode=Mode(mode), fusion=FusionMethod(fusion), mark=True,
        offset=offset, order=Order(sort), per_article=per_article, plain=plain, strict=strict,
        variants=variants, sure=sure, spoken=spoken, facets=facets, context=context,
        all_copies=all_copies,
    )  # fmt: skip
    output = Output(chosen, explain)
    if batch is not None:
        raise typer.Exit(ask_all(index, batch, settings, output))
    if question is not None:
        raise typer.Exit(ask_one(index, question, settings, output))
    raise typer.Exit(ask_on(index, settings, output))


@app.command()
def show(
    words: Annotated[
        list[str],
        typer.Argument(
            help="An article: its id or the beginning of it, its path or the end of it, its title"
            " or words of it. ID:5 is a passage, FILE:11 the one on that line.",
            metavar="DOCUMENT",
        ),
    ],
    index: IndexFolder = DEFAULT_INDEX,
    as_json: options.AsJson = False,
) -> None:
    """Print an article with its passage numbers, the passage that you name marked.

    Exit status: 0, or 2 if there is no such article, or there are several.
    """
    from query.engine import Engine
    from query.render.document import write_document

    with Engine.open(index) as engine:
        found = engine.show(text_of(words) or "")
    write_document(found, as_json=as_json)
    sys.stdout.flush()


@app.command(epilog=QUESTIONS, cls=WithWords)
def quotes(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="A topic in plain English. Without one: quotes in order of date.", metavar="TOPIC"
        ),
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.QuoteLimit = None,
    offset: options.Offset = 0,
    sort: options.Sort = "score",
    per_article: options.PerArticle = None,
    all_copies: options.AllCopies = False,
    speaker: options.Speakers = None,
    not_speaker: options.NotSpeakers = None,
    spoken: options.Spoken = True,
    sure: options.Sure = False,
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
    format_name: options.FormatName = None,
    cite: options.Cite = None,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """Find quotes, word for word, with their speakers and articles.

    Exit status: 0 with quotes, 1 without, 2 on an error.
    """
    from query.cli.quotes import DEFAULT_LIMIT, LISTED, find_quotes
    from query.parse.tree import SurelySpoken, joined
    from query.settings import Order, Settings

    topic = text_of(words)
    flags = (as_json, as_jsonl, as_csv, as_markdown)
    chosen = options.format_of(format_name, flags, cite)
    filters = options.Chosen(
        since, until, undated, source, not_source, author, not_author, path, not_path,
        speaker, not_speaker,
    ).filter(variants=variants, sure=sure)  # fmt: skip
    if sure:
        filters = joined(SurelySpoken(), filters)
    settings = Settings(
        limit=limit or (LISTED if topic is None else DEFAULT_LIMIT), filters=filters,
        offset=offset, order=Order(sort), per_article=per_article, strict=strict,
        variants=variants, sure=sure, spoken=spoken, all_copies=all_copies,
    )  # fmt: skip
    raise typer.Exit(find_quotes(index, topic, settings, chosen))


@app.command()
def speakers(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATTERN",
            help="Words of the name or their beginnings, or a pattern with * and ?. "
            "If it fits nobody, it is read as --speaker reads a name.",
        ),
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.QuoteLimit = None,
    variants: options.Variants = True,
    sure: options.Sure = False,
    since: options.Since = None,
    until: options.Until = None,
    undated: options.Dated = None,
    source: options.Sources = None,
    not_source: options.NotSources = None,
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="WORDS", help="Only people with these words in a role."),
    ] = None,
    page: Annotated[
        bool,
        typer.Option("--page", help="One person: roles, topics, repeated statements, papers."),
    ] = False,
    same: Annotated[
        tuple[str, str] | None,
        typer.Option("--same", metavar="NAME NAME", help="Decide that one person has both names."),
    ] = None,
    different: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--different", metavar="NAME NAME", help="Decide that the names are two people's."
        ),
    ] = None,
    format_name: options.FormatName = None,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """List who is quoted, how often, when, and in which roles.

    Exit status: 0 with speakers, 1 without, 2 on an error.
    """
    from query.cli.quotes import list_speakers, show_person

    pattern = text_of(words)
    flags = (as_json, as_jsonl, as_csv, as_markdown)
    refuse_together(("--same", same), ("--different", different), ("--page", page))
    chosen = options.format_of(format_name, flags)
    decides = "--same" if same else "--different"
    refuse_together((decides, same or different), ("a name", pattern))
    refuse_together((decides, same or different), ("an output format", format_name or any(flags)))
    narrowing = since or until or undated is not None or source or not_source or role or limit
    refuse_together(("--page", page), ("options that narrow or cut the list", narrowing))
    if same or different:
        from indexer.decisions.decision import Identity
        from query.cli.people import decide_people

        verdict = Identity.SAME if same else Identity.DIFFERENT
        raise typer.Exit(decide_people(index, verdict, same or different or ("", "")))
    if page:
        raise typer.Exit(show_person(index, pattern or "", chosen, variants=variants, sure=sure))
    filters = options.Chosen(since, until, undated, source, not_source).filter(variants=variants)
    status = list_speakers(
        index, pattern, limit, chosen, variants=variants, sure=sure, filters=filters, role=role
    )
    raise typer.Exit(status)


@app.command()
def sources(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Words of the name, or another name of the source."),
    ] = None,
    index: IndexFolder = DEFAULT_INDEX,
    limit: options.QuoteLimit = None,
    format_name: options.FormatName = None,
    as_json: options.AsJson = False,
    as_jsonl: options.AsJsonl = False,
    as_csv: options.AsCsv = False,
    as_markdown: options.AsMarkdown = False,
) -> None:
    """List the sources: how many articles, from when to when, and by whom.

    --source and source: know other names of many papers: "New York Times" is also nyt. Your own
    go into ~/.config/whosaid/sources.txt, a line for each source: NAME = OTHER NAME.

    Exit status: 0 with sources, 1 without, 2 on an error.
    """
    from query.cli.sources import list_sources

    chosen = options.format_of(format_name, (as_json, as_jsonl, as_csv, as_markdown))
    raise typer.Exit(list_sources(index, text_of(words), limit, chosen))
