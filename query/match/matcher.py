"""The rows that satisfy a condition, decided before anything is ranked.

Terms and phrases are looked up in posting lists, wildcards and fuzzy words in the vocabulary, facts
about documents in the catalog.

Whoosh's own matchers walk a list passage by passage. They find the same (a test compares them), but
are ten to sixty times as slow: over 17,800 passages 146 ms against 13 for the phrase "of the", 21
against 0.3 for one word OR another. Nor can they tell what a word was before it became a term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce

import numpy as np

from indexer.text.analyzer import analyze, fold, terms
from indexer.text.languages.common_words import ENGLISH
from indexer.text.languages.unspaced import is_unspaced
from query.match import proximity
from query.match.filter_mask import filter_mask, named_rows
from query.match.languages import in_languages
from query.match.proximity import positions_of
from query.match.vocabulary import Vocabulary, compiled
from query.match.wildcard_test import WildcardTest
from query.match.wording import WordingTest
from query.match.wording_candidates import WordingCandidates
from query.parse.tree import (
    ANYWHERE,
    And,
    Condition,
    Filtered,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Wildcard,
    Wording,
)
from query.rows.rows import Rows
from query.rows.sources import Mask, Numbers

MAX_TERMS = 10_000
"""Terms that one wildcard is expanded to: more would keep a reader waiting."""

MAX_READ = 20_000
"""Rows that are read to see whether a word fits the wildcard, where its term does not tell."""


MAX_COMPARED = 10_000
"""Texts that one phrase is compared with. Phrases of content words have fewer candidates: in 17,800
passages of news "he said" has 820. More would keep a reader waiting: 10,000 take half a second."""


@dataclass
class Satisfied:
    """The rows that satisfy a condition, and how the condition was read.

    Attributes:
        mask: Which rows satisfy it, by row number, shape (rows,); live ones only.
        terms: What wildcards and fuzzy words outside of NOT were expanded to, each once.
        notes: Which limits were reached.
        is_nearest: Whether phrases were left out, since no row has them word for word.
    """

    mask: Mask
    terms: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_nearest: bool = False


class Matcher:
    """Decides conditions on one kind of row."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.vocabulary = lru_cache(maxsize=None)(
            lambda field: Vocabulary(
                rows.keyword.vocabulary(field), is_english=tuple(rows.languages) == (ENGLISH,)
            )
        )
        self._candidates = WordingCandidates(rows, self.vocabulary)

    def satisfying(self, condition: Condition) -> Satisfied:
        """Which live rows satisfy a condition.

        Raises:
            QuerySyntaxError: If a filter in it is malformed.
            IndexCorruptError: If the index is damaged.
        """
        live = self._rows.live
        found = Satisfied(np.zeros_like(live))
        found.mask = self._mask(condition, found) & live
        found.terms = list(dict.fromkeys(found.terms))
        found.notes = list(dict.fromkeys(found.notes))
        return found

    def _mask(self, condition: Condition, found: Satisfied) -> Mask:
        match condition:
            case And(parts):
                return reduce(
                    np.logical_and, self._masks(parts, found), np.ones_like(self._rows.live)
                )
            case Or(parts):
                return reduce(
                    np.logical_or, self._masks(parts, found), np.zeros_like(self._rows.live)
                )
            case Not(part):
                return ~self._mask(part, Satisfied(found.mask, [], found.notes))
            case Filtered(chosen):
                return filter_mask(self._rows, chosen)
            case Wording() | Phrase() | Near() | Wildcard() | Fuzzy() if (
                condition.field == ANYWHERE
            ):
                fields = [replace(condition, field=name) for name in ("text", "title")]
                return self._mask(Or(tuple(fields)), found)
            case Phrase() | Near():
                return self._near_in_languages(condition)
            case Wording(name, words):
                return self._wording(name, words, found)
            case Wildcard(name, pattern):
                return self._wildcard(name, pattern, found)
            case Fuzzy():
                return self._fuzzy(condition, found)

    def _masks(self, parts: Iterable[Condition], found: Satisfied) -> list[Mask]:
        return [self._mask(part, found) for part in parts]

    def _marked(self, numbers: Numbers) -> Mask:
        mask = np.zeros_like(self._rows.live)
        mask[numbers] = True
        return mask

    def _near_in_languages(self, condition: Phrase | Near) -> Mask:
        meant = in_languages(condition, self._rows.languages)
        return reduce(np.logical_or, [self._marked(self._near(one)) for one in meant])

    def _near(self, condition: Phrase | Near) -> Numbers:
        wanted = condition.terms
        if len(wanted) == 1:
            return self._rows.keyword.postings(condition.field, wanted[0]).numbers
        positions = {
            term: positions_of(self._rows.keyword, condition.field, term)
            for term in dict.fromkeys(wanted)
        }
        if isinstance(condition, Phrase):
            starts = proximity.in_sequence([positions[term] for term in wanted])
        else:
            times = Counter(wanted)
            distance = max(condition.distance, len(wanted) - 1)  # the terms need that much room
            starts = proximity.within([(positions[t], times[t]) for t in positions], distance)
        return proximity.rows_at(starts)

    def _wording(self, name: str, words: tuple[str, ...], found: Satisfied) -> Mask:
        written = " ".join(words)
        if is_unspaced(written):
            # Words of such scripts have no ends, and no endings: their pairs decide.
            return self._marked(self._near(Phrase(name, tuple(terms(written)))))
        test = WordingTest(words)
        if name in ("source", "author"):
            return named_rows(self._rows, name, lambda written: test.found_in(written) is not None)
        candidates = self._candidates.of(name, words)
        if test.is_certain:
            return self._marked(candidates)
        mask = self._compared(name, words, candidates, test, found)
        if test.is_ambiguous and not mask.any() and len(candidates):
            mask = self._compared(name, words, candidates, WordingTest(words, acronyms=True), found)
            if mask.any():
                found.notes.append(
                    f'no text has "{" ".join(words)}" in small letters: the acronym counts too'
                )
        return mask

    def _compared(
        self,
        name: str,
        words: tuple[str, ...],
        numbers: Numbers,
        test: WordingTest,
        found: Satisfied,
    ) -> Mask:
        """The candidates in which the words stand as written.

        Beyond `MAX_COMPARED` texts the candidates stay without being compared, so that no row is
        lost, and a note says so.
        """
        chosen, of_row = self._texts_of(name, numbers)
        holds = np.ones(len(chosen), dtype=bool)
        texts = self._rows.written(name, chosen[:MAX_COMPARED].tolist())
        for place, text in enumerate(texts):
            meant = test.found_in(text)
            holds[place] = meant is not None
            found.terms.extend(terms(" ".join(meant or ())))
        if len(chosen) > MAX_COMPARED:
            found.notes.append(
                f'"{" ".join(words)}" is frequent: only {MAX_COMPARED} {self._rows.kind} were'
                " compared word for word; in the others, words may have other endings"
            )
        return self._marked(numbers[holds[of_row]])

    def _wildcard(self, name: str, pattern: str, found: Satisfied) -> Mask:
        expression = compiled(pattern)
        if name in ("source", "author"):
            return named_rows(
                self._rows, name, lambda written: expression.search(fold(written)) is not None
            )
        meant = self.vocabulary(name).matching(pattern)
        sure = self._bounded(meant.sure, pattern, found)
        possible = self._bounded(meant.possible, pattern, found)
        mask = self.holding(name, sure)
        unsure = np.flatnonzero(self.holding(name, possible) & self._rows.live & ~mask)
        if len(unsure) > MAX_READ:
            found.notes.append(f"{pattern}: only {MAX_READ} {self._rows.kind} were checked")
            unsure = unsure[:MAX_READ]
        fits = WildcardTest(pattern)
        chosen, of_row = self._texts_of(name, unsure)
        texts = self._rows.written(name, chosen.tolist())
        fitting = [fits.found_in(text) for text in texts]
        mask[unsure[np.array([word is not None for word in fitting], dtype=bool)[of_row]]] = True
        for word in filter(None, fitting):
            found.terms.extend(terms(word))
        found.terms.extend(self._held(name, sure))
        return mask

    def _texts_of(self, name: str, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The rows to read for some rows, and for each of these the place of its own among them.

        The rows of one article have one title, which is read once.
        """
        if name != "title":
            return numbers, np.arange(len(numbers))
        documents = self._rows.document_of[numbers]
        _, first, of_row = np.unique(documents, return_index=True, return_inverse=True)
        return numbers[first], of_row

    def _fuzzy(self, condition: Fuzzy, found: Satisfied) -> Mask:
        from rapidfuzz.distance import OSA

        word, edits = condition.word, condition.edits
        if condition.field in ("source", "author"):
            return named_rows(
                self._rows,
                condition.field,
                lambda written: any(
                    OSA.distance(word, fold(written[token.start : token.end])) <= edits
                    for token in analyze(written)
                ),
            )
        meant = self.vocabulary(condition.field).near(word, edits)
        found.terms.extend(self._held(condition.field, meant))
        return self.holding(condition.field, meant)

    def holding(self, name: str, meant: Iterable[str]) -> Mask:
        """Live rows that hold at least one of the terms."""
        mask = np.zeros_like(self._rows.live)
        for term in meant:
            mask |= self._marked(self._rows.keyword.postings(name, term).numbers)
        return mask

    def _bounded(self, meant: tuple[str, ...], pattern: str, found: Satisfied) -> tuple[str, ...]:
        if len(meant) > MAX_TERMS:
            found.notes.append(f"{pattern}: only {MAX_TERMS} of {len(meant)} words were looked up")
        return meant[:MAX_TERMS]

    def _held(self, name: str, meant: Iterable[str]) -> list[str]:
        """The terms that a live row holds."""
        return [term for term in meant if self._rows.keyword.has_term(name, term)]
