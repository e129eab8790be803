"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from indexer.commands import refuse_together
from indexer.terminal import say
from query.parse import chosen
from query.parse.tree import Filter
from query.render.formats import FORMATS, TERMINAL, Format, chosen_format

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most this many.")]
QuoteLimit = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, help="At most this many.", show_default=False)
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="From this day, month or year on: 2016-05, May 2016, last month."
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Up to this day, month or year: 2016, yesterday, 3 days ago."
    ),
]
Dated = Annotated[
    bool | None,
    typer.Option(
        "--undated/--dated",
        help="--undated: only articles without a date; with --since or --until, these as well."
        " --dated: no article without a date.",
    ),
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Only sources with these words in their name."),
]
NotSources = Annotated[
    list[str] | None,
    typer.Option(
        "--not-source", metavar="NAME", help="Leave out sources with these words in their name."
    ),
]
Authors = Annotated[
    list[str] | None,
    typer.Option("--author", metavar="NAME", help="Only authors with these words in their name."),
]
NotAuthors = Annotated[
    list[str] | None,
    typer.Option(
        "--not-author", metavar="NAME", help="Leave out authors with these words in their name."
    ),
]
Paths = Annotated[
    list[str] | None,
    typer.Option(
        "--path",
        metavar="GLOB",
        help="Only files whose path matches; a folder means all files in it.",
    ),
]
NotPaths = Annotated[
    list[str] | None,
    typer.Option("--not-path", metavar="GLOB", help="Leave out files whose path matches."),
]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Skip this many hits.")]
Sort = Annotated[
    Literal["score", "date", "-date"],
    typer.Option(
        help="Best, oldest or newest first. By date: the 100 best, or all that satisfy the"
        " question's conditions."
    ),
]
PerArticle = Annotated[
    int | None,
    typer.Option("--per-article", min=1, metavar="N", help="Show at most N hits of an article."),
]
AllCopies = Annotated[
    bool,
    typer.Option(
        "--all",
        help="Show each copy: every article of a story, every appearance of a statement.",
    ),
]
Facets = Annotated[
    bool, typer.Option("--facets", help="Count the articles that match, by source and by time.")
]
Context = Annotated[
    int, typer.Option("--context", "-C", min=0, metavar="N", help="Show N neighbouring paragraphs.")
]
Plain = Annotated[
    bool, typer.Option("--plain", help="Read marks and capitals in the question as plain text.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse a question with wrong syntax.")]
Variants = Annotated[
    bool,
    typer.Option("--variants/--no-variants", help="Look for other spellings of names too."),
]
Sure = Annotated[bool, typer.Option("--sure", help="Only where it is sure who speaks.")]
Speakers = Annotated[
    list[str] | None,
    typer.Option("--speaker", metavar="NAME", help="Only where someone of this name is quoted."),
]
NotSpeakers = Annotated[
    list[str] | None,
    typer.Option(
        "--not-speaker", metavar="NAME", help="Leave out where someone of this name is quoted."
    ),
]
Spoken = Annotated[
    bool,
    typer.Option(
        "--speaker-preference/--no-speaker-preference",
        help="For a question such as “what did X say”, rank the words of X first.",
    ),
]


def _known_format(name: str | None) -> str | None:
    if name is not None and name not in FORMATS:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(FORMATS)}")
    return name


FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(FORMATS),
        callback=_known_format,
        help="Write the answer in this format; the options below are short for it.",
    ),
]
Cite = Annotated[
    Literal["markdown", "bibtex", "csl-json", "ris", "apa", "chicago"] | None,
    typer.Option("--cite", help="Write citations of what is listed, in this style."),
]
AsJson = Annotated[bool, typer.Option("--json", help=FORMATS["json"].help)]
AsJsonl = Annotated[bool, typer.Option("--jsonl", help=FORMATS["jsonl"].help)]
AsCsv = Annotated[bool, typer.Option("--csv", help=FORMATS["csv"].help)]
AsMarkdown = Annotated[bool, typer.Option("--markdown", help=FORMATS["markdown"].help)]


class Chosen(chosen.Chosen):
    """The values of the options that filter; lines tell what "last month" means today."""

    def filter(self, *, variants: bool, sure: bool = False) -> Filter | None:
        """The filter that all values mean together, see `query.parse.chosen`."""
        found = super().filter(variants=variants, sure=sure)
        for note in self.notes():
            say(f"note: {note}")
        return found


def format_of(name: str | None, flags: Sequence[bool], cite: str | None = None) -> Format:
    """The format that the options ask for.

    Raises:
        typer.BadParameter: If they ask for several.
    """
    named = [(f"--{one}", flag) for one, flag in zip(FORMATS, flags, strict=True)]
    refuse_together(("--format", name), *named, ("--cite", cite))
    if cite is None:
        return chosen_format(name, flags)
    from query.render.citation_writer import citation_format

    return citation_format(cite)


def refuse_lost(chosen: Format, asked: Sequence[tuple[str, object]], kept: Sequence[str]) -> None:
    """Refuse an option whose result the format has no place for.

    Args:
        chosen: The format.
        asked: The name of each such option, and its value.
        kept: Names of the formats that have a place for it.

    Raises:
        typer.BadParameter: If one is given, and the format is another.
    """
    for name, value in asked:
        if value and chosen.name not in (TERMINAL.name, *kept):
            raise typer.BadParameter(f"{name} has no place in --{chosen.name}")
