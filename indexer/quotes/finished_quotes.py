"""What was decided about an article -> its finished quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.quotes.article import Article
from indexer.quotes.attribution import Attribution
from indexer.quotes.mentions.mention import BARE, NOMINAL, PERSONAL, Mention
from indexer.quotes.people.headlines import is_heading
from indexer.quotes.people.person import Person
from indexer.quotes.roles.roles import RoleBook
from indexer.quotes.sources.joint_sources import last_of_several
from indexer.records import Quote, QuoteKind, Span

_DIGITS = 4  # of a confidence


class QuoteWriter:
    """Writes the quotes of one article.

    Args:
        article: The article.
        thresholds: Kind of choice, see `_choice_kind` -> the probability below which a speaker's
            name is not given; kinds left out have none.
    """

    def __init__(self, article: Article, thresholds: Mapping[str, float]) -> None:
        self._article = article
        self._thresholds = thresholds
        self._roles = RoleBook(article.tokens, article.mentions)

    def quote(self, numbers: Sequence[int], decided: Attribution) -> Quote:
        """The quote that is made of some quotation spans.

        Args:
            numbers: The numbers of the spans, one or more, ascending.
            decided: What was decided for the first of them.
        """
        article = self._article
        parts = tuple(part for number in numbers for part in article.spans[number].parts)
        kind = _kind(article.text, parts[0])
        if decided.mention is None:
            return Quote(parts, kind)
        mention = article.mentions[decided.mention]
        person = self._sure_person(mention, decided)
        return Quote(
            parts,
            kind,
            cue=self._cue(numbers[0], mention),
            mention=self._mention_span(decided.mention),
            speaker=None if person is None else person.canonical,
            role=self._roles.role(mention, person),
            confidence=round(min(decided.probability, 1.0), _DIGITS),
        )

    def _sure_person(self, mention: Mention, decided: Attribution) -> Person | None:
        """Whom the mention stands for, or None where that is not sure enough to name anybody."""
        person = decided.person
        if person is None or decided.mention is None:
            return None
        least = self._thresholds.get(_choice_kind(self._article, decided.mention), 0.0)
        if decided.probability < least or is_heading(
            person, self._article.tokens.tag(mention.last)
        ):
            return None
        return person

    def _cue(self, quote: int, mention: Mention) -> Span | None:
        """The reporting word of a quote."""
        tokens = self._article.tokens
        cue = self._article.sources.cue(quote, mention)
        return None if cue is None else Span(tokens.starts[cue], tokens.ends[cue])

    def _mention_span(self, mention: int) -> Span:
        """The words that name the source; of "Jane Roe and Paul Doe said" both names."""
        tokens, mentions = self._article.tokens, self._article.mentions
        last = last_of_several(tokens, mentions, mention)
        return Span(mentions[mention].span(tokens).start, mentions[last].span(tokens).end)


def _choice_kind(article: Article, mention: int) -> str:
    """What the speaker is known by.

    Returns:
        "pronoun", "phrase", or "name"; for a surname of several people "shared", or "undecided"
        where next to nothing tells whose it is.
    """
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
