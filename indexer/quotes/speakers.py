"""Whom a mention stands for: the people it could mean and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.quotes.lexicon import given_names, words
from indexer.quotes.mentions import BARE, FULL, NOMINAL, ORGANISATION, PERSONAL, SURNAME, Mention
from indexer.quotes.names import surname_key
from indexer.quotes.narrative import COMMA, DETERMINER, NAME, PREPOSITION, WORD, Narrative
from indexer.quotes.occurrences import ROLE_OF_TITLE, SPEAKING, SUBJECT, Occurrences
from indexer.quotes.people import People, Person

_BACK, _AHEAD = 24, 2
_MAX_CANDIDATES = 8
_APPOSITION_REACH = 7


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
        if mention.is_plural or (mention.kind == PERSONAL and word in ("i", "it")):
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
            head = _role(self.narrative.lowers[mention.head])
            found += [one.number for one in everyone if head in one.roles and one.number not in found]
        fitting = [everyone[one] for one in found if _agreement(everyone[one], word) != "no"]
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
        return head not in words()["unnamed_roles"] or any(
            _role(head) in person.roles for person in self.people.people
        )

    def _explained_by_name(self, number: int) -> Person | None:
        """Whose name follows at once: "His partner at Lenox, Jane Roe", "secretary of state Roe"."""
        mention = self.mentions[number]
        narrative = self.narrative
        if mention.kind not in (NOMINAL, BARE) or mention.is_plural:
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
            is_next = narrative.tag(first - 1) == COMMA or (between[-1:] == [WORD] and between)
            if is_next and len(named) == 1 and not named[0].is_organisation:
                return named[0] if commas or PREPOSITION in between else None
        return None

    def role_match(self, mention: Mention, person: Person) -> str:
        """How a role noun fits a person: title before the name, in its description, or not."""
        head = self.narrative.lowers[mention.head]
        if head in _plain_titles(person):
            return "title"
        return "role" if _role(head) in person.roles else "no"

    def describe(
        self, number: int, quote: int, candidates: Sequence[Person | None], history: Sequence[Said]
    ) -> list[list[str]]:
        """The features of each candidate, in the same order."""
        mention = self.mentions[number]
        word = self._word(mention)
        quoted = self._quoted_words(quote)
        order = self._recency(mention.first, word)
        described = []
        for person in candidates:
            if person is None:
                described.append(self._nobody(mention, word))
                continue
            features = self._standing(mention, person, word, order)
            features += self._kind_features(mention, person, word)
            features += self._history_features(number, quote, person, history, word)
            if person.last in quoted:
                features.append("in:" + word)
            described.append(features)
        return described

    def _word(self, mention: Mention) -> str:
        """The class of mention that features are told apart by."""
        if mention.kind == PERSONAL:
            lower = self.narrative.lowers[mention.first]
            return "he" if lower == "she" else lower
        # A phrase that takes up somebody is weighed like a pronoun.
        return "he" if self.takes_up(mention) else mention.kind

    def _quoted_words(self, quote: int) -> set[str]:
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        content = narrative.text[narrative.starts[token] : narrative.ends[token]]
        return {surname_key(_bare(word)) for word in content.split() if not word.islower()}

    def _recency(self, token: int, word: str) -> list[int]:
        """The people named before, the last one first, those that cannot be meant left out."""
        order: list[int] = []
        lower = self.narrative.lowers[token]
        for _, number in self.occurrences.before(token, _BACK):
            person = self.people.people[number]
            if (
                number not in order
                and _agreement(person, lower) not in ("no", "org")
                and _is_personal(person)
            ):
                order.append(number)
        return order

    def _nobody(self, mention: Mention, word: str) -> list[str]:
        head = self.narrative.lowers[mention.head]
        features = ["0:" + word]
        if mention.kind in (NOMINAL, BARE):
            determiner = self.narrative.lowers[mention.first] if mention.kind == NOMINAL else ""
            known = any(_role(head) in person.roles for person in self.people.people)
            noun = _head_class(head)
            features += [
                f"0d:{determiner}",
                f"0c:{word}{noun}",
                "0h:" + head,
                f"0r:{noun}{determiner == 'the'}{known}",
            ]
        return features

    def _standing(
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
            f"main:{word}{total >= max(len(one.occurrences) for one in self.people.people)}",
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
        return not before or narrative.paragraphs[before[0][0]] != narrative.paragraphs[mention.first]

    def _kind_features(self, mention: Mention, person: Person, word: str) -> list[str]:
        lower = self.narrative.lowers[mention.first]
        agreement = _agreement(person, lower)
        sort = _sort(person)
        features = [f"g:{word}{agreement}", f"k:{word}{sort}", f"ka:{word}{sort}{agreement}"]
        if mention.kind in (NOMINAL, BARE):
            match = self.role_match(mention, person)
            modifiers = set(self.narrative.lowers[mention.first + 1 : mention.head])
            shares = not modifiers.isdisjoint(person.described)
            features += [f"ro:{match}", f"rom:{match}{shares}{bool(modifiers)}"]
        elif mention.kind == SURNAME:
            same = bool(person.titles & set(mention.titles))
            features += [
                f"ti:{same}",
                f"last:{surname_key(mention.name[-1]) == person.last}",
                f"ce:{min(person.certain, 4)}",
                f"cm:{self._is_main_namesake(mention, person)}",
                f"cf:{self._is_first_namesake(mention, person)}",
            ]
        return features

    def _is_main_namesake(self, mention: Mention, person: Person) -> bool:
        """Whether nobody of that surname is named in full more often."""
        return all(one.certain <= person.certain for one in self.people.matches(mention))

    def _is_first_namesake(self, mention: Mention, person: Person) -> bool:
        """Whether nobody of that surname is named earlier in the article."""
        return all(
            one is person or not one.occurrences or one.occurrences[0] > person.occurrences[0]
            for one in self.people.matches(mention)
            if person.occurrences
        )

    def _history_features(
        self, number: int, quote: int, person: Person, history: Sequence[Said], word: str
    ) -> list[str]:
        """How the earlier quotes' speakers speak for a person."""
        if not history:
            return ["h0:" + word]
        narrative = self.narrative
        token = self.mentions[number].first
        previous = history[-1]
        at = narrative.quote_tokens[previous.quote]
        gap = min(narrative.paragraphs[narrative.quote_tokens[quote]] - narrative.paragraphs[at], 3)
        same = "P" if previous.person == person.number else "-"
        latest = self.occurrences.last_before(person, token)
        since = latest is not None and latest > at
        between = [
            self.occurrences.functions[one] in (SUBJECT, SPEAKING)
            for one, other in self.occurrences.before(token, 6)
            if one > at and other != previous.person
        ]
        others = f"{min(len(between), 2)}{any(between)}"
        features = [
            f"h1:{word}{same}{gap}",
            f"hs:{word}{same}{since}{gap}",
            f"hn:{word}{same}{others}",
            f"hg:{word}{same}{others}{gap}{since}",
            f"h2:{word}{same}{person.number in [said.person for said in history[-5:-1]]}",
        ]
        if previous.mention == number:
            features.append(f"hm:{word}{same}")
        return features


def _plain_titles(person: Person) -> set[str]:
    """The titles of a person as role nouns, those of deputies left out."""
    if "vice" in person.titles or "deputy" in person.titles:
        return set()
    return {ROLE_OF_TITLE.get(title, title) for title in person.titles}


def _is_personal(person: Person) -> bool:
    """Whether anything shows that a name is a person's."""
    return not person.is_organisation and (
        bool(person.titles) or bool(person.roles) or person.speaks or abs(person.gender) > 1
    )


def _sort(person: Person) -> str:
    """How sure it is that a name is a person's."""
    if person.is_organisation:
        return "o"
    if person.first in given_names() or person.titles:
        return "p"
    return "2" if person.first else "1"


def _agreement(person: Person, word: str) -> str:
    """How "he" or "she" agrees with a person's gender; "-" for other words."""
    if word not in ("he", "she"):
        return "-"
    if person.is_organisation:
        return "org"
    evidence = person.gender if word == "he" else -person.gender
    if evidence > 1.0:
        return "yes"
    if evidence > 0.2:
        return "weak"
    if evidence >= -0.2:
        return "unknown"
    return "doubt" if evidence >= -1.0 else "no"


def _bare(word: str) -> str:
    return word.strip("“”\"'‘’.,!?;:()[]").removesuffix("'s").removesuffix("’s")


_SAME_ROLE = {
    "congresswoman": "congressman",
    "lawmaker": "congressman",
    "representative": "congressman",
    "chairwoman": "chairman",
    "chair": "chairman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "businesswoman": "businessman",
    "physician": "doctor",
}


def _role(head: str) -> str:
    return _SAME_ROLE.get(head, head)


def _head_class(head: str) -> str:
    lists = words()
    for name in ("anonymous_heads", "document_heads", "role_nouns", "plural_sources"):
        if head in lists[name]:
            return name[0]
    return "-"
