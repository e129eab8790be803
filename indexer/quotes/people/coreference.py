"""Pronouns and phrases for people: what they tell of a gender, and whom each stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.quotes.lexicon import words
from indexer.quotes.mentions.mention import NOMINAL, Mention
from indexer.quotes.people.descriptions import NO_FIT, phrase_fit, read_phrase
from indexer.quotes.people.name_functions import SPEAKING, SUBJECT, NameFunction, function_of
from indexer.quotes.people.occurrences import Occurrence
from indexer.quotes.people.person import Person
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_MALE_WORDS = frozenset(("he", "him", "his", "himself"))
_FEMALE_WORDS = frozenset(("she", "her", "hers", "herself"))
_GENDERED = _MALE_WORDS | _FEMALE_WORDS
_PRONOUN_EVIDENCE = 0.4
_SUBJECTS_BACK = 6
_MAX_HOLDERS = 30  # more of one role, and the role tells nothing


def find_role_holders(everyone: Sequence[Person]) -> dict[str, list[Person]]:
    """Role -> the people who have it, the first of very many."""
    role_holders: dict[str, list[Person]] = {}
    for person in everyone:
        for role in person.roles:
            known = role_holders.setdefault(role, [])
            if len(known) < _MAX_HOLDERS:
                known.append(person)
    return role_holders


@rule("pronoun-genders", otherwise=())
def gender_by_pronouns(
    tokens: Tokens, sequence: Sequence[Occurrence], is_body: Sequence[bool]
) -> Iterator[tuple[int, float]]:
    """What the pronouns tell of genders, in sentences that name only one person.

    Args:
        tokens: The article's tokens.
        sequence: Where people are named, in order.
        is_body: For each person whether the name is an organisation's.

    Yields:
        Number of a person, and the evidence of one pronoun: above zero male, below female.
    """
    by_sentence: dict[int, set[int]] = {}
    first: dict[int, int] = {}
    for token, number in sequence:
        if not is_body[number]:
            by_sentence.setdefault(tokens.sentences[token], set()).add(number)
            first.setdefault(tokens.sentences[token], token)
    for token in _gendered_words(tokens):
        here, lower = tokens.tags[token], tokens.lowers[token]
        sentence = tokens.sentences[token]
        is_earlier = here == tag.DETERMINER and tokens.opens_sentence(token)  # "Her husband, X,"
        if here == tag.PRONOUN and first.get(sentence, -1) > token:
            is_earlier = True
        near = by_sentence.get(sentence - is_earlier)
        if near is None and here == tag.PRONOUN:
            near = by_sentence.get(sentence - 1)
        if near and len(near) == 1:
            sign = 1 if lower in _MALE_WORDS else -1
            yield next(iter(near)), sign * _PRONOUN_EVIDENCE


def _gendered_words(tokens: Tokens) -> list[int]:
    """The tokens of "he", "her" and the like, in order."""
    tagged = tokens.tagged(tag.PRONOUN, tag.OBJECT, tag.DETERMINER)
    return [at for at in tagged if tokens.lowers[at] in _GENDERED]


class Linker:
    """Follows pronouns and phrases through one article, each to the last subject that fits.

    Args:
        tokens: The article's tokens.
        everyone: Its people.
        sequence: Where they are named, in order.
        functions: What the name is there in its sentence, by token.
    """

    def __init__(
        self,
        tokens: Tokens,
        everyone: Sequence[Person],
        sequence: Sequence[Occurrence],
        functions: Mapping[int, NameFunction],
    ) -> None:
        self._tokens = tokens
        self._everyone = everyone
        self._named = [one for one in sequence if functions[one.token] in (SPEAKING, SUBJECT)]

    @rule("links", otherwise=())
    def links(self, phrases: Mapping[int, int]) -> list[Occurrence]:
        """Whom each "he" and "she" stands for, as far as that shows, and each of some phrases.

        Args:
            phrases: First token of a phrase -> number of the person that it describes.
        """
        links: list[Occurrence] = []
        subjects: list[Occurrence] = []
        waiting = 0
        for token in sorted([*_gendered_words(self._tokens), *phrases]):
            while waiting < len(self._named) and self._named[waiting].token < token:
                subjects.append(self._named[waiting])
                waiting += 1
            number = phrases.get(token)
            if number is None and self._is_subject_pronoun(token):
                number = self._last_fitting(subjects, token)
            if number is not None:
                links.append(Occurrence(token, number))
                subjects.append(links[-1])
        return links

    def _is_subject_pronoun(self, token: int) -> bool:
        tokens = self._tokens
        return tokens.tags[token] == tag.PRONOUN and tokens.lowers[token] in ("he", "she")

    def _last_fitting(self, subjects: Sequence[Occurrence], token: int) -> int | None:
        """The number of the last subject close by that fits a pronoun's gender."""
        tokens = self._tokens
        sign = 1 if tokens.lowers[token] == "he" else -1
        for at, number in reversed(subjects[-_SUBJECTS_BACK:]):
            if tokens.paragraphs[token] - tokens.paragraphs[at] > 1:
                return None
            person = self._everyone[number]
            if not person.is_organisation and person.gender * sign > -_PRONOUN_EVIDENCE:
                return number
        return None


@rule("links", otherwise={})
def find_described(
    tokens: Tokens, mentions: Sequence[Mention], role_holders: Mapping[str, Sequence[Person]]
) -> dict[int, int]:
    """First tokens of subjects such as "the governor" -> number of the only person they fit."""
    nouns = words()["role_nouns"]
    found: dict[int, int] = {}
    for one in mentions:
        is_one = one.kind == NOMINAL and not one.is_plural
        if not is_one or tokens.lowers[one.first] != "the" or tokens.lowers[one.head] not in nouns:
            continue
        phrase = read_phrase(tokens, one)
        known = role_holders.get(phrase.role, ())
        if not 0 < len(known) < _MAX_HOLDERS or function_of(tokens, one) not in (SPEAKING, SUBJECT):
            continue
        fitting = [
            person.number for person in known if phrase_fit(phrase, person.described) not in NO_FIT
        ]
        if len(fitting) == 1:
            found[one.first] = fitting[0]
    return found
