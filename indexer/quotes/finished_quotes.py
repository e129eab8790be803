"""What was decided about an article -> its finished quotes."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.article import Article
from indexer.quotes.attribution import Attribution, Speaking
from indexer.quotes.confidence import LEAST_NAMED, Confidence, grade_of
from indexer.quotes.marks.set_off import PLAIN
from indexer.quotes.mentions.mention import BARE, NOMINAL, PERSONAL, SURNAME, Mention
from indexer.quotes.people.headlines import is_heading
from indexer.quotes.people.person import Person
from indexer.quotes.polarity import stance
from indexer.quotes.roles.roles import RoleBook
from indexer.records import Grade, JointSpeaker, Quote, QuoteKind, Span

_NATIVE_ENDINGS = ("an", "ese", "ish", "man", "woman")
_DIGITS = 4  # of a confidence
_WITHOUT_MARKS = 0.9  # the largest confidence of words that no mark sets off


class QuoteWriter:
    """Writes the quotes of one article.

    Args:
        article: The article.
        confidence: What the probabilities of its rankers are worth.
    """

    def __init__(self, article: Article, confidence: Confidence) -> None:
        self._article = article
        self._confidence = confidence
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
            polarity = stance(article.tokens, numbers[0], None, None).polarity
            return Quote(parts, kind, polarity=polarity)
        mention = article.mentions[decided.mention]
        cue = article.sources.cue(numbers[0], mention)
        told = stance(article.tokens, numbers[0], mention, cue)
        confidence = self._confidence.of(choice_kind(article, decided.mention), decided.probability)
        if article.spans[numbers[0]].opening == PLAIN:  # where it ends is a guess
            confidence = min(confidence, _WITHOUT_MARKS)
        person = decided.person
        if not told.is_uttered or not self._may_be_named(mention, person, confidence):
            person = None
        others = [one for one in decided.together if one.mention != decided.mention]
        return Quote(
            parts,
            kind,
            cue=self._cue_span(cue),
            mention=self._mention_span(decided),
            speaker=None if person is None else person.canonical,
            role=self._roles.role(mention, person),
            confidence=round(confidence, _DIGITS),
            grade=Grade.UNSURE if person is None else grade_of(confidence),
            polarity=told.polarity,
            joint_speakers=self._joint_speakers(decided.mention, others, person),
        )

    def _joint_speakers(
        self, source: int, others: Sequence[Speaking], speaker: Person | None
    ) -> tuple[JointSpeaker, ...]:
        """Those who say a quote together with its speaker, as far as their names are known."""
        if speaker is None or not others:
            return ()
        article = self._article
        found: dict[str, JointSpeaker] = {}
        first = min((one.mention for one in others), default=0)
        shared = self._roles.shared_title(article.mentions[min(first, source)])
        for one in others:
            mention = article.mentions[one.mention]
            confidence = self._confidence.of(choice_kind(article, one.mention), one.probability)
            name = one.person.canonical if one.person else one.name
            is_named = confidence >= LEAST_NAMED and name != speaker.canonical
            if one.person and not self._may_be_named(mention, one.person, confidence):
                continue
            if name and is_named:
                span = mention.span(article.tokens)
                role = self._roles.role(mention, one.person) or shared
                digits = round(confidence, _DIGITS)
                found.setdefault(name, JointSpeaker(name, span, role, digits, grade_of(confidence)))
        return tuple(found.values())

    def _may_be_named(self, mention: Mention, person: Person | None, confidence: float) -> bool:
        """Whether it is sure enough whom the mention stands for, and that it is a name."""
        if person is None or confidence < LEAST_NAMED or self._is_native(mention):
            return False
        return not is_heading(person, self._article.tokens.tag(mention.last))

    def _is_native(self, mention: Mention) -> bool:
        """Whether a lone name with an article only tells where somebody is from: "the Tongan"."""
        tokens = self._article.tokens
        is_lone = mention.kind == SURNAME and len(mention.name) == 1
        before = {tokens.lower(mention.first - 1), tokens.lowers[mention.first]}
        return is_lone and "the" in before and mention.name[0].endswith(_NATIVE_ENDINGS)

    def _cue_span(self, cue: int | None) -> Span | None:
        """The reporting word of a quote."""
        tokens = self._article.tokens
        return None if cue is None else Span(tokens.starts[cue], tokens.ends[cue])

    def _mention_span(self, decided: Attribution) -> Span | None:
        """The words that name the source; of "Jane Roe and Paul Doe said" both names."""
        if decided.mention is None:
            return None
        numbers = [one.mention for one in decided.together] or [decided.mention]
        first, last = (self._article.mentions[one] for one in (min(numbers), max(numbers)))
        tokens = self._article.tokens
        return Span(first.span(tokens).start, last.span(tokens).end)


def choice_kind(article: Article, mention: int) -> str:
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
