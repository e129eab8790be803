"""Documents -> what the keyword index needs of their passages and quotes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.records import Document
from indexer.store.catalog.entry import Entry
from indexer.store.catalog.state import State
from indexer.store.keyword.inverter import KeywordRow
from indexer.text.languages.common_words import ENGLISH
from indexer.text.languages.recognise import analysed_as


def keyword_rows(entries: Sequence[Entry], first: int) -> Iterator[KeywordRow]:
    """What the keyword index needs of each passage, numbered from `first` on."""
    number = first
    for entry in entries:
        document, title = entry.document, heading(entry.document)
        for passage, speakers in zip(entry.passages, _speakers(entry), strict=True):
            yield KeywordRow(
                passage=number,
                text=passage.text,
                title=title,
                source=document.source or "",
                author=document.author or "",
                speaker="\n".join(sorted(speakers)),
                language=analysed_as(document.language),
            )
            number += 1


def quote_rows(entries: Sequence[Entry], first: int, texts: Sequence[str]) -> Iterator[KeywordRow]:
    """What the keyword index needs of each quote, numbered from `first` on.

    Args:
        entries: Documents to store.
        first: The first quote's number.
        texts: `quotes.quote_text` of each quote, in the same order.
    """
    quotes = [(entry.document, quote) for entry in entries for quote in entry.quotes]
    for number, ((document, quote), text) in enumerate(zip(quotes, texts, strict=True), first):
        # What was said counts twice, what stands around it once.
        said = "\n".join(part.of(document.text) for part in quote.parts)
        yield KeywordRow(
            passage=number,
            text=f"{text}\n{said}",
            title=heading(document),
            source=document.source or "",
            author=document.author or "",
            speaker="\n".join(quote.speakers),
        )


def heading(document: Document) -> str:
    """What stands over an article: its title and the lines that are no passages, each once.

    A place or section line is often the only word of where an article is from.
    """
    lines = [document.title or "", *(span.of(document.text) for span in document.context)]
    return "\n".join(dict.fromkeys(line.strip().rstrip(".") for line in lines if line.strip()))


def live_numbers(ranges_of: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """All numbers in ranges given as (first, count), ascending."""
    ranges = [np.arange(first, first + count) for first, count in sorted(ranges_of)]
    return np.concatenate(ranges) if ranges else np.empty(0, dtype=np.int64)


def languages_of(state: State) -> tuple[str, ...]:
    """Two-letter codes, in order of the alphabet; English alone in an index of earlier versions."""
    return tuple(state.languages.split()) or (ENGLISH,)


def with_languages(state: State, tags: Iterable[str | None]) -> str:
    """The state's languages with those of more documents, as the state keeps them.

    Args:
        state: Of an index; nothing is known about one of earlier versions, and nothing is in one
            that has just been begun.
        tags: The language of each document as it was read, such as "pt-BR", or None.
    """
    held = set(languages_of(state)) if state.rows or state.languages else set()
    return " ".join(sorted(held.union(map(analysed_as, tags))))


def _speakers(entry: Entry) -> list[set[str]]:
    """Names of those who are quoted in each passage of an article."""
    spans = [passage.span for passage in entry.passages]
    ends = [span.end for span in spans]
    found: list[set[str]] = [set() for _ in spans]
    for quote in entry.quotes:
        start, end = quote.span
        # Passages stand one behind the other, and a quote may reach over several.
        place = bisect_right(ends, start)
        while place < len(spans) and spans[place].start < end:
            found[place].update(quote.speakers)
            place += 1
    return found
