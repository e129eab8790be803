"""Whom a mention may stand for: the people to choose from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from indexer.quotes.agreement import can_stand_for, is_thing, title_roles
from indexer.quotes.descriptions import Phrase, is_age, is_state, read_phrase
from indexer.quotes.lexicon import any_of, words
from indexer.quotes.mention import BARE, NOMINAL, ORGANISATION, PERSONAL, Mention
from indexer.quotes.narrative import (
    COMMA,
    CONJUNCTION,
    DETERMINER,
    NAME,
    PREPOSITION,
    WORD,
    Narrative,
)
from indexer.quotes.occurrences import Occurrences
from indexer.quotes.people import People
from indexer.quotes.person import Person

_BACK, _AHEAD = 40, 2
_MAX_CANDIDATES = 8
_MAX_BEARERS = 30  # more of one role, and the role tells nothing
_APPOSITION_REACH = 7
# An article says so when it uses "they" for one person.
_SINGULAR_THEY = re.compile(
    r"\bthey/(?:them|their)|\buses?(?: the pronouns?)? [“\"']?they\b|\bwho goes by they\b",
    re.IGNORECASE,
)
_QUESTIONS = frozenset(("what", "how", "why"))
_VOICES = frozenset(("words", "voice", "view", "opinion", "verdict", "message"))


class Said(NamedTuple):
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
        self._phrases: dict[int, Phrase] = {}
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
        if mention.kind == ORGANISATION and is_state(mention.name):
            return [None]
        if mention.is_name:
            return list(named) or [None]
        word = mention.pronoun(self.narrative)
        explained = self._explained_by_name(number)
        if explained is not None:
            return [explained]
        is_group = mention.is_plural and not (word == "they" and self._has_singular_they)
        if is_group or (mention.kind == PERSONAL and word in ("i", "it")):
            return [None]
        everyone = self.people.people
        if mention.kind == PERSONAL:
            near = self._near(mention.first, word, history)
            return [*(everyone[one] for one in near), None]
        phrase = self.phrase(mention)
        found = self._near(mention.first, phrase.pronoun, history)
        found += [one for one in self._by_role.get(phrase.role, ()) if one not in found]
        fitting = [
            everyone[one]
            for one in found
            if can_stand_for(everyone[one], phrase.pronoun)
            and everyone[one].last not in phrase.owners  # the Roe aide is not Roe
        ]
        if not self.takes_up(mention):
            return [*fitting, None]
        return [one for one in fitting if not is_thing(one)] or [None]

    def is_undecided(self, number: int) -> bool:
        """Whether a surname's people were last named side by side, and equally often so far.

        "Jane Roe and Paul Roe spoke. Roe said": next to nothing tells whose it is.
        """
        mention = self.mentions[number]
        before = [
            one.full_names[: bisect_left(one.full_names, mention.first)]
            for one in self.people.by_mention[number]
        ]
        most = max(map(len, before), default=0)
        sentences = self.narrative.sentences
        last = [sentences[tokens[-1]] for tokens in before if tokens and len(tokens) == most]
        return len(last) > 1 and len(set(last)) == 1

    def phrase(self, mention: Mention) -> Phrase:
        """What a noun phrase says, read once."""
        known = self._phrases.get(mention.first)
        if known is None:
            known = self._phrases[mention.first] = read_phrase(self.narrative, mention)
        return known

    def _near(self, token: int, word: str, history: Sequence[Said]) -> list[int]:
        """Numbers of the last speakers and of those named around a token, who "word" can mean."""
        everyone = self.people.people
        said = [one.person for one in reversed(history[-3:]) if one.person is not None]
        near = self.occurrences.before(token, _BACK) + self.occurrences.after(token, _AHEAD)
        found: list[int] = []
        for number in dict.fromkeys([*said, *[person for _, person in near]]):
            if len(found) == _MAX_CANDIDATES:
                break
            if can_stand_for(everyone[number], word):
                found.append(number)
        return found

    def takes_up(self, mention: Mention) -> bool:
        """Whether a phrase takes up somebody named before, as a pronoun does: "the governor"."""
        if mention.kind != NOMINAL or mention.is_plural:
            return False
        if self.narrative.lowers[mention.first] != "the":
            return False
        head = self.narrative.lowers[mention.head]
        if is_age(head):
            return True
        if head not in words()["role_nouns"]:
            return False
        return head not in words()["unnamed_roles"] or self.has_bearer(mention)

    def has_bearer(self, mention: Mention) -> bool:
        """Whether the article says of anybody that they are what a phrase's head names."""
        return self.phrase(mention).role in self._by_role

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
            if between[:2] == [COMMA, PREPOSITION] or narrative.lower(first - 1) in _QUESTIONS:
                return None  # "Roe's son, with Jane Doe", "their anger with what Roe said"
            if between == [CONJUNCTION] and self._is_one_office(mention, self.mentions[later]):
                found = self.people.by_mention[later]
                return found[0] if len(found) == 1 else None
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

    def _is_one_office(self, mention: Mention, other: Mention) -> bool:
        """Whether two titles are one person's: "Harbour Chairman and CEO Jane Roe"."""
        lower = self.narrative.lowers[mention.head]
        return (
            self.narrative.tags[mention.first] == NAME
            and lower in any_of("titles", "role_nouns")
            and bool(other.titles)
        )

    def role_match(self, mention: Mention, person: Person) -> str:
        """How a role noun fits a person: title before the name, in its description, or not."""
        role = self.phrase(mention).role
        if role in title_roles(person):
            return "title"
        return "role" if role in person.roles else "no"
