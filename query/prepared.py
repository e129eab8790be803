"""What is decided before anything is ranked: which rows may be found, and what is looked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from indexer.text.analyzer import analyze, terms
from query.match.did_you_mean import DidYouMean, Unknown
from query.match.filter_mask import filter_mask
from query.match.matcher import Matcher, Satisfied
from query.match.variants import Variants, variants_of, with_variants
from query.parse.describe import shortened
from query.parse.nearest import without_phrases
from query.parse.tree import Condition, Filter
from query.rank.question_terms import foreign_language
from query.rows.rows import Rows
from query.rows.sources import Mask
from query.settings import Mode, Settings
from query.speakers.spoken_question import SpokenQuestion
from query.understood import understood

MOST_TERMS = 20
"""Terms of a wildcard that take part in the ranking."""


@dataclass(frozen=True)
class Expanded:
    """What is searched for beside the words of a question.

    Attributes:
        unknown: Words that no article has.
        spellings: Other spellings of names that are looked for too, by name.
        terms: Terms for the keyword searcher that the question does not spell out.
    """

    unknown: list[Unknown]
    spellings: dict[str, list[str]]
    terms: list[str]


@dataclass(frozen=True)
class Read:
    """A question as it was read: all that its encoding needs.

    Attributes:
        understood: The question.
        settings: As given, but for a mode that the question does not allow.
        foreign: The language of the question, a two-letter code, if no article is in it, so that
            meaning alone ranks; else None.
    """

    understood: SpokenQuestion
    settings: Settings
    foreign: str | None = None


@dataclass(frozen=True)
class Prepared:
    """What is decided about a question before anything is ranked.

    Attributes:
        condition: What satisfies the question's conditions, or None without any.
        allowed: The rows that may be found, bool, shape (rows,).
        expanded: What else is searched for.
    """

    condition: Satisfied | None
    allowed: Mask
    expanded: Expanded


class Preparation:
    """Prepares questions to one kind of row.

    Args:
        rows: Passages or quotes.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @cached_property
    def matcher(self) -> Matcher:
        """Tells which rows satisfy conditions."""
        return Matcher(self._rows)

    @cached_property
    def did_you_mean(self) -> DidYouMean:
        """Finds words of the articles for words that no article has."""
        return DidYouMean(self._rows, self.matcher)

    def allowed(self, filters: Filter | None) -> Mask:
        """Which rows pass the filters; all live rows without any.

        Raises:
            QuerySyntaxError: If a filter is malformed.
        """
        return self._rows.live if filters is None else filter_mask(self._rows, filters)

    def read(self, question: str, settings: Settings) -> Read:
        """Understand a question.

        Raises:
            QuerySyntaxError: If there is no word in the question, or, with `settings.strict`, its
                syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged; so below.
        """
        asked = understood(question, self._rows, settings)
        foreign = self._foreign(asked.question.words, settings)
        if foreign:
            settings = replace(settings, mode=Mode.SEMANTIC)
        return Read(asked, settings, foreign)

    def prepare(self, read: Read) -> Prepared:
        """Decide which rows may be found for a question, and what else is searched for.

        Raises:
            QuerySyntaxError: If a filter is malformed.
        """
        question, settings = read.understood.question, read.settings
        unknown, spellings = (
            ([], {}) if read.foreign else self._spelt_otherwise(question.words, settings)
        )
        # Decided before anything is ranked, for both searchers.
        allowed, condition = self.allowed(settings.filters), None
        if question.condition is not None:
            condition = self._satisfying(
                question.condition,
                variants_of(unknown, spellings) if settings.variants else {},
                allowed,
            )
            allowed = allowed & condition.mask
        return Prepared(condition, allowed, _expanded(unknown, spellings, condition, settings))

    def _foreign(self, words: str, settings: Settings) -> str | None:
        """The language of a question in default mode, if no article is in it."""
        if settings.mode is not Mode.HYBRID:
            return None
        return foreign_language(words, self._rows.languages)

    def _satisfying(self, condition: Condition, variants: Variants, allowed: Mask) -> Satisfied:
        """What satisfies a condition; its phrases only rank where no allowed row has them."""
        whole = self.matcher.satisfying(with_variants(condition, variants))
        rest, phrases = without_phrases(condition)
        if not phrases or (whole.mask & allowed).any() or not allowed.any():
            return whole
        found = self.matcher.satisfying(with_variants(rest, variants))
        if not (found.mask & allowed).any():
            return whole
        written = " and ".join(f'"{shortened(" ".join(phrase.words))}"' for phrase in phrases)
        kind = self._rows.kind.removesuffix("s")
        note = f"no {kind} has {written} word for word; these are the nearest"
        return replace(found, notes=[*found.notes, note], is_nearest=True)

    def _spelt_otherwise(
        self, words: str, settings: Settings
    ) -> tuple[list[Unknown], dict[str, list[str]]]:
        """Words that no article has, and names with other spellings."""
        tokens = analyze(words)
        unknown = self.did_you_mean.unknown(words, tokens)
        if not settings.variants:
            return unknown, {}
        return unknown, self.did_you_mean.other_spellings(words, tokens)


def _expanded(
    unknown: list[Unknown],
    spellings: dict[str, list[str]],
    condition: Satisfied | None,
    settings: Settings,
) -> Expanded:
    also = condition.terms[:MOST_TERMS] if condition else []
    if not settings.variants:
        return Expanded(unknown, {}, also)
    others = " ".join(name for names in spellings.values() for name in names)
    variants = [term for one in unknown for term in one.variants]
    return Expanded(unknown, spellings, [*also, *variants, *terms(others)])
