"""Where the people of an article are named, as what, and what that tells about them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from indexer.quotes.lexicon import is_past_form, leaders_nations, words
from indexer.quotes.mentions.mention import FULL, NOMINAL, Mention
from indexer.quotes.people.descriptions import fit, read_phrase, role_key
from indexer.quotes.people.name_descriptions import describe_name, phrase_with_apposition
from indexer.quotes.people.name_functions import SPEAKING, SUBJECT, function_of
from indexer.quotes.people.people import People
from indexer.quotes.people.person import Person
from indexer.quotes.tokens.row import (
    COMMA,
    DETERMINER,
    OBJECT,
    POSSESSIVE,
    PRONOUN,
    WORD,
    Tokens,
)

_MALE_WORDS = frozenset(("he", "him", "his", "himself"))
_FEMALE_WORDS = frozenset(("she", "her", "hers", "herself"))
_GENDERED = _MALE_WORDS | _FEMALE_WORDS
_PRONOUN_EVIDENCE = 0.4
_SUBJECTS_BACK = 6
_MAX_HOLDERS = 30  # more of one role, and the role tells nothing
_TAKING_PART = frozenset(("by", "ask", "asks", "asked", "asking", "do", "does", "did"))
_BESIDE_NAMES = frozenset((WORD, COMMA))
_ARTICLES = frozenset(("the", "a", "an"))
LOCATIVES = frozenset(("in", "at", "near", "across", "outside", "inside", "throughout", "into"))


class Occurrences:
    """Every place where somebody is named.

    Args:
        tokens: The article's token row.
        mentions: All mentions.
        people: Who is named; their gender, roles and occurrences are filled in here.

    Attributes:
        sequence: (token, person number), in order of the text; an ambiguous name is counted
            for the one named last.
        functions: What the name is in its sentence, by token: a constant of `name_functions`.
        role_holders: Role -> the people who have it, the first of very many.
        links: (token, person number) of the pronouns, and of subjects such as "the governor" that
            fit one person only, in order of the text.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], people: People) -> None:
        self.people = people.people
        self.sequence: list[tuple[int, int]] = []
        self.functions: dict[int, str] = {}
        nouns, bodies = words()["role_nouns"], words()["organisation_heads"]
        for candidates in people.by_mention:
            if len(candidates) == 1:
                candidates[0].certain += 1
        for number, mention in enumerate(mentions):
            candidates = people.by_mention[number]
            if not candidates or mention.is_modifier:
                continue
            person = candidates[0]
            if len(candidates) > 1:
                person = self._likeliest(tokens, candidates, mention)
            person.occurrences.append(mention.head)
            if mention.kind == FULL:
                person.full_names.append(mention.head)
            self.sequence.append((mention.head, person.number))
            described = describe_name(tokens, mention)
            person.described.update(described)
            if not nouns.isdisjoint(described):
                person.roles.update(role_key(noun, described) for noun in described & nouns)
            if tokens.padded[mention.first - 1] in _BESIDE_NAMES:
                person.named_gender += _gender_of_phrase(tokens, mention)
            function = function_of(tokens, mention)
            self.functions[mention.head] = function
            person.speaks = person.speaks or function == SPEAKING
            before = tokens.padded_lowers[mention.first - 1]
            if function == SUBJECT or (before in _TAKING_PART and _takes_part(tokens, mention)):
                person.acts = True
            person.with_article += _has_article(tokens, mention, before)
            person.located += before in LOCATIVES
            # "the news agency Harbour"
            person.is_organisation |= before in bodies and not person.first
        self._note_nations()
        tagged = tokens.tagged(PRONOUN, OBJECT, DETERMINER)
        pronouns = [at for at in tagged if tokens.lowers[at] in _GENDERED]
        self._collect_gender(tokens, pronouns)
        self.links: list[tuple[int, int]] = []
        self.role_holders = self._find_role_holders()
        phrases = self._phrases(tokens, mentions)
        self._link_pronouns(tokens, sorted([*pronouns, *phrases]), phrases)

    def _find_role_holders(self) -> dict[str, list[Person]]:
        role_holders: dict[str, list[Person]] = {}
        for person in self.people:
            for role in person.roles:
                known = role_holders.setdefault(role, [])
                if len(known) < _MAX_HOLDERS:
                    known.append(person)
        return role_holders

    def _phrases(self, tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, int]:
        """First tokens of subjects such as "the governor" -> the only person whom they fit."""
        nouns = words()["role_nouns"]
        found: dict[int, int] = {}
        for one in mentions:
            is_one = one.kind == NOMINAL and not one.is_plural
            if not is_one or tokens.lowers[one.first] != "the":
                continue
            if tokens.lowers[one.head] not in nouns:
                continue
            phrase = read_phrase(tokens, one)
            known = self.role_holders.get(phrase.role, ())
            if not 0 < len(known) < _MAX_HOLDERS:
                continue
            if function_of(tokens, one) not in (SPEAKING, SUBJECT):
                continue
            fitting = [
                person.number for person in known if fit(phrase, person.described) not in "x0"
            ]
            if len(fitting) == 1:
                found[one.first] = fitting[0]
        return found

    def _note_nations(self) -> None:
        """Describe leaders of countries as such, since papers take it for known."""
        nations = leaders_nations()
        for person in self.people:
            nation = nations.get((person.first, person.name[-1].lower()))
            if nation is not None:
                person.described.add(nation)

    def _link_pronouns(
        self, tokens: Tokens, pronouns: Sequence[int], phrases: Mapping[int, int]
    ) -> None:
        """Follow "he" and "she" through the text, each to the last subject that fits.

        Args:
            tokens: The article's token row.
            pronouns: Their tokens and those of the phrases, ascending.
            phrases: First token of a phrase -> number of the person that it describes.
        """
        subjects: list[tuple[int, int]] = []
        waiting = 0
        for token in pronouns:
            while waiting < len(self.sequence) and self.sequence[waiting][0] < token:
                if self.functions[self.sequence[waiting][0]] in (SPEAKING, SUBJECT):
                    subjects.append(self.sequence[waiting])
                waiting += 1
            if token in phrases:
                self.links.append((token, phrases[token]))
                subjects.append((token, phrases[token]))
            elif tokens.tags[token] == PRONOUN and tokens.lowers[token] in ("he", "she"):
                number = self._last_fitting(tokens, subjects, token)
                if number is not None:
                    self.links.append((token, number))
                    subjects.append((token, number))

    def _last_fitting(
        self, tokens: Tokens, subjects: Sequence[tuple[int, int]], token: int
    ) -> int | None:
        sign = 1 if tokens.lowers[token] == "he" else -1
        for at, number in reversed(subjects[-_SUBJECTS_BACK:]):
            if tokens.paragraphs[token] - tokens.paragraphs[at] > 1:
                return None
            person = self.people[number]
            if not person.is_organisation and person.gender * sign > -_PRONOUN_EVIDENCE:
                return number
        return None

    def link_before(self, token: int) -> tuple[int, int] | None:
        """The last pronoun or such phrase before a token and whom it was followed to."""
        at = bisect_left(self.links, (token, -1))
        return self.links[at - 1] if at else None

    def _likeliest(self, tokens: Tokens, candidates: Sequence[Person], mention: Mention) -> Person:
        """Of several namesakes the one named in this paragraph, else in full most often so far."""
        paragraph = tokens.paragraphs[mention.head]
        near = [
            one
            for one in candidates
            if one.occurrences and tokens.paragraphs[one.occurrences[-1]] == paragraph
        ]
        if near:
            return max(near, key=lambda one: one.occurrences[-1])
        return max(candidates, key=lambda one: len(one.full_names))  # of equals the first

    def _collect_gender(self, tokens: Tokens, pronouns: Sequence[int]) -> None:
        """Pronouns in a sentence that names one person only tell that person's gender."""
        by_sentence: dict[int, set[int]] = {}
        first: dict[int, int] = {}
        for token, number in self.sequence:
            if not self.people[number].is_organisation:
                by_sentence.setdefault(tokens.sentences[token], set()).add(number)
                first.setdefault(tokens.sentences[token], token)
        for token in pronouns:
            tag, lower = tokens.tags[token], tokens.lowers[token]
            sign = 1 if lower in _MALE_WORDS else -1
            sentence = tokens.sentences[token]
            is_earlier = tag == DETERMINER and tokens.opens_sentence(token)  # "Her husband, X,"
            if tag == PRONOUN and first.get(sentence, -1) > token:
                is_earlier = True
            near = by_sentence.get(sentence - is_earlier)
            if near is None and tag == PRONOUN:
                near = by_sentence.get(sentence - 1)
            if near and len(near) == 1:
                self.people[next(iter(near))].pronoun_gender += _PRONOUN_EVIDENCE * sign

    def before(self, token: int, limit: int) -> list[tuple[int, int]]:
        """The last `limit` occurrences before a token, nearest first: (token, person number)."""
        at = bisect_left(self.sequence, (token, -1))
        return self.sequence[max(0, at - limit) : at][::-1]

    def after(self, token: int, limit: int) -> list[tuple[int, int]]:
        """The first `limit` occurrences after a token, nearest first."""
        at = bisect_left(self.sequence, (token + 1, -1))
        return self.sequence[at : at + limit]

    def between(self, start: int, end: int) -> list[int]:
        """The numbers of the people named from token `start` on and before `end`."""
        at, stop = bisect_left(self.sequence, (start, -1)), bisect_left(self.sequence, (end, -1))
        return [number for _, number in self.sequence[at:stop]]

    def last_before(self, person: Person, token: int) -> int | None:
        """The token of a person's last occurrence before a token."""
        at = bisect_left(person.occurrences, token)
        return person.occurrences[at - 1] if at else None


def _gender_of_phrase(tokens: Tokens, mention: Mention) -> float:
    """What the noun before a name tells: "her husband, Paul Roe"; above zero male."""
    at = mention.first - 1
    if tokens.padded[at] == COMMA and phrase_with_apposition(tokens, mention) is not None:
        at -= 1
    if tokens.padded[at] != WORD or tokens.tag(at - 1) not in (DETERMINER, POSSESSIVE, WORD):
        return 0.0
    lower, lists = tokens.lowers[at], words()
    return 2.0 * (lower in lists["male_titles"]) - 2.0 * (lower in lists["female_titles"])


def _takes_part(tokens: Tokens, mention: Mention) -> bool:
    """Whether only people stand so: "was dismissed by Roe", "she asked Roe", "what did Roe do"."""
    at = mention.first - 1
    return tokens.lowers[at] != "by" or is_past_form(tokens.padded_lowers[at - 1])


def _has_article(tokens: Tokens, mention: Mention, before: str) -> bool:
    """Whether "the" or "a" stands right before the name: "the Roe Gardens"."""
    return not mention.titles and (before in _ARTICLES or tokens.lowers[mention.first] in _ARTICLES)
