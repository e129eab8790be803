"""Words of a question that no article has: other spellings of a name, or what may be meant.

    a name in another spelling   Nujayfi, alNujaifi, BenGurion   looked for as well, and said
    anything else                Nujaifo, erthquake              "did you mean", nothing more

Only words that the index does not hold at all are looked at: where there is something to find
under the spelling that was asked for, meaning finds the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis import analyze, fold, terms
from indexer.store.index import Index
from query import proximity
from query.answers import telling
from query.expansion import Vocabulary
from query.matching import Matcher, places_of

SHORTEST = 4
"""Letters of a word that others are suggested for: shorter ones resemble too many."""

MOST = 3
"""Suggestions for one word."""

FIELDS = ("text", "title")
"""Where a word can stand."""

ALIKE = 70
"""Of 100: how much of a name must be as in another for it to be suggested."""

_ARTICLES = ("al", "el", "ul")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that no article has.

    Attributes:
        word: As written in the question.
        variants: Terms that are the same name in another spelling.
        resembling: Terms that look like it, likeliest first; empty if there are variants.
        is_compound: Whether the variants are its parts, which stand side by side somewhere.
    """

    word: str
    variants: tuple[str, ...]
    resembling: tuple[str, ...]
    is_compound: bool = False


class Suggestions:
    """What the words of an index offer for those that it does not hold."""

    def __init__(self, index: Index, matcher: Matcher) -> None:
        self._index, self._matcher = index, matcher

    @property
    def _vocabulary(self) -> Vocabulary:
        return self._matcher.vocabulary("text")

    def unknown(self, words: str) -> list[Unknown]:
        """The words that neither a text nor a title holds, in order, each once."""
        found = {
            token.term: words[token.start : token.end]
            for token in analyze(words)
            if len(token.term) >= SHORTEST and not self._is_held(token.term)
        }
        return [self._about(word) for word in found.values()]

    def shown(self, term: str) -> str:
        """A word of the articles, as written there, that has this term."""
        for number in self._index.keyword.postings("text", term)[0].tolist():
            if number < len(self._index.owners) and self._index.owners[number] >= 0:
                [(owner, _, span)] = self._index.catalog.passages([number])
                text = span.of(self._index.catalog.document(owner).text)
                for token in analyze(text):
                    if token.term == term:
                        return text[token.start : token.end].removesuffix("’s")
        return term

    def _is_held(self, term: str) -> bool:
        return any(len(self._index.keyword.postings(name, term)[0]) for name in FIELDS)

    def _about(self, word: str) -> Unknown:
        parts = tuple(self._written_apart(fold(word)))
        if parts:
            return Unknown(word, parts, (), is_compound=True)
        variants = () if word.islower() else tuple(dict.fromkeys(self._variants(word)))
        resembling = () if variants else tuple(self._resembling(word))
        return Unknown(word, variants, resembling)

    def _variants(self, word: str) -> Iterator[str]:
        """Terms that are the same name: transliterated otherwise, or written apart."""
        from indexer.names.spelling import is_variant

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

    def _resembling(self, word: str) -> list[str]:
        from rapidfuzz.distance import OSA

        folded = fold(word)
        near = telling(dict.fromkeys(self._vocabulary.near(folded, 1 if len(folded) < 6 else 2), 0))
        return sorted(
            (term for term in near if term[0] == folded[0] and self._is_held(term)),
            key=lambda term: (
                min(OSA.distance(one, term) for one in {folded, *terms(folded)}),
                -len(self._index.keyword.postings("text", term)[0]),
                term,
            ),
        )[:MOST]


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
        others = [suggestions.shown(term) for term in one.variants or one.resembling]
        if one.is_compound:
            others = [" ".join(others)]
        listed = " or ".join(f'"{word}"' for word in others)
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


def names_like(name: str, known: Sequence[str]) -> list[str]:
    """The names that resemble one that is nobody's, likeliest first."""
    from rapidfuzz import fuzz
    from rapidfuzz.process import extract

    likeliest = extract(
        name, known, scorer=fuzz.WRatio, processor=fold, score_cutoff=ALIKE, limit=MOST
    )
    return [known[place] for _, _, place in likeliest]
