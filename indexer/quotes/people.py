"""The people (and other named sources) of one article, and who each name in it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from indexer.quotes.lexicon import given_names, words
from indexer.quotes.mentions import FULL, ORGANISATION, SURNAME, Mention
from indexer.quotes.narrative import (
    AUXILIARY,
    COMMA,
    CUE,
    DETERMINER,
    OBJECT,
    PRONOUN,
    QUOTE,
    STOP,
    WORD,
    Narrative,
)

_FULL_NAME = re.compile(
    r"\b[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*(?: (?:[A-Z]\.|[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*)){1,3}"
)
_MALE_WORDS = frozenset(("he", "him", "his", "himself"))
_FEMALE_WORDS = frozenset(("she", "her", "hers", "herself"))


@dataclass(slots=True)
class Person:
    """A named person, or another thing with a name, within one article.

    Attributes:
        number: Place in order of first appearance.
        name: The fullest form seen, without titles: the canonical name.
        first: First name in lower case, "" where only one name is known.
        last: Key of the surname, see `surname_key`.
        gender: Evidence: above zero male, below female; beyond 1 either way is firm.
        is_organisation: Whether the name looks like an organisation's or a place's.
        titles: Lower-case titles that stood before the name.
        roles: What the text says the person is: role nouns beside the name, lower case.
        occurrences: Token numbers of its mentions, ascending.
    """

    number: int
    name: tuple[str, ...]
    first: str
    last: str
    gender: float = 0.0
    is_organisation: bool = False
    titles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    occurrences: list[int] = field(default_factory=list)

    @property
    def canonical(self) -> str:
        """The name as shown."""
        return " ".join(self.name)


class People:
    """All named sources of an article.

    Attributes:
        people: In order of first appearance; full names before bare surnames.
        by_mention: For each mention (its number), the people that it can stand for; empty for
            mentions that are no names.
        sequence: (token, person number) of every named occurrence, in order of the text, an
            ambiguous name counted for the likeliest.
    """

    def __init__(
        self, narrative: Narrative, mentions: Sequence[Mention], quoted: Iterable[str]
    ) -> None:
        self.people: list[Person] = []
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self.by_mention: list[list[Person]] = [[] for _ in mentions]
        self._add_full_names(mentions)
        self._add_quoted_names(quoted)
        self._add_single_names(mentions)
        self.sequence: list[tuple[int, int]] = []
        self.subjects: set[int] = set()
        self._place(narrative, mentions)
        self._collect_gender(narrative, mentions)

    def _add(self, name: tuple[str, ...]) -> Person:
        """The person of that name, new if not known under it."""
        plain = _without_suffix(name)
        last = surname_key(plain[-1])
        first = plain[0].lower().rstrip(".") if len(plain) > 1 else ""
        suffix = name[len(plain) :]
        for person in self._by_last.get(last, ()):
            same_suffix = _suffix(person.name) == tuple(word.lower().rstrip(".") for word in suffix)
            if same_suffix and same_first_name(person.first, first):
                if len(name) > 1 and len(person.name) < 2:
                    person.name, person.first = name, first
                return person
        person = Person(len(self.people), name, first, last)
        self.people.append(person)
        self._by_last.setdefault(last, []).append(person)
        if first:
            self._by_first.setdefault(first, []).append(person)
        person.gender += _given_name_gender(first or last)
        return person

    def _add_full_names(self, mentions: Sequence[Mention]) -> None:
        # Longest first, so that "Van Hollen" is found to be part of "Chris Van Hollen".
        full = [(number, m) for number, m in enumerate(mentions) if m.kind == FULL]
        tails = {
            tuple(word.lower() for word in m.name[at:])
            for _, m in full
            for at in range(1, len(m.name) - 1)
        }
        given = given_names()
        known = {tuple(word.lower() for word in m.name) for _, m in full}
        for number, mention in full:
            lower = tuple(word.lower() for word in mention.name)
            if lower in tails and lower[0] not in given:
                mention.kind = SURNAME
                continue
            person = self._add(self._proper(mention.name, known))
            self.by_mention[number] = [person]
            self._note_titles(person, mention)

    def _proper(
        self, name: tuple[str, ...], known: Collection[tuple[str, ...]]
    ) -> tuple[str, ...]:
        """Without words before a full name that also stands alone ("Meet Jane Roe")."""
        given = given_names()
        for at in range(1, len(name) - 1):
            tail = tuple(word.lower() for word in name[at:])
            if tail in known and tail[0] in given and name[0].lower() not in given:
                return name[at:]
        return name

    def _add_quoted_names(self, quoted: Iterable[str]) -> None:
        """Full names that stand in quotes or in the title; they explain surnames elsewhere."""
        lists = words()
        common = lists["not_names"] | lists["titles"] | lists["honorifics"] | lists["places"]
        known = given_names()
        for text in quoted:
            for found in _FULL_NAME.finditer(text):
                name = found.group().split()
                while len(name) > 1 and name[0].lower().rstrip(".") in common:
                    name = name[1:]
                if len(name) > 1 and name[0].lower() in known and len(name) <= 4:
                    self._add(tuple(name))

    def _add_single_names(self, mentions: Sequence[Mention]) -> None:
        for number, mention in enumerate(mentions):
            if mention.kind == SURNAME:
                matches = self._matches(mention)
                if not matches:
                    matches = [self._add(mention.name)]
                self.by_mention[number] = matches
                if len(matches) == 1:
                    self._note_titles(matches[0], mention)
            elif mention.kind == ORGANISATION:
                namesakes = self._matches(mention) if len(mention.name) == 1 else []
                if any(one.first and not one.is_organisation for one in namesakes):
                    mention.kind = SURNAME
                    self.by_mention[number] = namesakes
                    continue
                person = self._add(mention.name)
                person.is_organisation = True
                self.by_mention[number] = [person]

    def _matches(self, mention: Mention) -> list[Person]:
        """The people whose surname, or else first name, a single name is."""
        key = surname_key(mention.name[-1] if len(mention.name) < 3 else mention.name[0])
        matches = self._by_last.get(surname_key(_without_suffix(mention.name)[-1]), [])
        if not matches and len(mention.name) == 1:
            matches = self._by_first.get(key, [])
        return list(matches)

    def _note_titles(self, person: Person, mention: Mention) -> None:
        if mention.titles:
            lists = words()
            person.titles.update(mention.titles)
            for title in mention.titles:
                person.gender += 3.0 * (title in lists["male_titles"])
                person.gender -= 3.0 * (title in lists["female_titles"])

    def _place(self, narrative: Narrative, mentions: Sequence[Mention]) -> None:
        """Fill `sequence`, the people's occurrences and roles, and `subjects`."""
        for number, mention in enumerate(mentions):
            candidates = self.by_mention[number]
            if not candidates:
                continue
            person = candidates[0]
            if len(candidates) > 1:
                person = max(candidates, key=lambda one: (one.occurrences or [-1])[-1])
            person.occurrences.append(mention.head)
            self.sequence.append((mention.head, person.number))
            if not mention.is_modifier:
                person.roles.update(_roles(narrative, mention))
                if _is_subject(narrative, mention):
                    self.subjects.add(mention.head)

    def _collect_gender(self, narrative: Narrative, mentions: Sequence[Mention]) -> None:
        """Pronouns in a sentence that names one person only tell that person's gender."""
        by_sentence: dict[int, set[int]] = {}
        for token, number in self.sequence:
            if not self.people[number].is_organisation:
                by_sentence.setdefault(narrative.sentences[token], set()).add(number)
        for token, tag in enumerate(narrative.tags):
            if tag not in (PRONOUN, OBJECT, DETERMINER):
                continue
            lower = narrative.lowers[token]
            sign = (lower in _MALE_WORDS) - (lower in _FEMALE_WORDS)
            if not sign:
                continue
            sentence = narrative.sentences[token]
            near = by_sentence.get(sentence)
            if near is None and tag == PRONOUN:
                near = by_sentence.get(sentence - 1)
            if near and len(near) == 1:
                self.people[next(iter(near))].gender += 0.4 * sign

    def before(self, token: int, limit: int) -> list[tuple[int, int]]:
        """The last `limit` occurrences before a token, nearest first: (token, person number)."""
        at = bisect_left(self.sequence, (token, -1))
        return self.sequence[max(0, at - limit) : at][::-1]

    def after(self, token: int, limit: int) -> list[tuple[int, int]]:
        """The first `limit` occurrences after a token, nearest first."""
        at = bisect_left(self.sequence, (token + 1, -1))
        return self.sequence[at : at + limit]


def _roles(narrative: Narrative, mention: Mention) -> list[str]:
    """Role nouns before a name ("former governor Jane Roe") and in what explains it after."""
    nouns = words()["role_nouns"]
    roles = [_ROLE_OF_TITLE.get(title, title) for title in mention.titles]
    token = mention.first - 1
    while token >= 0 and narrative.tags[token] == WORD and mention.first - token < 5:
        roles.append(narrative.lowers[token])
        token -= 1
    token = mention.last
    if narrative.tag(token) == COMMA or narrative.lower(token) in ("is", "was", "as"):
        stop = min(token + 10, len(narrative))
        token += 1
        while token < stop and narrative.tags[token] not in (COMMA, STOP, CUE, QUOTE, PRONOUN):
            roles.append(narrative.lowers[token])
            token += 1
    return [role for role in roles if role in nouns]


_ROLE_OF_TITLE = {
    "sen": "senator",
    "gov": "governor",
    "rep": "congressman",
    "representative": "congressman",
    "sec": "secretary",
    "gen": "general",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "lt": "lieutenant",
    "capt": "captain",
    "maj": "major",
    "col": "colonel",
    "adm": "admiral",
}


def _is_subject(narrative: Narrative, mention: Mention) -> bool:
    """Whether a verb seems to follow, or the name opens its sentence."""
    if mention.is_possessive:
        return False
    token = mention.first
    opens = token == 0 or narrative.sentences[token - 1] != narrative.sentences[token]
    return opens or narrative.tag(mention.last) in (CUE, AUXILIARY)


def surname_key(name: str) -> str:
    """A surname for comparison: lower case, without the Arabic article.

    >>> surname_key("al-Nujaifi") == surname_key("Nujaifi")
    True
    """
    lower = name.lower().replace("’", "'")
    for article in ("al-", "el-", "ad-", "as-", "ash-", "an-"):
        if lower.startswith(article) and len(lower) > len(article) + 2:
            return lower[len(article) :]
    return lower


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names can be the same person's: equal, one an initial, or one a start.

    >>> same_first_name("ben", "benjamin"), same_first_name("bill", "hillary")
    (True, False)
    """
    if not one or not other:
        return one == other
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) > 2 or len(short) == 1 or short == long)


def _without_suffix(name: tuple[str, ...]) -> tuple[str, ...]:
    suffixes = words()["name_suffixes"]
    size = len(name)
    while size > 1 and name[size - 1].lower().rstrip(".") in suffixes:
        size -= 1
    return name[:size]


def _suffix(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower().rstrip(".") for word in name[len(_without_suffix(name)) :])


def _given_name_gender(first: str) -> float:
    sign = given_names().get(first)
    return 0.0 if sign is None else (2.0 if sign == "m" else -2.0)
