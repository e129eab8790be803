"""A text in, its quotes out: the whole extraction in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from math import inf
from types import MappingProxyType

from indexer.quotes.article import Article, analyse
from indexer.quotes.attribution import Attribution, attribute
from indexer.quotes.log_linear import LogLinear
from indexer.quotes.marks.classifier import UNTOLD_TITLE, describe, is_certain, source_score_feature
from indexer.quotes.marks.context import has_cue, is_said
from indexer.quotes.marks.exclusions import is_excluded
from indexer.quotes.marks.pairing import QuotationSpan, find_quotation_spans
from indexer.quotes.marks.shape import has_words, odd_ones
from indexer.quotes.mentions.mention import BARE, NOMINAL, PERSONAL
from indexer.quotes.people.headlines import is_heading
from indexer.quotes.roles.roles import RoleBook
from indexer.quotes.sources.joint_sources import last_of_several
from indexer.quotes.split_quotes import group
from indexer.records import Quote, QuoteKind, Span
from indexer.text.paragraphs import split_paragraphs

# A marked stretch that scores so little is no quotation, whoever might be its source.
_HOPELESS = -1.0
# The weights are from political news, where words with capitals are slogans as often as songs.
_DOUBT = 0.75
_SHORT = 3  # words; shorter ones count as quotations only beside a reporting word


class QuoteExtractor:
    """Finds the quotes of articles and who said them.

    Args:
        weights: "is_quotation", "source" and "speaker" -> feature -> weight.
        thresholds: Kind of choice ("name", "shared", "undecided", "pronoun", "phrase") -> the
            probability below which a speaker's name is not given; kinds left out have none.
    """

    def __init__(
        self,
        weights: Mapping[str, Mapping[str, float]],
        thresholds: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self._quotations = LogLinear(weights["is_quotation"])
        self._sources = LogLinear(weights["source"])
        self._speakers = LogLinear(weights["speaker"])
        self._thresholds = thresholds

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> QuoteExtractor:
        """The extractor with the weights that come with the program, read once."""
        file = resources.files("indexer.quotes").joinpath("weights.json")
        stored = json.loads(file.read_text(encoding="utf-8"))
        return cls(stored["weights"], stored["thresholds"])

    def extract(
        self, text: str, *, title: str | None = None, author: str | None = None
    ) -> list[Quote]:
        """Find the quotes of an article.

        Args:
            text: The article; offsets of the result refer to it.
            title: Its title, where known; names in it may explain names in the text.
            author: Who wrote it, where known. Not used: what the writer quotes themselves as
                saying keeps its "I" and gets no name.

        Returns:
            The quotes in order of position; a split quote is one with several parts. Spans
            do not overlap.
        """
        paragraphs = split_paragraphs(text)
        possible = self._find_possible(text, paragraphs)
        if not possible:
            return []
        article = analyse(text, title, paragraphs, [one for one, _ in possible])
        attributions = attribute(article, self._sources, self._speakers)
        roles = RoleBook(article.tokens, article.mentions)
        quotes = []
        for numbers in group(article, attributions):
            kept = [
                one
                for one in numbers
                if self._is_quotation(possible[one][1], attributions[one].source_score)
            ]
            if kept:
                quotes.append(self._quote(article, roles, kept, attributions[kept[0]]))
        return quotes

    def _find_possible(
        self, text: str, paragraphs: Sequence[Span]
    ) -> list[tuple[QuotationSpan, float]]:
        """The marked stretches that may be quotations, with what speaks for each by itself.

        That is infinity for those that are without a doubt.
        """
        kept = []
        spans = find_quotation_spans(text, paragraphs)
        for one, is_odd in zip(spans, odd_ones(text, spans), strict=True):
            said = is_said(text, one)
            if is_certain(text, one, said=said):
                kept.append((one, inf))
                continue
            is_short = not has_words(one.inner.of(text), _SHORT)
            if is_short and not (said or has_cue(text, one)):
                continue
            if is_excluded(text, one):
                continue
            features = describe(text, one, said=said, is_odd=is_odd)
            score = self._quotations.score(features)
            if UNTOLD_TITLE in features and not one.inner.of(text).isupper():
                score -= _DOUBT
            if score > _HOPELESS:
                kept.append((one, score))
        return kept

    def _is_quotation(self, score: float, source_score: float) -> bool:
        """Whether it is a quotation, rather than a title, term or nickname."""
        return score + self._quotations.score([source_score_feature(source_score)]) > 0

    def _quote(
        self, article: Article, roles: RoleBook, numbers: Sequence[int], decided: Attribution
    ) -> Quote:
        """The quote of the marked stretches of these numbers, as decided for the first."""
        parts = tuple(part for number in numbers for part in article.spans[number].parts)
        kind = _kind(article.text, parts[0])
        if decided.mention is None:
            return Quote(parts, kind)
        tokens = article.tokens
        mention = article.mentions[decided.mention]
        least = self._thresholds.get(_kind_of_choice(article, decided.mention), 0.0)
        person = decided.person if decided.probability >= least else None
        if person is not None and is_heading(person, tokens.tag(mention.last)):
            person = None
        cue = article.sources.cue(numbers[0], mention)
        last = last_of_several(tokens, article.mentions, decided.mention)
        return Quote(
            parts,
            kind,
            cue=None if cue is None else Span(tokens.starts[cue], tokens.ends[cue]),
            mention=Span(mention.span(tokens).start, article.mentions[last].span(tokens).end),
            speaker=None if person is None else person.canonical,
            role=roles.role(mention, person),
            confidence=round(min(decided.probability, 1.0), 4),
        )


def _kind_of_choice(article: Article, mention: int) -> str:
    """What the speaker was known by; "shared" and "undecided" are surnames of several people."""
    kind = article.mentions[mention].kind
    if kind == PERSONAL:
        return "pronoun"
    if kind in (NOMINAL, BARE):
        return "phrase"
    if len(article.people.by_mention[mention]) < 2:
        return "name"
    return "undecided" if article.speakers.is_undecided(mention) else "shared"


def _kind(text: str, part: Span) -> QuoteKind:
    """Mixed where the words begin in the middle of a reported clause."""
    return QuoteKind.MIXED if text[part.start].islower() else QuoteKind.DIRECT
