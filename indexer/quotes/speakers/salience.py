"""How near and how prominent a person is where a mention stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.name_functions import SPEAKING, SUBJECT
from indexer.quotes.people.occurrences import Occurrences
from indexer.quotes.people.people import People
from indexer.quotes.people.person import Person
from indexer.quotes.tokens.row import Tokens

_BACK = 24


class Link(NamedTuple):
    """The last pronoun, or phrase for one person, before a mention.

    Attributes:
        token: Where it stands.
        person: Number of the person it was followed to.
        agrees: "True" if it is the same word as the mention, else "False".
        gap, apart: Sentences and paragraphs between the two, at most 3 and 2.
    """

    token: int
    person: int
    agrees: str
    gap: int
    apart: int


@dataclass(frozen=True, slots=True)
class SalienceContext:
    """The facts that are the same for all people that a mention may stand for.

    Attributes:
        token: The mention's first token.
        order: Numbers of the people named before, the last one first.
        counts: How often those of the last paragraphs are named there.
        opening: Who is named first in one of these paragraphs.
        speaker, subject: The last of them who spoke, and who was a subject at all, or None.
        link: The last pronoun or phrase for one person before, or None.
    """

    token: int
    order: Sequence[int]
    counts: Mapping[int, int]
    opening: Collection[int]
    speaker: int | None
    subject: int | None
    link: Link | None


class Salience:
    """Describes how near and prominent people are in the text before a mention.

    Args:
        tokens: The article's tokens.
        people: Who is named.
        occurrences: Where.
    """

    def __init__(self, tokens: Tokens, people: People, occurrences: Occurrences) -> None:
        self.tokens = tokens
        self.people = people
        self.occurrences = occurrences
        self._most_named = max((len(one.occurrences) for one in people.everyone), default=0)

    def context(self, mention: Mention, order: Sequence[int]) -> SalienceContext:
        """The facts before a mention; `order` as in `SalienceContext`."""
        token = mention.first
        paragraphs, functions = self.tokens.paragraphs, self.occurrences.functions
        known, near = set(order), paragraphs[token] - 2
        counts: dict[int, int] = {}
        opening: dict[int, int] = {}
        speaker = subject = None
        for at, number in self.occurrences.before(token, _BACK):
            if number not in known:
                continue
            if paragraphs[at] >= near:
                counts[number] = counts.get(number, 0) + 1
                opening[paragraphs[at]] = number
            if speaker is None and functions[at] == SPEAKING:
                speaker = number
            if subject is None and functions[at] in (SPEAKING, SUBJECT):
                subject = number
        link = self._link(token)
        return SalienceContext(token, order, counts, opening.values(), speaker, subject, link)

    def _link(self, token: int) -> Link | None:
        """The last pronoun or phrase for one person before a mention that begins here."""
        found = self.occurrences.link_before(token)
        if found is None:
            return None
        tokens = self.tokens
        at, number = found
        return Link(
            at,
            number,
            str(tokens.lowers[at] == tokens.lowers[token]),
            min(tokens.sentences[token] - tokens.sentences[at], 3),
            min(tokens.paragraphs[token] - tokens.paragraphs[at], 2),
        )

    def describe(self, context: SalienceContext, person: Person, word: str) -> list[str]:
        """How near and how prominent a person is at the mention."""
        tokens, token, order = self.tokens, context.token, context.order
        number = person.number
        rank = min(order.index(number) + 1, 5) if number in order else 0
        place, near = str(rank), str(min(rank, 2))
        at = self.occurrences.last_before(person, token)
        if at is None:
            gap = paragraph_gap = function = "never"
        else:
            gap = str(min(tokens.sentences[token] - tokens.sentences[at], 5))
            paragraph_gap = str(min(tokens.paragraphs[token] - tokens.paragraphs[at], 3))
            function = self.occurrences.functions[at]
        leader = str(number in context.opening)
        newest = f"{number == context.speaker!s}{number == context.subject!s}"
        total = len(person.occurrences)
        return [
            f"r:{word}{place}",
            f"s:{word}{gap}{paragraph_gap}",
            f"sf:{word}{gap}{function}",
            f"rs:{word}{place}{gap}",
            f"new:{word}{newest}",
            f"n:{word}{min(total, 8)}",
            f"main:{word}{total >= self._most_named!s}",
            f"lc:{word}{_share(context, number)}",
            *_chain(context.link, number, at, word, place),
            f"pi:{word}{leader}{paragraph_gap}",
            f"pif:{word}{leader}{function}{near}",
        ]


def _chain(link: Link | None, number: int, latest: int | None, word: str, rank: str) -> list[str]:
    """Whether the pronouns and phrases before a mention lead to a person.

    Args:
        link: The last of them, or None.
        number: The person's.
        latest: The token at which the person was last named, or None.
        word: The class of mention.
        rank: The person's, among those named before.
    """
    if link is None:
        return [f"ch:{word}none"]
    common = f"{word}{link.person == number!s}{link.agrees}"
    named_since = latest is not None and latest > link.token
    return [
        f"ch:{common}{link.gap}",
        f"cha:{common}{link.apart}{named_since!s}",
        f"chr:{common}{rank}",
    ]


def _share(context: SalienceContext, number: int) -> str:
    """How much the last paragraphs are about a person, and whether about others as well."""
    counts = context.counts
    mine = counts.get(number, 0)
    share = "0" if not mine else ("=" if mine == max(counts.values()) else "<")
    return f"{share}{len(counts) > 1!s}"
