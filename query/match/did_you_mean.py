"""Other spellings of a question's names, and suggestions for words that no article has.

a name that speakers spell in other ways   Nujaifi, Nujayfi       also looked for, with a note
a name that no article has so spelt        alNujaifi, BenGurion   also looked for, with a note
any other word that no article has         Nujaifo, erthquake     only a note: "did you mean"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.names.folding import fold as fold_name
from indexer.names.keys import family_keys
from indexer.names.parsing import parse_name
from indexer.names.spelling import CERTAIN, coarse_key, is_foreign, is_variant
from indexer.store.catalog.quotes import Quotations
from indexer.text.analyzer import Token, fold, terms
from query.match import proximity
from query.match.matcher import Matcher
from query.match.proximity import positions_of
from query.match.vocabulary import Vocabulary
from query.match.written_words import FIELDS, WrittenWords
from query.rank.stopwords import without_stopwords
from query.rows.rows import Rows

SHORTEST = 4
"""Letters of a word that gets suggestions: shorter words resemble too many others."""

MOST = 3
"""Suggestions for one word."""

CANDIDATES = 8
"""How many terms are looked at as they are written."""

LIKENESS = 0.7
"""How alike a suggestion must be: one letter of four may differ, two of seven."""

_ARTICLES = ("al", "el", "ul")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that no article has.

    Attributes:
        word: As written in the question.
        variants: Terms that are the same name in another spelling.
        is_compound: Whether the variants are its parts, which stand side by side somewhere.
    """

    word: str
    variants: tuple[str, ...]
    is_compound: bool = False


class DidYouMean:
    """Finds words of the articles for words of a question that no article has.

    Args:
        rows: Where words are looked up.
        matcher: Has their vocabulary.
    """

    def __init__(self, rows: Rows, matcher: Matcher) -> None:
        self._rows, self._matcher = rows, matcher
        self._quotations = Quotations(rows.catalog)
        self._written_words = WrittenWords(rows)

    @property
    def _vocabulary(self) -> Vocabulary:
        return self._matcher.vocabulary("text")

    def unknown(self, words: str, tokens: Sequence[Token]) -> list[Unknown]:
        """The words that neither a text nor a title holds, in order, each once.

        Args:
            words: The question's.
            tokens: Their terms (`indexer.text.analyzer.analyze`).
        """
        found = {
            token.term: words[token.start : token.end]
            for token in tokens
            if len(token.term) >= SHORTEST
            and not self._is_held_in_any(token.term, words[token.start : token.end])
        }
        return [self._about(word) for word in found.values()]

    def other_spellings(self, words: str, tokens: Sequence[Token]) -> dict[str, list[str]]:
        """Names in a question that speakers have in other spellings too, with these.

        Only names that look transliterated, and only spellings of family names: western names a
        letter apart are different people's.

        Args:
            words: The question's.
            tokens: Their terms.
        """
        found = {}
        for token in tokens:
            word = words[token.start : token.end]
            if word[:1].isupper() and is_foreign(fold_name(word)) and self._is_held(token.term):
                others = self._spoken_like(word)
                if others:
                    found[word] = others
        return found

    def _spoken_like(self, word: str) -> list[str]:
        folded = fold_name(word)
        names = self._quotations.names(family_keys(parse_name(word)))
        written = [part for name in names for part in re.split(r"[\s-]", name)]
        return [
            part
            for part in dict.fromkeys(written)
            if fold_name(part) != folded and is_variant(folded, fold_name(part))
        ]

    def shown(self, wanted: Sequence[str], like: str) -> list[str]:
        """For each term a word of the articles that has it, as written: the one most like another.

        Only the first texts that hold a term are read, or titles if no text holds it.
        """
        return self._written_words.most_like(wanted, like)

    def _is_held_in_any(self, term: str, word: str) -> bool:
        """Whether a text holds a word, in whatever language it was analysed."""
        meant = {term, *(t for one in self._rows.languages for t in terms(word, one))}
        return any(map(self._is_held, meant))

    def _is_held(self, term: str) -> bool:
        return any(self._rows.keyword.has_term(field, term) for field in FIELDS)

    def _about(self, word: str) -> Unknown:
        parts = tuple(self._written_apart(fold(word)))
        if parts:
            return Unknown(word, parts, is_compound=True)
        return Unknown(word, () if word.islower() else tuple(dict.fromkeys(self._variants(word))))

    def _variants(self, word: str) -> Iterator[str]:
        """Terms that are the same name: transliterated otherwise, or written apart."""
        folded = fold(word)
        bare = next((folded[len(a) :] for a in _ARTICLES if folded.startswith(a)), "")
        if len(bare) >= SHORTEST:
            yield from (term for term in terms(bare) if self._is_held(term))
        # Spellings of one name differ in few letters; comparing sounds takes longer.
        key = coarse_key(folded)
        for term in self._vocabulary.near(folded, 3, CERTAIN):
            other = coarse_key(term) if key is not None else None
            if other not in (None, key):
                continue
            if is_variant(folded, term) and self._is_held(term):
                yield term

    def _written_apart(self, folded: str) -> Sequence[str]:
        """The two words that may make up the word, if they stand side by side somewhere."""
        for cut in range(3, len(folded) - 2):
            parts = [*terms(folded[:cut]), *terms(folded[cut:])]
            if len(parts) == 2 and any(self._stand_together(field, parts) for field in FIELDS):
                return parts
        return ()

    def _stand_together(self, field: str, parts: Sequence[str]) -> bool:
        # Nearly always one of the parts is no word, and none needs to be read.
        if not all(self._rows.keyword.has_term(field, part) for part in parts):
            return False
        positions = [positions_of(self._rows.keyword, field, part) for part in parts]
        return len(proximity.in_sequence(positions)) > 0

    def resembling(self, word: str) -> list[str]:
        """Words of the articles most like a word that none has, most frequent first."""
        from rapidfuzz.distance import OSA

        folded = fold(word)
        near = [
            term
            for term in without_stopwords(dict.fromkeys(self._vocabulary.near(folded, 2), 0))
            if term[0] == folded[0] and self._is_held(term)
        ]
        near.sort(key=lambda term: (OSA.distance(folded, term), -self._count(term), term))
        # The ending may make a word alike, and its term has lost it.
        alike = [
            (OSA.normalized_similarity(folded, fold(written)), written)
            for written in self.shown(near[:CANDIDATES], word)
        ]
        best = max((likeness for likeness, _ in alike), default=0.0)
        if best < LIKENESS:
            return []
        return [written for likeness, written in alike if likeness == best][:MOST]

    def _count(self, term: str) -> int:
        return self._rows.keyword.count("text", term)


def notes_on_words(
    did_you_mean: DidYouMean, unknown: Sequence[Unknown], variants: bool, *, found: bool
) -> list[str]:
    """What a reader should know about words that no article has, a line each.

    Args:
        did_you_mean: Says how terms are written.
        unknown: The words.
        variants: Whether other spellings were looked for.
        found: Whether the question found anything. If so, words without suggestions get no note.
    """
    notes = []
    for one in unknown:
        others = did_you_mean.shown(one.variants, one.word) or did_you_mean.resembling(one.word)
        if one.is_compound:
            others = [" ".join(others)]
        listed = _listed(others)
        if one.variants and variants:
            notes.append(
                f'no article has "{one.word}": looked for {listed} too;'
                " --no-variants leaves that out"
            )
        elif others:
            notes.append(f'no article has "{one.word}"; did you mean {listed}?')
        elif not found:
            notes.append(f'no article has "{one.word}"')
    return notes


def notes_on_spellings(spellings: Mapping[str, Sequence[str]]) -> list[str]:
    """Which other spellings were looked for, a line for each name."""
    return [
        f'also looked for {_listed(others)}, as "{word}" may be spelt;'
        " --no-variants leaves that out"
        for word, others in spellings.items()
    ]


def _listed(words: Sequence[str]) -> str:
    return " or ".join(f'"{word}"' for word in words)
