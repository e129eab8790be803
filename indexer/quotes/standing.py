"""How near and how prominent a person is where a mention stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from indexer.quotes.mention import Mention
from indexer.quotes.narrative import Narrative
from indexer.quotes.occurrences import SPEAKING, SUBJECT, Occurrences
from indexer.quotes.people import People
from indexer.quotes.person import Person

_BACK = 24


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all people that a mention may stand for.

    Attributes:
        token: The mention's first token.
        order: Numbers of the people named before, the last one first.
        counts: How often those of the last paragraphs are named there.
        opening: Who is named first in one of these paragraphs.
        speaker, subject: The last of them who spoke, and who was a subject at all, or None.
    """

    token: int
    order: Sequence[int]
    counts: Mapping[int, int]
    opening: Collection[int]
    speaker: int | None
    subject: int | None


class Standing:
    """Describes how people stand in the text before a mention.

    Args:
        narrative: The article's token row.
        people: Who is named.
        occurrences: Where.
    """

    def __init__(self, narrative: Narrative, people: People, occurrences: Occurrences) -> None:
        self.narrative = narrative
        self.people = people
        self.occurrences = occurrences
        self._most_named = max((len(one.occurrences) for one in people.people), default=0)

    def setting(self, mention: Mention, order: Sequence[int]) -> Setting:
        """What there is to know before a mention; `order` as in `Setting`."""
        token = mention.first
        paragraphs, functions = self.narrative.paragraphs, self.occurrences.functions
        before = self.occurrences.before(token, _BACK)
        counts: dict[int, int] = {}
        opening: dict[int, int] = {}
        speaker = subject = None
        for at, number in before:
            if number not in order:
                continue
            if paragraphs[token] - paragraphs[at] <= 2:
                counts[number] = counts.get(number, 0) + 1
                opening[paragraphs[at]] = number
            if speaker is None and functions[at] == SPEAKING:
                speaker = number
            if subject is None and functions[at] in (SPEAKING, SUBJECT):
                subject = number
        return Setting(token, order, counts, opening.values(), speaker, subject)

    def describe(self, setting: Setting, person: Person, word: str) -> list[str]:
        """How near and how prominent a person is at the mention."""
        narrative, token, order = self.narrative, setting.token, setting.order
        number = person.number
        rank = min(order.index(number) + 1, 5) if number in order else 0
        place, near = str(rank), str(min(rank, 2))
        at = self.occurrences.last_before(person, token)
        if at is None:
            gap = paragraph_gap = function = "never"
        else:
            gap = str(min(narrative.sentences[token] - narrative.sentences[at], 5))
            paragraph_gap = str(min(narrative.paragraphs[token] - narrative.paragraphs[at], 3))
            function = self.occurrences.functions[at]
        leader = str(number in setting.opening)
        newest = f"{number == setting.speaker!s}{number == setting.subject!s}"
        total = len(person.occurrences)
        return [
            f"r:{word}{place}",
            f"s:{word}{gap}{paragraph_gap}",
            f"sf:{word}{gap}{function}",
            f"rs:{word}{place}{gap}",
            f"new:{word}{newest}",
            f"n:{word}{min(total, 8)}",
            f"main:{word}{total >= self._most_named!s}",
            f"lc:{word}{_share(setting, number)}",
            *self._chain(token, person, word, place),
            f"pi:{word}{leader}{paragraph_gap}",
            f"pif:{word}{leader}{function}{near}",
        ]

    def _chain(self, token: int, person: Person, word: str, rank: str) -> list[str]:
        """Whether the pronouns before lead to a person."""
        link = self.occurrences.link_before(token)
        if link is None:
            return [f"ch:{word}none"]
        narrative = self.narrative
        at, number = link
        gap = min(narrative.sentences[token] - narrative.sentences[at], 3)
        apart = min(narrative.paragraphs[token] - narrative.paragraphs[at], 2)
        agrees = narrative.lowers[at] == narrative.lowers[token]
        same = number == person.number
        latest = self.occurrences.last_before(person, token)
        named_since = latest is not None and latest > at
        return [
            f"ch:{word}{same!s}{agrees!s}{gap}",
            f"cha:{word}{same!s}{agrees!s}{apart}{named_since!s}",
            f"chr:{word}{same!s}{agrees!s}{rank}",
        ]


def _share(setting: Setting, number: int) -> str:
    """How much the last paragraphs are about a person, and whether about others as well."""
    counts = setting.counts
    mine = counts.get(number, 0)
    share = "0" if not mine else ("=" if mine == max(counts.values()) else "<")
    return f"{share}{len(counts) > 1!s}"
