"""The passages that satisfy a condition, decided before anything is ranked.

Terms and phrases come from the keyword index's posting lists, patterns and misspellings by way of
its vocabulary, facts about documents from the catalog.

Whoosh's own matchers, which walk a list passage by passage, find the same (a test compares them),
but are ten to sixty times as slow: over 17,800 passages 146 ms against 13 for the phrase "of the",
21 against 0.3 for one word OR another. Nor can they tell what a word was before it became a term.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce

import numpy as np
from numpy.typing import NDArray

from indexer.records import Document, Span, quotes_within
from indexer.store.index import Index
from indexer.store.keyword.reader import KeywordIndex
from indexer.text.analyzer import analyze, fold, terms
from query.match import proximity
from query.match.filter_mask import admitted
from query.match.vocabulary import Vocabulary, compiled
from query.parse.tree import (
    ANYWHERE,
    Any,
    Condition,
    Every,
    Fuzzy,
    Near,
    Pattern,
    Sequence,
    Within,
    Without,
)

Mask = NDArray[np.bool_]

MAX_TERMS = 10_000
"""Of one pattern: more would keep a reader waiting."""

MAX_READ = 20_000
"""Passages that are read to see whether a word that was cut to a term has the pattern's form."""


@dataclass
class Satisfied:
    """What became of a condition.

    Attributes:
        passages: Which passages satisfy it, by passage number, shape (rows,); live ones only.
        terms: What patterns and fuzzy words outside of NOT were taken for, each once.
        notes: Where more was asked for than is looked up.
    """

    passages: Mask
    terms: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Matcher:
    """Decides conditions on the passages of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._live = index.live
        self.vocabulary = lru_cache(maxsize=None)(lambda name: Vocabulary.of(index.keyword, name))

    def satisfying(self, condition: Condition) -> Satisfied:
        """Which live passages satisfy a condition.

        Raises:
            QuerySyntaxError: If a filter in it is malformed.
            IndexCorruptError: If the index is damaged.
        """
        found = Satisfied(np.zeros_like(self._live))
        found.passages = self._mask(condition, found) & self._live
        found.terms = list(dict.fromkeys(found.terms))
        return found

    def _mask(self, condition: Condition, found: Satisfied) -> Mask:
        match condition:
            case Every(parts):
                return reduce(np.logical_and, self._masks(parts, found), np.ones_like(self._live))
            case Any(parts):
                return reduce(np.logical_or, self._masks(parts, found), np.zeros_like(self._live))
            case Without(part):
                return ~self._mask(part, Satisfied(found.passages, [], found.notes))
            case Within(chosen):
                return admitted(self._index, chosen)
            case Sequence() | Near() | Pattern() | Fuzzy() if condition.field == ANYWHERE:
                fields = [replace(condition, field=name) for name in ("text", "title")]
                return self._mask(Any(tuple(fields)), found)
            case Sequence() | Near():
                return self._marked(self._near(condition))
            case Pattern(name, pattern):
                return self._pattern(name, pattern, found)
            case Fuzzy():
                return self._fuzzy(condition, found)

    def _masks(self, parts: Iterable[Condition], found: Satisfied) -> list[Mask]:
        return [self._mask(part, found) for part in parts]

    def _marked(self, numbers: NDArray[np.int64]) -> Mask:
        mask = np.zeros_like(self._live)
        # The keyword index may hold numbers beyond the last one that the catalog knows.
        mask[numbers[numbers < len(mask)]] = True
        return mask

    def _near(self, condition: Sequence | Near) -> NDArray[np.int64]:
        wanted = condition.terms
        if len(wanted) == 1:
            return self._index.keyword.postings(condition.field, wanted[0])[0]
        places = {
            term: places_of(self._index.keyword, condition.field, term)
            for term in dict.fromkeys(wanted)
        }
        if isinstance(condition, Sequence):
            starts = proximity.in_sequence([places[term] for term in wanted])
        else:
            times = Counter(wanted)
            distance = max(condition.distance, len(wanted) - 1)  # less room than that is none
            starts = proximity.within([(places[t], times[t]) for t in places], distance)
        return proximity.passages(starts)

    def _pattern(self, name: str, pattern: str, found: Satisfied) -> Mask:
        expression = compiled(pattern)
        if name in ("source", "author"):
            return self._named(name, lambda written: expression.search(fold(written)) is not None)
        meant = self.vocabulary(name).matching(pattern)
        sure = self._bounded(meant.sure, pattern, found)
        possible = self._bounded(meant.possible, pattern, found)
        mask = self.holding(name, sure)
        unsure = np.flatnonzero(self.holding(name, possible) & self._live & ~mask)
        if len(unsure) > MAX_READ:
            found.notes.append(f"{pattern}: only {MAX_READ} passages were looked at")
            unsure = unsure[:MAX_READ]
        for number, written in zip(unsure, self._written(name, unsure), strict=True):
            match = expression.search(fold(written))
            if match is not None:
                mask[number] = True
                found.terms.extend(terms(match.group()))
        found.terms.extend(sure)
        return mask

    def _fuzzy(self, condition: Fuzzy, found: Satisfied) -> Mask:
        from rapidfuzz.distance import OSA

        word, edits = condition.word, condition.edits
        if condition.field in ("source", "author"):
            return self._named(
                condition.field,
                lambda written: any(
                    OSA.distance(word, fold(written[token.start : token.end])) <= edits
                    for token in analyze(written)
                ),
            )
        meant = self.vocabulary(condition.field).near(word, edits)
        found.terms.extend(meant)
        return self.holding(condition.field, meant)

    def _named(self, column: str, is_meant: Callable[[str], bool]) -> Mask:
        """Passages of documents whose source or author is meant."""
        names = [name for name in self._index.catalog.distinct(column) if is_meant(name)]
        condition = f"{column} IN (SELECT value FROM json_each(?))"
        numbers = self._index.catalog.matching(condition, [json.dumps(names)])
        documents = np.isin(self._index.documents, np.array(numbers, dtype=np.int64))
        return np.append(documents, False)[self._index.document_of]

    def holding(self, name: str, meant: Iterable[str]) -> Mask:
        """Passages that hold at least one of the terms."""
        mask = np.zeros_like(self._live)
        for term in meant:
            mask |= self._marked(self._index.keyword.postings(name, term)[0])
        return mask

    def _bounded(self, meant: tuple[str, ...], pattern: str, found: Satisfied) -> tuple[str, ...]:
        if len(meant) > MAX_TERMS:
            found.notes.append(f"{pattern}: only {MAX_TERMS} of {len(meant)} words were looked up")
        return meant[:MAX_TERMS]

    def _written(self, name: str, numbers: NDArray[np.int64]) -> Iterable[str]:
        """What stands in a field of passages, as written."""
        catalog = self._index.catalog
        document: Document | None = None
        last = -1
        for owner, _, span in catalog.passages([int(number) for number in numbers]):
            if document is None or owner != last:
                document, last = catalog.document(owner), owner
            yield self._field(document, owner, name, span)

    def _field(self, document: Document, owner: int, name: str, span: Span) -> str:
        if name == "title":
            return document.title or ""
        if name == "speaker":
            quotes = quotes_within(self._index.catalog.quotes_of(owner), span)
            return " ".join(quote.speaker or "" for quote in quotes)
        return span.of(document.text)


def places_of(index: KeywordIndex, name: str, term: str) -> proximity.Places:
    """Every place where a term stands in a field."""
    numbers, frequencies, positions = index.lists(name, term)
    return proximity.places(np.repeat(numbers, frequencies), positions)
