"""Whom a mention may stand for: the people to choose from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.lexicon import words
from indexer.quotes.marks.transcripts import is_initials
from indexer.quotes.mentions.mention import BARE, FULL, NOMINAL, ORGANISATION, PERSONAL, Mention
from indexer.quotes.people.agreement import can_stand_for, is_other_side, is_thing, title_roles
from indexer.quotes.people.descriptions import NO_FIT, Fit, Phrase, is_age, phrase_fit, read_phrase
from indexer.quotes.people.occurrences import Occurrences
from indexer.quotes.people.people import People
from indexer.quotes.people.person import Person
from indexer.quotes.speakers.appositives import person_in_apposition
from indexer.quotes.speakers.history import History
from indexer.quotes.speakers.pronouns import Pronouns
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.us_states import is_state

_BACK, _AHEAD = 40, 2
_PLACING = frozenset(("of", "in", "at", "from", "for"))
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_MAX_CANDIDATES = 8
_MAX_RANKED = 12
# An article says so when it uses "they" for one person.
_SINGULAR_THEY = re.compile(
    r"\bthey/(?:them|their)|\buses?(?: the pronouns?)? [“\"']?they\b|\bwho goes by they\b",
    re.IGNORECASE,
)


class RoleMatch(FeatureEnum):
    """How the role noun of a phrase fits a person."""

    TITLE = "title"  # it is a title before the name
    ROLE = "role"  # the article describes the person so
    NO = "no"


class Speakers:
    """The candidates for the speakers of one article's quotes.

    Args:
        tokens: The article's tokens.
        people: Who is named, and all mentions.
        occurrences: Where people are named.
    """

    def __init__(self, tokens: Tokens, people: People, occurrences: Occurrences) -> None:
        self.tokens = tokens
        self.mentions = people.mentions
        self.people = people
        self.occurrences = occurrences
        self._pronouns = Pronouns(tokens, people, occurrences)
        self._phrases: dict[int, Phrase] = {}
        self._title_roles: dict[int, set[str]] = {}

    @cached_property
    def _has_singular_they(self) -> bool:
        return _SINGULAR_THEY.search(self.tokens.text) is not None

    def candidates(self, number: int, history: History) -> list[Person | None]:
        """The people a mention may stand for; None stands for "nobody with a name".

        Args:
            number: The mention's number.
            history: Outcomes of the quotes before, in order.
        """
        mention = self.mentions[number]
        if mention.is_name:
            return self._named(number)
        word = mention.pronoun(self.tokens)
        explained = person_in_apposition(self.tokens, self.mentions, self.people, number)
        if explained is not None:
            return [explained]
        is_group = mention.is_plural and not (word == "they" and self._has_singular_they)
        if is_group or (mention.kind == PERSONAL and word in ("i", "it")):
            return [None]
        if word == "who":
            antecedent = self._antecedents_of_who(mention)
            if antecedent is not None:
                return antecedent
        if mention.kind == PERSONAL:
            return self._meant_by(mention, word, history)
        return self._described(mention, history)

    def _meant_by(self, mention: Mention, word: str, history: History) -> list[Person | None]:
        """The people whom a pronoun may mean, the word in small letters."""
        told = self._pronouns.told_around(mention, word)
        if told is not None:
            return [told]
        if self._pronouns.means_unnamed(mention):
            return [None]
        addressed = self._pronouns.addressed(mention)
        near = [one for one in self._near(mention.first, word, history) if one not in addressed]
        return [*(self.people.everyone[one] for one in near), None]

    def _described(self, mention: Mention, history: History) -> list[Person | None]:
        """The people whom a noun phrase may describe."""
        if self.tokens.lowers[mention.head] in words()["speech_acts"]:
            return [None]  # "the minister's claim"
        everyone, phrase = self.people.everyone, self.phrase(mention)
        addressed = self._pronouns.addressed(mention)
        found = self._near(mention.first, phrase.pronoun, history)
        role_holders = [one.number for one in self.occurrences.role_holders.get(phrase.role, ())]
        found += [one for one in role_holders if one not in found]
        fitting = [
            everyone[one]
            for one in found
            if can_stand_for(everyone[one], phrase.pronoun)
            and everyone[one].last not in phrase.owners  # the Roe aide is not Roe
            and one not in addressed
        ]
        if not self.refers_back(mention):
            return [*self._nearest(fitting, mention), None]
        return [*self._nearest(self._antecedents(fitting, mention), mention), None]

    def _named(self, number: int) -> list[Person | None]:
        """The people whom a name may mean."""
        mention = self.mentions[number]
        if mention.kind == ORGANISATION and is_state(mention.name):
            return [None]
        if self.tokens.padded[mention.last] == tag.COLON:
            initials = self._of_initials(mention)
            if initials is not None:
                return initials
        return self._nearest(self.people.by_mention[number], mention) or [None]

    def _of_initials(self, mention: Mention) -> list[Person | None] | None:
        """Whom initials before a colon stand for: "JR: Q"; None if they are none."""
        word = mention.name[-1]
        if len(mention.name) > 1 or not is_initials(word):
            return None
        found = [
            one
            for one in self.people.everyone
            if len(one.name) > 1 and "".join(part[0] for part in one.name).upper() == word
        ]
        return list(found) if len(found) == 1 else [None]

    def asked(self, mention: Mention) -> Person | None:
        """Whom the sentence before a pronoun asks or tells something, if the pronoun can mean them.

        "Roe asked Doe if he knew. “Yes,” he said": it is Doe more often than Roe.
        """
        return self._pronouns.asked(mention)

    def certain(self, number: int, history: History) -> Person | None:
        """Whom a mention certainly stands for, so that no ranker is asked; mostly None.

        Args:
            number: The mention's number.
            history: Outcomes of the quotes before, in order.
        """
        return self._pronouns.last_speaker(self.mentions[number], history)

    def _antecedents_of_who(self, mention: Mention) -> list[Person | None] | None:
        """Whom "who" stands for, by the mention before it; None if that is unclear."""
        tokens = self.tokens
        is_apart = tokens.tag(mention.first - 1) == tag.COMMA
        number = self._pronouns.by_last.get(mention.first - is_apart)
        if number is None:
            # "Trolls who", "those who"
            is_noun = tokens.tag(mention.first - 1) in (tag.WORD, tag.DETERMINER)
            return [None] if is_noun and not is_apart else None
        before = self.mentions[number]
        # "In Harbourtown, who", but "at Jane Roe, who"
        is_placed = tokens.tag(before.first - 1) == tag.PREPOSITION and (
            (tokens.lower(before.first - 1) in _PLACING and before.kind != FULL)
            or before.kind == ORGANISATION
        )
        if before.is_name and not is_placed:
            return self._nearest(self.people.by_mention[number], mention) or [None]
        # "Officials who say", but "Jane Roe of Ohio, who", "Jane Roe, a clerk who"
        is_several = before.kind in (NOMINAL, BARE) and before.is_plural
        # "A clerk who left says", but "Jane Roe, a clerk who"
        is_anybody = tokens.lowers[before.first] in _INDEFINITE and before.kind == NOMINAL
        is_anybody = is_anybody and tokens.tag(before.first - 1) != tag.COMMA
        return [None] if (is_several or is_anybody) and not is_apart else None

    def is_undecided(self, number: int) -> bool:
        """Whether a surname's people were last named side by side, and equally often so far.

        "Jane Roe and Paul Roe spoke. Roe said": next to nothing tells whose it is.
        """
        mention = self.mentions[number]
        namesakes = self.people.by_mention[number]
        counts = [bisect_left(one.full_names, mention.first) for one in namesakes]
        most = max(counts, default=0)
        sentences = self.tokens.sentences
        last = [
            sentences[one.full_names[count - 1]]
            for one, count in zip(namesakes, counts, strict=True)
            if count and count == most
        ]
        return len(last) > 1 and len(set(last)) == 1

    def phrase(self, mention: Mention) -> Phrase:
        """What a noun phrase says, read once."""
        known = self._phrases.get(mention.first)
        if known is None:
            known = self._phrases[mention.first] = read_phrase(self.tokens, mention)
        return known

    def _nearest(self, people: Sequence[Person], mention: Mention) -> list[Person | None]:
        """The people last named before a mention, at most twelve, in the order given."""
        if len(people) <= _MAX_RANKED:
            return list(people)
        last = [self.occurrences.last_before(one, mention.first) or -1 for one in people]
        least = sorted(last, reverse=True)[_MAX_RANKED - 1]
        kept: list[Person | None] = [
            one for one, token in zip(people, last, strict=True) if token >= least
        ]
        return kept[:_MAX_RANKED]

    def _near(self, token: int, word: str, history: History) -> list[int]:
        """Numbers of the last speakers and of those named around a token whom a word can mean."""
        everyone = self.people.everyone
        said = [one.person for one in reversed(history[-3:]) if one.person is not None]
        near = [*self.occurrences.before(token, _BACK), *self.occurrences.after(token, _AHEAD)]
        found: list[int] = []
        for number in dict.fromkeys([*said, *[person for _, person in near]]):
            if len(found) == _MAX_CANDIDATES:
                break
            if can_stand_for(everyone[number], word):
                found.append(number)
        return found

    def _antecedents(self, people: Sequence[Person], mention: Mention) -> Sequence[Person]:
        """Those of these people whom a phrase can mean that refers back to somebody.

        They are the people who have the role that the phrase names, if there are any, else the
        people whom it does not contradict.
        """
        phrase = self.phrase(mention)
        people = [one for one in people if not (is_thing(one) or is_other_side(phrase.role, one))]
        people = [one for one in people if not self._is_former(mention, one)]
        fits = [phrase_fit(phrase, one.described) for one in people]
        described = [
            one
            for one, how in zip(people, fits, strict=True)
            if how not in NO_FIT and self.role_match(mention, one) != RoleMatch.NO
        ]
        agreeing = [one for one, how in zip(people, fits, strict=True) if how != Fit.CONTRADICTED]
        return described or agreeing or people

    def _is_former(self, mention: Mention, person: Person) -> bool:
        """Whether somebody only had the role of a phrase: the former bishop is not "the bishop"."""
        if "former" in self.phrase(mention).other or "former" not in person.described:
            return False
        return self.role_match(mention, person) == RoleMatch.ROLE

    def refers_back(self, mention: Mention) -> bool:
        """Whether a phrase refers back to somebody, as a pronoun does: "the governor"."""
        if mention.kind != NOMINAL or mention.is_plural:
            return False
        if self.tokens.lowers[mention.first] != "the":
            return False
        head = self.tokens.lowers[mention.head]
        if any(map(is_age, self.tokens.lowers[mention.first : mention.last])):
            return True
        if head not in words()["role_nouns"]:
            return False
        return head not in words()["unnamed_roles"] or self.has_antecedent(mention)

    def has_antecedent(self, mention: Mention) -> bool:
        """Whether the article says that anybody has the role of a phrase."""
        return self.phrase(mention).role in self.occurrences.role_holders

    def role_match(self, mention: Mention, person: Person) -> RoleMatch:
        """How a role noun fits a person: title before the name, in its description, or not."""
        role = self.phrase(mention).role
        titles = self._title_roles.get(person.number)
        if titles is None:
            titles = self._title_roles[person.number] = title_roles(person)
        if role in titles:
            return RoleMatch.TITLE
        return RoleMatch.ROLE if role in person.roles else RoleMatch.NO
