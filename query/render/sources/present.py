"""The sources of an archive in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from query.render.console.line import Line
from query.render.console.output import open_console, print_line
from query.render.formats import Format
from query.render.json_writer import write_json
from query.render.markdown import escaped
from query.render.sources.fields import source_fields, sources_fields
from query.render.tables import write_table
from query.render.visible import visible
from query.sources import Source

COLUMNS = ("source", "documents", "undated", "first", "last", "authors", "other_names")
AUTHORS_SHOWN = 5
QUIET = "dim"


def present_sources(found: Sequence[Source], chosen: Format) -> None:
    """Write sources to stdout."""
    match chosen.name:
        case "json":
            write_json(sources_fields(found), indent=2)
        case "jsonl":
            for one in found:
                write_json(source_fields(one))
        case "csv":
            write_table(COLUMNS, map(_cells, found), sys.stdout)
        case "markdown":
            for line in _markdown(found):
                print(line)
        case _:
            _render(found)


def _cells(one: Source) -> dict[str, Any]:
    return source_fields(one) | {
        "authors": "; ".join(name for name, _ in one.authors),
        "other_names": "; ".join(one.other_names),
    }


def _markdown(found: Sequence[Source]) -> Iterator[str]:
    yield "| Source | Articles | First | Last | Authors |"
    yield "| --- | ---: | --- | --- | --- |"
    for one in found:
        cells = (one.name or "no source", str(one.documents), one.first, one.last, _authors(one))
        yield "| " + " | ".join(escaped(" ".join((cell or "").split())) for cell in cells) + " |"


def _render(found: Sequence[Source]) -> None:
    console = open_console()
    width = max((len(str(one.documents)) for one in found), default=0)
    for one in found:
        line = Line(f"{one.documents:>{width}}  {visible(one.name or 'no source')}")
        dates = " to ".join(dict.fromkeys(filter(None, (one.first, one.last)))) or "undated"
        undated = f", {one.undated} undated" if one.undated and one.first else ""
        print_line(console, line + Line(f"  {dates}{undated}", style=QUIET))
        for words in (_authors(one), _also(one)):
            if words:
                print_line(console, Line(words, style=QUIET), indent=width + 2)


def _authors(one: Source) -> str:
    """The authors with most articles, and how many others there are."""
    shown = [f"{name} ({count})" for name, count in one.authors[:AUTHORS_SHOWN]]
    more = len(one.authors) - len(shown)
    return visible("; ".join([*shown, *([f"{more} more"] if more else [])]))


def _also(one: Source) -> str:
    return visible(f"also found as {', '.join(one.other_names)}") if one.other_names else ""
