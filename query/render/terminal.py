"""Hits and documents for people at a terminal."""

from __future__ import annotations

from pathlib import Path

from indexer.records import PIPE, Document, Quote, Span, line_of, page_of
from indexer.store.source_file import FileChange
from query.hits.excerpts import first_words
from query.hits.facets import Facets
from query.hits.hit import Answer, Hit, WholeDocument
from query.rank.ranking import SearcherRank
from query.render.console.line import Line
from query.render.console.output import Console, print_line
from query.render.fields import copies_words, nearest_line, place_of, shown_role, shown_speaker
from query.render.visible import visible

ANSWER = "underline"
BEGINS, ENDS = "▸", "◂"
INDENT = 3
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
        print_line(console, Line(line, style=WARNING))
        print_line(console, Line())
    for position, hit in enumerate(answer.hits):
        if position:
            print_line(console, Line())
        render_hit(console, hit, explain=explain)
    if answer.facets is not None:
        print_line(console, Line())
        render_facets(console, answer.facets)


def render_facets(console: Console, facets: Facets) -> None:
    """Print how many articles match, by source and by time."""
    print_line(console, Line(f"{facets.documents} articles match", style=TITLE))
    for name, count in facets.sources:
        print_line(console, Line(f"{count:>7}  {visible(name or 'no source')}"))
    print_line(console, Line(f"by {facets.by}", style=TITLE))
    for name, count in facets.periods:
        print_line(console, Line(f"{count:>7}  {name or 'undated'}"))


def render_hit(console: Console, hit: Hit, *, explain: bool = False) -> None:
    """Print one hit: heading, place, passage, the quotes in it."""
    print_line(console, Line(f"{hit.rank}. ") + Line(_title(hit.document), style=TITLE))
    print_line(console, _heading(hit.document))
    for passage in hit.before:
        print_line(console, Line(visible(passage.text), style=QUIET))
    print_line(console, passage_text(hit, signs=console.no_color or not console.color_system))
    for passage in hit.after:
        print_line(console, Line(visible(passage.text), style=QUIET))
    named = [quote for quote in hit.quotes if quote.speaker or quote.mention]
    for quote in named:
        who = attribution(hit.document, quote, with_words=len(hit.quotes) > 1)
        print_line(console, who, indent=INDENT)
    print_line(console, location(hit.document, hit.passage.span, hit.passage.passage_id))
    print_change(console, hit.file_change)
    if hit.copies:
        words = f"the same story is also in {visible(copies_words(hit.copies))}"
        print_line(console, Line(words, style=QUIET))
    if explain:
        for line in _explanation(hit):
            print_line(console, Line(line, style=QUIET), indent=INDENT)


def render_document(console: Console, found: WholeDocument) -> None:
    """Print a whole document, each passage with its number."""
    document = found.document
    print_line(console, Line(_title(document), style=TITLE))
    print_line(console, _heading(document))
    print_line(console, location(document, Span(0, 0), document.document_id))
    print_change(console, found.file_change)
    if document.rules:
        print_line(console, Line(visible(_rules(document)), style=QUIET))
    for passage in found.passages:
        print_line(console, Line())
        is_meant = passage == found.passage
        number = Line(f"[{passage.paragraph}] ", style=QUIET)
        mark = Line("▸ ", style=WARNING) if is_meant else Line()
        print_line(console, mark + number + Line(visible(passage.text)))


def passage_text(hit: Hit, *, signs: bool = False) -> Line:
    """The passage; its matching words and its best sentence are marked.

    Args:
        hit: The passage.
        signs: Whether signs mark the best sentence, where no colour can.
    """
    text = Line(visible(hit.passage.text))
    offset = hit.passage.span.start
    if hit.answer:
        text.stylize(ANSWER, hit.answer.start - offset, hit.answer.end - offset)
    for span in hit.matches:
        text.stylize(MATCH, span.start - offset, span.end - offset)
    if not signs or hit.answer is None:
        return text
    start, end = hit.answer.start - offset, hit.answer.end - offset
    return Line.assemble(text[:start], BEGINS, text[start:end], ENDS, text[end:])


def attribution(document: Document, quote: Quote, *, with_words: bool = True) -> Line:
    """Who speaks: name and role, or the words for someone unnamed.

    Args:
        document: The article.
        quote: The quote, which stands in the passage above.
        with_words: Whether to begin with its first words, where there are several quotes.
    """
    words = f"“{visible(first_words(document, quote))}” " if with_words else ""
    who = visible(shown_speaker(document, quote))
    role = shown_role(document, quote)
    after = f", {visible(role)}" if role else ""
    return Line.assemble(f"{words}— ", (who, SPEAKER), after)


def location(document: Document, span: Span, name: str) -> Line:
    """Path and line or page as a link for terminals, and the id to cite."""
    text = Line(visible(place_of(document, span)), style=QUIET)
    if document.path and document.path != PIPE:
        text.stylize(f"link {Path(document.path).as_uri()}{_fragment(document, span)}")
    return text + Line(f"  [{visible(name)}]", style=QUIET)


def print_change(console: Console, change: FileChange | None) -> None:
    """Print what has become of the file, if anything has."""
    if change:
        print_line(console, Line(change.told, style=WARNING), indent=INDENT)


def _rules(document: Document) -> str:
    """Which rule gave each fact, and what reading the file could not do or had to guess."""
    return "known from: " + "; ".join(f"{name}: {rule}" for name, rule in document.rules.items())


def _fragment(document: Document, span: Span) -> str:
    """What leads a viewer to the page, or an editor to the line."""
    page, line = page_of(document, span), line_of(document, span)
    return f"#page={page}" if page else f"#L{line}" if line else ""


def _title(document: Document) -> str:
    return visible(document.title or Path(document.path).name or document.document_id)


def _heading(document: Document) -> Line:
    facts = (document.source, document.date or "undated", document.author)
    return Line(" · ".join(visible(fact) for fact in facts if fact), style=QUIET)


def _explanation(hit: Hit) -> list[str]:
    lines = [f"score {hit.score:.4f}; keyword {_rank(hit.keyword)}; semantic {_rank(hit.semantic)}"]
    for part in hit.contributions:
        raw = "-" if part.raw is None else f"{part.raw:.4f}"
        lines.append(
            f"{part.name:<12} raw {raw:>9}  normalised {part.normalised:.4f}"
            f"  x {part.weight:.2f} = {part.value:.4f}"
        )
    return lines


def _rank(found: SearcherRank | None) -> str:
    return "not ranked" if found is None else f"rank {found.rank} ({found.score:.4f})"
