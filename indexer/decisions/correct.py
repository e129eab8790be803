"""A reader's decision about a quote: noted for all later runs, and applied at once."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from pathlib import Path

from indexer.build.commit import BATCH_CHARACTERS, BATCH_PASSAGES
from indexer.build.options import Options
from indexer.build.pipeline import prepare_source
from indexer.build.plan import absolute
from indexer.build.reextract import QuotesOf, Reextraction
from indexer.build.stories import compare_stories
from indexer.decisions.apply import DecidedQuotes
from indexer.decisions.decision import AnyDecision, Decision, Verdict, decided, words_of
from indexer.decisions.file import DecisionError, Decisions, read_decisions, write_decisions
from indexer.encoder.encoder import Encoder
from indexer.errors import DocumentNotFoundError
from indexer.quotes import QuoteExtractor
from indexer.records import Document, Quote, Span, quotes_within
from indexer.store.catalog.entry import Entry
from indexer.store.catalog.find import find_place
from indexer.store.catalog.reader import Catalog
from indexer.store.guard import require_index
from indexer.store.layout import Layout
from indexer.store.writer import IndexWriter

LONGEST_SPEAKER = 200
"""Characters of a speaker's name."""


def correct_quote(
    index: Path | str,
    place: str,
    words: str,
    verdict: Verdict,
    speaker: str | None = None,
    *,
    encoder: Encoder | None = None,
) -> Decision:
    """Decide about a quote.

    Args:
        index: The index's folder.
        place: The id of the passage that holds the quote, or of the article.
        words: Some of its words, enough to tell it from other quotes there; none if there is only
            one. Case and white space do not count.
        verdict: What is decided.
        speaker: The name, for `Verdict.SPEAKER`.
        encoder: Use this encoder and prepare none.

    Raises:
        DecisionError: If the words fit no quote or several, or the name is none.
        SearchError: If the index cannot be opened or written.
    """
    name = _checked_name(speaker) if verdict is Verdict.SPEAKER else None
    with _writer(index, encoder) as writer:
        number, document, quote = _find(writer.layout, place, words)
        decision = decided(document, quote, verdict, name)
        decisions = read_decisions(writer.layout).with_one(decision)
        write_decisions(writer.layout, decisions)
        # A document that is stored again counts as one with the quotes of the present extractor.
        is_older = number < writer.catalog.state().older
        _find_again(writer, number, _extracted(decisions) if is_older else _as_stored(decision))
    return decision


def undo_decision(index: Path | str, number: int, *, encoder: Encoder | None = None) -> AnyDecision:
    """Take a decision back; the quotes of an article that it is about are found again.

    Args:
        index: The index's folder.
        number: Of the decision in the list of all, from 1.
        encoder: Use this encoder and prepare none.

    Raises:
        DecisionError: If there is no decision of that number.
        SearchError: If the index cannot be opened or written.
    """
    with _writer(index, encoder) as writer:
        decisions = read_decisions(writer.layout)
        if not 1 <= number <= len(decisions.all):
            raise DecisionError(f"there is no decision {number}")
        undone = decisions.all[number - 1]
        left = decisions.without(undone)
        write_decisions(writer.layout, left)
        if not isinstance(undone, Decision):
            return undone
        with closing(Catalog.open(writer.layout.catalog)) as catalog:
            documents = catalog.matching("document_id = ?", [undone.document])
        if documents:
            _find_again(writer, documents[0], _extracted(left))
    return undone


def _as_stored(decision: Decision) -> QuotesOf:
    """Takes the quotes that are stored, and applies one decision."""
    alone = DecidedQuotes([decision])
    return lambda before: alone.of(before.document, before.quotes)


def _extracted(decisions: Decisions) -> QuotesOf:
    """Finds quotes with the extractor, and applies decisions."""
    extractor, as_decided = QuoteExtractor.load(), DecidedQuotes(decisions.about_quotes)

    def quotes_of(before: Entry) -> tuple[Quote, ...]:
        document = before.document
        found = extractor.extract(document.text, title=document.title, author=document.author)
        return as_decided.of(document, found)

    return quotes_of


def _find_again(writer: IndexWriter, number: int, quotes_of: QuotesOf) -> None:
    for _ in Reextraction(writer, quotes_of, only=number).run(BATCH_PASSAGES, BATCH_CHARACTERS):
        pass
    compare_stories(writer)


def _find(layout: Layout, place: str, words: str) -> tuple[int, Document, Quote]:
    """The one quote that is meant, with its document and the number of that."""
    with closing(Catalog.open(layout.catalog)) as catalog:
        number, span = _place(catalog, place)
        document, quotes = catalog.document(number), catalog.quotes_of(number)
    wanted = " ".join(words.split()).casefold()
    there = quotes if span is None else quotes_within(quotes, span)
    fitting = [one for one in there if wanted in words_of(document.text, one).casefold()]
    if len(fitting) > 1:  # the whole quote may stand in a longer one
        whole = [one for one in fitting if words_of(document.text, one).casefold() == wanted]
        fitting = whole if len(whole) == 1 else fitting
    if len(fitting) == 1:
        return number, document, fitting[0]
    listed = "; ".join(f"“{words_of(document.text, one)}”" for one in fitting or there)
    if not listed:
        raise DecisionError(f"there is no quote in {place}")
    problem = "these words stand in several quotes" if fitting else "no quote has these words"
    raise DecisionError(f"{problem} of {place}: {listed}")


def _place(catalog: Catalog, place: str) -> tuple[int, Span | None]:
    """The number of the document, and the span of the passage if one is named."""
    try:
        number, passage = find_place(catalog, place)
    except DocumentNotFoundError as error:
        raise DecisionError(str(error)) from error
    return number, passage.span if passage else None


def _checked_name(name: str | None) -> str:
    plain = " ".join((name or "").split())
    if (
        not any(sign.isalpha() for sign in plain)
        or not plain.isprintable()
        or len(plain) > LONGEST_SPEAKER
    ):
        raise DecisionError(f"{name!r} is no name of a speaker")
    return plain


def _writer(index: Path | str, encoder: Encoder | None) -> AbstractContextManager[IndexWriter]:
    layout = Layout(absolute(Path(index)))
    require_index(layout)
    return IndexWriter.open(layout.root, prepare_source(Options(), None, encoder))
