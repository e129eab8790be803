"""Other spellings of a question's names, and what may be meant by words that no article has.

a name that speakers spell otherwise too   Nujaifi, Nujayfi       looked for as well, and said
a name that is nowhere in this spelling    alNujaifi, BenGurion   looked for as well, and said
any other word that no article has         Nujaifo, erthquake     "did you mean", nothing more
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.names.folding import fold as fold_name
from indexer.names.keys import family_keys
from indexer.names.parsing import parse_name
from indexer.names.spelling import is_foreign, is_variant
from indexer.store.catalog.quotes import Quotations
from indexer.store.index import Index
from indexer.text.analyzer import Token, analyze, fold, terms
from query.match import proximity
from query.match.matcher import Matcher, places_of
from query.match.vocabulary import Vocabulary
from query.rank.stopwords import telling

SHORTEST = 4
"""Letters of a word that others are suggested for: shorter ones resemble too many."""

MOST = 3
"""Suggestions for one word."""

FIELDS = ("text", "title")
"""Where a word can stand."""

CANDIDATES = 8
"""How many terms are looked at as they are written."""

READ = 3
"""Passages that are read to see how a term is written."""

LIKENESS = 0.7
"""How much of a word must be as in another for it to be suggested: one letter of four may differ,
two of seven."""

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


class Suggestions:
    """What the words of an index offer for those that it does not hold."""

    def __init__(self, index: Index, matcher: Matcher) -> None:
        self._index, self._matcher = index, matcher
        self._quotations = Quotations(index.catalog)

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
            if len(token.term) >= SHORTEST and not self._is_held(token.term)
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

    def shown(self, term: str, like: str) -> str:
        """A word of the articles that has this term, as written there: the one most like another.

        Only the first passages that hold the term are read.
        """
        from rapidfuzz.distance import OSA

        numbers = self._index.keyword.postings("text", term)[0]
        numbers = numbers[numbers < len(self._index.document_of)]
        live = numbers[self._index.document_of[numbers] >= 0][:READ].tolist()
        written: list[str] = []
        for owner, _, span in self._index.catalog.passages(live):
            text = span.of(self._index.catalog.document(owner).text)
            tokens = (token for token in analyze(text) if token.term == term)
            written.extend(text[token.start : token.end].removesuffix("’s") for token in tokens)
        folded = fold(like)
        return min(written, key=lambda word: OSA.distance(fold(word), folded), default=term)

    def _is_held(self, term: str) -> bool:
        return any(self._index.keyword.has_term(name, term) for name in FIELDS)

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
        for term in self._vocabulary.near(folded, 3):
            if is_variant(folded, term) and self._is_held(term):
                yield term

    def _written_apart(self, folded: str) -> Sequence[str]:
        """The two words that it may be made of, if they stand side by side somewhere."""
        for cut in range(3, len(folded) - 2):
            parts = [*terms(folded[:cut]), *terms(folded[cut:])]
            if len(parts) == 2 and any(self._stand_together(name, parts) for name in FIELDS):
                return parts
        return ()

    def _stand_together(self, name: str, parts: Sequence[str]) -> bool:
        places = [places_of(self._index.keyword, name, part) for part in parts]
        return all(map(len, places)) and len(proximity.in_sequence(places)) > 0

    def resembling(self, word: str) -> list[str]:
        """Words of the articles that look most like one that is not held, most frequent first."""
        from rapidfuzz.distance import OSA

        folded = fold(word)
        near = [
            term
            for term in telling(dict.fromkeys(self._vocabulary.near(folded, 2), 0))
            if term[0] == folded[0] and self._is_held(term)
        ]
        near.sort(key=lambda term: (OSA.distance(folded, term), -self._count(term), term))
        # A word's ending may be what makes it alike: its term alone does not tell.
        found = [(term, self.shown(term, word)) for term in near[:CANDIDATES]]
        alike = {
            term: (OSA.normalized_similarity(folded, fold(written)), written)
            for term, written in found
        }
        best = max((likeness for likeness, _ in alike.values()), default=0.0)
        if best < LIKENESS:
            return []
        return [written for likeness, written in alike.values() if likeness == best][:MOST]

    def _count(self, term: str) -> int:
        return len(self._index.keyword.postings("text", term)[0])


def notes_on_words(
    suggestions: Suggestions, unknown: Sequence[Unknown], variants: bool, *, found: bool
) -> list[str]:
    """What a reader should know about words that no article has, a line each.

    Args:
        suggestions: Says how terms are written.
        unknown: The words.
        variants: Whether other spellings were looked for.
        found: Whether anything was: if so, words without any suggestion are passed over.
    """
    notes = []
    for one in unknown:
        others = [suggestions.shown(term, one.word) for term in one.variants]
        others = others or suggestions.resembling(one.word)
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
