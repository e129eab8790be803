"""Whom a mention may stand for: the people to choose from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from indexer.quotes.lexicon import words
from indexer.quotes.mentions.mention import BARE, NOMINAL, ORGANISATION, PERSONAL, Mention
from indexer.quotes.narrative.narrative import (
    ADVERB,
    AUXILIARY,
    COMMA,
    CUE,
    DETERMINER,
    PREPOSITION,
    QUOTE,
    WORD,
    Narrative,
)
from indexer.quotes.people.agreement import can_stand_for, is_other_side, is_thing, title_roles
from indexer.quotes.people.descriptions import Phrase, fit, is_age, read_phrase
from indexer.quotes.people.occurrences import Occurrences
from indexer.quotes.people.people import People
from indexer.quotes.people.person import Person
from indexer.quotes.speakers.answers import who_began, who_was_asked
from indexer.quotes.speakers.explained import explained_by_name
from indexer.quotes.states import is_state

_BACK, _AHEAD = 40, 2
_PLACING = frozenset(("of", "in", "at", "from", "for"))
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_BEFORE_NAMES = 4  # tokens that tell what somebody is
_MAX_CANDIDATES = 8
_TOWARDS = frozenset(("of", "about", "to", "against"))
# An article says so when it uses "they" for one person.
_SINGULAR_THEY = re.compile(
    r"\bthey/(?:them|their)|\buses?(?: the pronouns?)? [“\"']?they\b|\bwho goes by they\b",
    re.IGNORECASE,
)


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

    @cached_property
    def _names_by_first(self) -> dict[int, int]:
        return {one.first: number for number, one in enumerate(self.mentions) if one.is_name}

    @cached_property
    def _by_last(self) -> dict[int, int]:
        return {one.last: number for number, one in enumerate(self.mentions)}

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
        explained = explained_by_name(self.narrative, self.mentions, self.people, number)
        if explained is not None:
            return [explained]
        is_group = mention.is_plural and not (word == "they" and self._has_singular_they)
        if is_group or (mention.kind == PERSONAL and word in ("i", "it")):
            return [None]
        if word == "who":
            antecedent = self._antecedent(mention)
            if antecedent is not None:
                return antecedent
        everyone = self.people.people
        addressed = self._addressed(mention)
        if mention.kind == PERSONAL:
            told = self._told_around(mention, word)
            if told is not None:
                return [told]
            near = [one for one in self._near(mention.first, word, history) if one not in addressed]
            return [*(everyone[one] for one in near), None]
        phrase = self.phrase(mention)
        found = self._near(mention.first, phrase.pronoun, history)
        bearers = [one.number for one in self.occurrences.bearers.get(phrase.role, ())]
        found += [one for one in bearers if one not in found]
        fitting = [
            everyone[one]
            for one in found
            if can_stand_for(everyone[one], phrase.pronoun)
            and everyone[one].last not in phrase.owners  # the Roe aide is not Roe
            and one not in addressed
        ]
        if not self.takes_up(mention):
            return [*fitting, None]
        return [*self._taken_up(fitting, mention)] or [None]

    def _antecedent(self, mention: Mention) -> list[Person | None] | None:
        """Whom "who" stands for, if a name or several people stand before it; None if unclear."""
        narrative = self.narrative
        is_apart = narrative.tag(mention.first - 1) == COMMA
        number = self._by_last.get(mention.first - is_apart)
        if number is None:
            return None
        before = self.mentions[number]
        is_placed = narrative.tag(before.first - 1) == PREPOSITION and (
            narrative.lower(before.first - 1) in _PLACING or before.kind == ORGANISATION
        )
        if before.is_name and not is_placed:
            return list(self.people.by_mention[number]) or [None]
        # "Officials who say", but "Jane Roe of Ohio, who", "Jane Roe, a clerk who"
        is_several = before.kind in (NOMINAL, BARE) and before.is_plural
        # "A clerk who left says", but "Jane Roe, a clerk who"
        is_anybody = narrative.lowers[before.first] in _INDEFINITE and before.kind == NOMINAL
        is_anybody = is_anybody and narrative.tag(before.first - 1) != COMMA
        return [None] if (is_several or is_anybody) and not is_apart else None

    def _told_around(self, mention: Mention, word: str) -> Person | None:
        """Whom a pronoun means by what is said around its quote, if it can mean them."""
        number = who_began(self.narrative, mention, self._by_last)
        if number is None:
            number = who_was_asked(self.narrative, mention, self._names_by_first)
        named = self._taken_up_before(mention)
        if number is not None:
            named = self.people.by_mention[number]
        return named[0] if len(named) == 1 and can_stand_for(named[0], word) else None

    def _taken_up_before(self, mention: Mention) -> Sequence[Person]:
        """Whom the phrase describes that the sentence before a quote is about.

        "The judge was unmoved. “Q,” he said": nobody else is named there.
        """
        narrative = self.narrative
        start = narrative.sentence_start(mention.first)
        link = self.occurrences.link_before(start)
        if link is None or narrative.padded[start] != QUOTE:
            return ()
        at, number = link
        is_phrase = narrative.lowers[at] == "the" and at == narrative.sentence_start(start - 1)
        named = self.occurrences.before(start, 1)
        if not is_phrase or narrative.paragraphs[at] != narrative.paragraphs[start]:
            return ()
        return () if named and named[0][0] > at else (self.people.people[number],)

    def _addressed(self, mention: Mention) -> set[int]:
        """Whose name follows the verb of a pronoun or phrase: in "he told Roe" he is not Roe.

        Nor is he in "he said of Roe".
        """
        token = mention.last
        while self.narrative.padded[token] in (ADVERB, AUXILIARY):
            token += 1
        if self.narrative.padded[token] != CUE:
            return set()
        token += 1 + (self.narrative.padded_lowers[token + 1] in _TOWARDS)
        stop = token + _BEFORE_NAMES
        while token < stop and self.narrative.padded[token] in (DETERMINER, WORD):
            token += 1  # "he told the clerk Jane Roe"
        number = self._names_by_first.get(token)
        if number is None:
            return set()
        return {one.number for one in self.people.by_mention[number]}

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

    def _taken_up(self, people: Sequence[Person], mention: Mention) -> Sequence[Person]:
        """Of these people those whom a phrase that takes up somebody can mean.

        They are those whose role it names, if there are any, else those whom it does not
        contradict.
        """
        phrase = self.phrase(mention)
        people = [one for one in people if not (is_thing(one) or is_other_side(phrase.role, one))]
        fits = [fit(phrase, one.described) for one in people]
        described = [
            one
            for one, how in zip(people, fits, strict=True)
            if how not in "x0" and self.role_match(mention, one) != "no"
        ]
        agreeing = [one for one, how in zip(people, fits, strict=True) if how != "x"]
        return described or agreeing or people

    def takes_up(self, mention: Mention) -> bool:
        """Whether a phrase takes up somebody named before, as a pronoun does: "the governor"."""
        if mention.kind != NOMINAL or mention.is_plural:
            return False
        if self.narrative.lowers[mention.first] != "the":
            return False
        head = self.narrative.lowers[mention.head]
        if any(map(is_age, self.narrative.lowers[mention.first : mention.last])):
            return True
        if head not in words()["role_nouns"]:
            return False
        return head not in words()["unnamed_roles"] or self.has_bearer(mention)

    def has_bearer(self, mention: Mention) -> bool:
        """Whether the article says of anybody that they are what a phrase's head names."""
        return self.phrase(mention).role in self.occurrences.bearers

    def role_match(self, mention: Mention, person: Person) -> str:
        """How a role noun fits a person: title before the name, in its description, or not."""
        role = self.phrase(mention).role
        if role in title_roles(person):
            return "title"
        return "role" if role in person.roles else "no"
