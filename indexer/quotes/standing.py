"""How near and how prominent a person is where a mention stands."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.mention import Mention
from indexer.quotes.narrative import Narrative
from indexer.quotes.occurrences import SPEAKING, SUBJECT, Occurrences
from indexer.quotes.people import People, Person

_BACK = 24


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

    def describe(
        self, mention: Mention, person: Person, word: str, order: Sequence[int]
    ) -> list[str]:
        """How near and how prominent a person is at the mention."""
        narrative = self.narrative
        token = mention.first
        rank = min(order.index(person.number) + 1, 5) if person.number in order else 0
        at = self.occurrences.last_before(person, token)
        if at is None:
            gap = paragraph_gap = function = "never"
        else:
            gap = str(min(narrative.sentences[token] - narrative.sentences[at], 5))
            paragraph_gap = str(min(narrative.paragraphs[token] - narrative.paragraphs[at], 3))
            function = self.occurrences.functions[at]
        local, leader = self._local(token, person, order)
        newest = self._newest(token, order)
        is_speaker = newest.get(SPEAKING) == person.number
        is_subject = newest.get(SUBJECT) == person.number
        alone = len(order) == 1
        total = len(person.occurrences)
        return [
            f"r:{word}{rank}",
            f"r1:{word}{rank == 1}{alone}",
            f"s:{word}{gap}{paragraph_gap}",
            f"sf:{word}{gap}{function}",
            f"rf:{word}{rank}{function}",
            f"rs:{word}{rank}{gap}",
            f"new:{word}{is_speaker}{is_subject}",
            f"newr:{word}{is_speaker}{is_subject}{rank}{paragraph_gap}",
            f"n:{word}{min(total, 8)}",
            f"nr:{word}{min(total, 4)}{min(rank, 2)}",
            f"main:{word}{total >= self._most_named}",
            f"opens:{word}{self._opens(mention)}{rank}{gap}{function}",
            f"lc:{word}{local}",
            *self._chain(token, person, word, rank),
            f"pi:{word}{leader}{paragraph_gap}",
            f"pif:{word}{leader}{function}{min(rank, 2)}",
        ]

    def _local(self, token: int, person: Person, order: Sequence[int]) -> tuple[str, bool]:
        """How much the last paragraphs are about a person, and whether one opens with them."""
        paragraphs = self.narrative.paragraphs
        counts: dict[int, int] = {}
        opening: dict[int, int] = {}
        for at, number in self.occurrences.before(token, _BACK):
            if number in order and paragraphs[token] - paragraphs[at] <= 2:
                counts[number] = counts.get(number, 0) + 1
                opening[paragraphs[at]] = number
        most = max(counts.values(), default=0)
        mine = counts.get(person.number, 0)
        share = "0" if not mine else ("=" if mine == most else "<")
        return f"{share}{len(counts) > 1}", person.number in opening.values()

    def _chain(self, token: int, person: Person, word: str, rank: int) -> list[str]:
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
            f"ch:{word}{same}{agrees}{gap}",
            f"cha:{word}{same}{agrees}{apart}{named_since}",
            f"chr:{word}{same}{agrees}{rank}",
        ]

    def _newest(self, token: int, order: Sequence[int]) -> dict[str, int]:
        """The last fitting person who spoke, and the last who was a subject at all."""
        newest: dict[str, int] = {}
        for at, number in self.occurrences.before(token, _BACK):
            if number in order:
                function = self.occurrences.functions[at]
                if function == SPEAKING:
                    newest.setdefault(SPEAKING, number)
                if function in (SPEAKING, SUBJECT):
                    newest.setdefault(SUBJECT, number)
        return newest

    def _opens(self, mention: Mention) -> bool:
        """Whether nobody is named between the paragraph's start and the mention."""
        narrative = self.narrative
        before = self.occurrences.before(mention.first, 1)
        return (
            not before or narrative.paragraphs[before[0][0]] != narrative.paragraphs[mention.first]
        )
