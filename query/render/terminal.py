"""Hits and documents for people at a terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from indexer.records import PIPE, Document, Quote, Span, line_of, page_of
from indexer.store.source_file import FileChange
from query.hits.facets import Facets
from query.hits.hit import Answer, Hit, WholeDocument
from query.rank.ranking import SearcherRank
from query.render.fields import copies_words, nearest_line, place_of, shown_role, shown_speaker
from query.render.visible import visible

ANSWER = "underline"
MATCH = "bold yellow"
TITLE = "bold"
QUIET = "dim"
SPEAKER = "cyan"
WARNING = "red"


def render_answer(console: Console, answer: Answer, *, explain: bool = False) -> None:
    """Print the hits, best first, with an empty line between them.

    A line stands above hits that do not seem to answer.
    """
    if line := nearest_line(answer):
        _print(console, Text(line, style=WARNING))
        _print(console, Text())
    for position, hit in enumerate(answer.hits):
        if position:
            _print(console, Text())
        render_hit(console, hit, explain=explain)
    if answer.facets is not None:
        _print(console, Text())
        render_facets(console, answer.facets)


def render_facets(console: Console, facets: Facets) -> None:
    """Print how many articles match, by source and by time."""
    _print(console, Text(f"{facets.documents} articles match", style=TITLE))
    for name, count in facets.sources:
        _print(console, Text(f"{count:>7}  {visible(name or 'no source')}"))
    _print(console, Text(f"by {facets.by}", style=TITLE))
    for name, count in facets.periods:
        _print(console, Text(f"{count:>7}  {name or 'undated'}"))


def render_hit(console: Console, hit: Hit, *, explain: bool = False) -> None:
    """Print one hit: heading, place, passage, the quotes in it."""
    _print(console, Text(f"{hit.rank}. ") + Text(_title(hit.document), style=TITLE))
    _print(console, _heading(hit.document))
    for passage in hit.before:
        _print(console, Text(visible(passage.text), style=QUIET))
    _print(console, passage_text(hit))
    for passage in hit.after:
        _print(console, Text(visible(passage.text), style=QUIET))
    for quote in hit.quotes:
        if quote.speaker or quote.mention:
            _print(console, Text("   ") + attribution(hit.document, quote))
    _print(console, location(hit.document, hit.passage.span, hit.passage.passage_id))
    print_change(console, hit.file_change)
    if hit.copies:
        words = f"the same story is also in {visible(copies_words(hit.copies))}"
        _print(console, Text(words, style=QUIET))
    if explain:
        for line in _explanation(hit):
            _print(console, Text(line, style=QUIET))


def render_document(console: Console, found: WholeDocument) -> None:
    """Print a whole document, each passage with its number."""
    document = found.document
    _print(console, Text(_title(document), style=TITLE))
    _print(console, _heading(document))
    _print(console, location(document, Span(0, 0), document.document_id))
    print_change(console, found.file_change)
    if document.rules:
        _print(console, Text(visible(_rules(document)), style=QUIET))
    for passage in found.passages:
        _print(console, Text())
        number = Text(f"[{passage.paragraph}] ", style=QUIET)
        _print(console, number + Text(visible(passage.text)))


def passage_text(hit: Hit) -> Text:
    """The passage; its matching words and its best sentence are marked."""
    text = Text(visible(hit.passage.text))
    offset = hit.passage.span.start
    if hit.answer:
        text.stylize(ANSWER, hit.answer.start - offset, hit.answer.end - offset)
    for span in hit.matches:
        text.stylize(MATCH, span.start - offset, span.end - offset)
    return text


def attribution(document: Document, quote: Quote) -> Text:
    """The quote and its speaker: name and role, or the words for someone unnamed."""
    words = " … ".join(visible(part.of(document.text)) for part in quote.parts)
    who = visible(shown_speaker(document, quote))
    role = shown_role(document, quote)
    after = f", {visible(role)}" if role else ""
    return Text.assemble(f"“{words}” — ", (who, SPEAKER), after)


def location(document: Document, span: Span, name: str) -> Text:
    """Path and line or page as a link for terminals, and the id to cite."""
    text = Text(visible(place_of(document, span)), style=QUIET)
    if document.path and document.path != PIPE:
        text.stylize(f"link {Path(document.path).as_uri()}{_fragment(document, span)}")
    return text + Text(f"  [{visible(name)}]", style=QUIET)


def print_change(console: Console, change: FileChange | None) -> None:
    """Print what has become of the file, if anything has."""
    if change:
        _print(console, Text(f"   {change.told}", style=WARNING))


def _rules(document: Document) -> str:
    """Which rule gave each fact, and what reading the file could not do or had to guess."""
    return "known from: " + "; ".join(f"{name}: {rule}" for name, rule in document.rules.items())


def _fragment(document: Document, span: Span) -> str:
    """What leads a viewer to the page, or an editor to the line."""
    page, line = page_of(document, span), line_of(document, span)
    return f"#page={page}" if page else f"#L{line}" if line else ""


def _print(console: Console, text: Text) -> None:
    # A pipe gets every paragraph as one line, whatever its length.
    console.print(text, soft_wrap=not console.is_terminal, highlight=False)


def _title(document: Document) -> str:
    return visible(document.title or Path(document.path).name or document.document_id)


def _heading(document: Document) -> Text:
    facts = (document.source, document.date or "undated", document.author)
    return Text(" · ".join(visible(fact) for fact in facts if fact), style=QUIET)


def _explanation(hit: Hit) -> list[str]:
    lines = [
        f"   score {hit.score:.4f}; keyword {_rank(hit.keyword)}; semantic {_rank(hit.semantic)}"
    ]
    for part in hit.contributions:
        raw = "-" if part.raw is None else f"{part.raw:.4f}"
        lines.append(
            f"   {part.name:<12} raw {raw:>9}  normalised {part.normalised:.4f}"
            f"  x {part.weight:.2f} = {part.value:.4f}"
        )
    return lines


def _rank(found: SearcherRank | None) -> str:
    return "not ranked" if found is None else f"rank {found.rank} ({found.score:.4f})"
