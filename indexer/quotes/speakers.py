"""Whom a mention may stand for: the people to choose from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.quotes.agreement import agreement, plain_titles, role_noun
from indexer.quotes.lexicon import words
from indexer.quotes.mention import BARE, FULL, NOMINAL, ORGANISATION, PERSONAL, SURNAME, Mention
from indexer.quotes.narrative import COMMA, DETERMINER, NAME, PREPOSITION, WORD, Narrative
from indexer.quotes.occurrences import Occurrences
from indexer.quotes.people import People, Person

_BACK, _AHEAD = 24, 2
_MAX_CANDIDATES = 8
_MAX_BEARERS = 30  # more of one role, and the role tells nothing
_APPOSITION_REACH = 7
# An article says so when it uses "they" for one person.
_SINGULAR_THEY = re.compile(
    r"\bthey/(?:them|their)|\buses?(?: the pronouns?)? [“\"']?they\b|\bwho goes by they\b",
    re.IGNORECASE,
)
_VOICES = frozenset(("words", "voice", "view", "opinion", "verdict", "message"))


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier quote's outcome."""

    quote: int
    mention: int
    person: int | None


class Speakers:
    """The candidates for the speakers of one article's quotes.

    Args:
        narrative: The article's token row.
        mentions: All mentions.
        people: Who is named.
        occurrences: Where.
    """

    def __init__(
        self,
        narrative: Narrative,
        mentions: Sequence[Mention],
        people: People,
        occurrences: Occurrences,
    ) -> None:
        self.narrative = narrative
        self.mentions = mentions
        self.people = people
        self.occurrences = occurrences
        self._by_role: dict[str, list[int]] = {}
        for person in people.people:
            for role in person.roles:
                bearers = self._by_role.setdefault(role, [])
                if len(bearers) < _MAX_BEARERS:
                    bearers.append(person.number)

    @cached_property
    def _has_singular_they(self) -> bool:
        return _SINGULAR_THEY.search(self.narrative.text) is not None

    def candidates(self, number: int, history: Sequence[Said]) -> list[Person | None]:
        """The people a mention may stand for; None stands for "nobody with a name".

        Args:
            number: The mention's number.
            history: Outcomes of the quotes before, in order.
        """
        mention = self.mentions[number]
        named = self.people.by_mention[number]
        if mention.kind in (FULL, ORGANISATION, SURNAME):
            return list(named) or [None]
        word = self.narrative.lowers[mention.first]
        explained = self._explained_by_name(number)
        if explained is not None:
            return [explained]
        is_group = mention.is_plural and not (word == "they" and self._has_singular_they)
        if is_group or (mention.kind == PERSONAL and word in ("i", "it")):
            return [None]
        found: list[int] = []
        for said in reversed(history[-3:]):
            if said.person is not None and said.person not in found:
                found.append(said.person)
        token = mention.first
        near = self.occurrences.before(token, _BACK) + self.occurrences.after(token, _AHEAD)
        for _, person in near:
            if person not in found and len(found) < _MAX_CANDIDATES:
                found.append(person)
        everyone = self.people.people
        takes_up = self.takes_up(mention)
        if mention.kind in (NOMINAL, BARE):
            head = role_noun(self.narrative.lowers[mention.head])
            found += [one for one in self._by_role.get(head, ()) if one not in found]
        fitting = [everyone[one] for one in found if agreement(everyone[one], word) != "no"]
        if takes_up:
            fitting = [one for one in fitting if not one.is_organisation]
        return [*fitting] if takes_up and fitting else [*fitting, None]

    def takes_up(self, mention: Mention) -> bool:
        """Whether a phrase takes up somebody named before, as a pronoun does: "the governor"."""
        if mention.kind != NOMINAL or mention.is_plural:
            return False
        if self.narrative.lowers[mention.first] != "the":
            return False
        head = self.narrative.lowers[mention.head]
        if head not in words()["role_nouns"]:
            return False
        return head not in words()["unnamed_roles"] or self.has_bearer(head)

    def has_bearer(self, head: str) -> bool:
        """Whether the article says of anybody that they are what a role noun names."""
        return role_noun(head) in self._by_role

    def _explained_by_name(self, number: int) -> Person | None:
        """Whose name follows at once: "His partner, Jane Roe", "secretary of state Roe"."""
        mention = self.mentions[number]
        narrative = self.narrative
        is_voice = narrative.lowers[mention.head] in _VOICES
        if mention.kind not in (NOMINAL, BARE) or (mention.is_plural and not is_voice):
            return None
        commas = 0
        for later in range(number + 1, min(number + 5, len(self.mentions))):
            first = self.mentions[later].first
            if first < mention.last:
                continue
            between = narrative.tags[mention.last : first]
            commas = between.count(COMMA)
            if first - mention.last > _APPOSITION_REACH or commas > 1:
                return None
            if not set(between) <= {PREPOSITION, NAME, DETERMINER, WORD, COMMA}:
                return None
            named = self.people.by_mention[later]
            if between == [PREPOSITION] and len(named) == 1:  # "the words of Jane Roe"
                return named[0] if is_voice else None
            is_next = narrative.tag(first - 1) == COMMA or (between[-1:] == [WORD] and between)
            if is_next and len(named) == 1 and not named[0].is_organisation:
                return named[0] if commas or PREPOSITION in between else None
        return None

    def role_match(self, mention: Mention, person: Person) -> str:
        """How a role noun fits a person: title before the name, in its description, or not."""
        head = self.narrative.lowers[mention.head]
        if head in plain_titles(person):
            return "title"
        return "role" if role_noun(head) in person.roles else "no"
