"""Whom a mention stands for: the people it could mean and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.quotes.lexicon import words
from indexer.quotes.mentions import BARE, FULL, NOMINAL, ORGANISATION, PERSONAL, SURNAME, Mention
from indexer.quotes.narrative import Narrative
from indexer.quotes.people import People, Person, surname_key

_OCCURRENCES_BACK, _OCCURRENCES_AHEAD = 24, 2
_MAX_CANDIDATES = 8


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
    """

    def __init__(self, narrative: Narrative, mentions: Sequence[Mention], people: People) -> None:
        self.narrative = narrative
        self.mentions = mentions
        self.people = people

    def candidates(self, number: int, history: Sequence[Said]) -> list[Person | None]:
        """The people a mention may stand for; None stands for "nobody with a name".

        Args:
            number: The mention's number.
            history: Outcomes of the quotes before, in order.
        """
        mention = self.mentions[number]
        named = self.people.by_mention[number]
        if mention.kind in (FULL, ORGANISATION) or len(named) == 1:
            return list(named)
        if mention.kind == SURNAME:
            return list(named)
        if mention.is_plural or self.narrative.lowers[mention.first] in ("i", "it"):
            return [None]
        found: list[int] = []
        for said in reversed(history[-3:]):
            if said.person is not None and said.person not in found:
                found.append(said.person)
        token = mention.first
        for _, person in self.people.before(token, _OCCURRENCES_BACK):
            if person not in found and len(found) < _MAX_CANDIDATES:
                found.append(person)
        for _, person in self.people.after(token, _OCCURRENCES_AHEAD):
            if person not in found:
                found.append(person)
        if mention.kind in (NOMINAL, BARE):
            head = _role(self.narrative.lowers[mention.head])
            for one in self.people.people:
                if head in one.roles and one.number not in found:
                    found.append(one.number)
        return [*(self.people.people[one] for one in found), None]

    def describe(
        self, number: int, quote: int, candidates: Sequence[Person | None], history: Sequence[Said]
    ) -> list[list[str]]:
        """The features of each candidate, in the same order."""
        mention = self.mentions[number]
        word = self._word(mention)
        quoted = self._quoted_words(quote)
        token = mention.first
        order = _recency(self.people, token)
        agreeing = [one for one in order if _agreement(self.people.people[one], word) != "no"]
        described = []
        for person in candidates:
            if person is None:
                described.append(self._nobody(mention, word))
            else:
                features = self._features(mention, person, word, order, agreeing)
                features += self._history_features(number, quote, person, history, word)
                if person.last in quoted:
                    features.append("in:" + word)
                described.append(features)
        return described

    def _word(self, mention: Mention) -> str:
        """The class of mention that features are told apart by."""
        if mention.kind == PERSONAL:
            return self.narrative.lowers[mention.first]
        return mention.kind

    def _quoted_words(self, quote: int) -> set[str]:
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        content = narrative.text[narrative.starts[token] : narrative.ends[token]]
        return {surname_key(_bare(word)) for word in content.split() if not word.islower()}

    def _nobody(self, mention: Mention, word: str) -> list[str]:
        narrative = self.narrative
        head = narrative.lowers[mention.head]
        features = ["0:" + word]
        if mention.kind in (NOMINAL, BARE):
            determiner = narrative.lowers[mention.first]
            features += [
                f"0d:{word}{determiner if mention.kind == NOMINAL else ''}",
                f"0c:{word}{_head_class(head)}",
                "0h:" + head,
                f"0r:{_head_class(head)}{determiner == 'the'}{any(head in p.roles for p in self.people.people)}",
            ]
        return features

    def _features(
        self,
        mention: Mention,
        person: Person,
        word: str,
        order: Sequence[int],
        agreeing: Sequence[int],
    ) -> list[str]:
        narrative = self.narrative
        token = mention.first
        agreement = _agreement(person, word)
        rank = order.index(person.number) + 1 if person.number in order else 0
        among = agreeing.index(person.number) + 1 if person.number in agreeing else 0
        at = _last_before(person.occurrences, token)
        if at is None:
            gap = pgap = "never"
            subject = False
        else:
            gap = str(min(narrative.sentences[token] - narrative.sentences[at], 6))
            pgap = str(min(narrative.paragraphs[token] - narrative.paragraphs[at], 4))
            subject = at in self.people.subjects
        count = sum(one < token for one in person.occurrences)
        kind = "o" if person.is_organisation else ("1" if len(person.name) < 2 else "2")
        features = [
            f"g:{word}{agreement}",
            f"r:{word}{rank}",
            f"a:{word}{among}{agreement}",
            f"s:{word}{gap}",
            f"p:{word}{pgap}",
            f"sp:{word}{gap}{pgap}{subject}",
            f"su:{word}{subject}{min(rank, 3)}",
            f"as:{word}{among}{gap}{subject}",
            f"n:{word}{min(count, 6)}",
            f"nt:{word}{min(len(person.occurrences), 8)}",
            f"k:{word}{kind}",
            f"ka:{word}{kind}{agreement}",
            f"first:{word}{person.number == 0}",
        ]
        if mention.kind in (NOMINAL, BARE):
            head = _role(narrative.lowers[mention.head])
            has = head in person.roles
            determiner = narrative.lowers[mention.first]
            features += [
                f"ro:{has}",
                f"rod:{has}{determiner}",
                f"rog:{has}{pgap}",
                f"hd:{_head_class(head)}{determiner}{gap}",
                f"mod:{self._shares_modifier(mention, person)}",
            ]
        elif mention.kind == SURNAME:
            sign = sum((t in words()["male_titles"]) - (t in words()["female_titles"]) for t in mention.titles)
            features += [
                f"ti:{bool(person.titles & set(mention.titles))}",
                f"tg:{sign}{_sign(person.gender)}",
                f"bylast:{surname_key(mention.name[-1]) == person.last}",
            ]
        return features

    def _shares_modifier(self, mention: Mention, person: Person) -> bool:
        """Whether "the Vermont senator" shares a word with the person's own description."""
        return False

    def _history_features(
        self, number: int, quote: int, person: Person, history: Sequence[Said], word: str
    ) -> list[str]:
        if not history:
            return ["h0:" + word]
        narrative = self.narrative
        here = narrative.paragraphs[narrative.quote_tokens[quote]]
        previous = history[-1]
        at = narrative.quote_tokens[previous.quote]
        pgap = min(here - narrative.paragraphs[at], 3)
        features = [f"h1:{word}{previous.person == person.number}{pgap}"]
        if previous.mention == number:
            features.append(f"hm:{word}{previous.person == person.number}")
        latest = person.occurrences and _last_before(person.occurrences, self.mentions[number].first)
        since = latest is not None and latest != [] and latest > at
        order = self.people.before(self.mentions[number].first, 1)
        newest = bool(order) and order[0][1] == person.number and order[0][0] > at
        features.append(f"hs:{word}{previous.person == person.number}{since}{newest}{min(pgap, 2)}")
        new_subject = any(
            t > at and t in self.people.subjects and n != previous.person
            for t, n in self.people.before(self.mentions[number].first, 4)
        )
        features.append(f"hn:{word}{previous.person == person.number}{new_subject}{min(pgap, 2)}")
        earlier = [said.person for said in history[-6:-1]]
        features.append(f"h2:{word}{person.number in earlier}{previous.person == person.number}")
        return features


def _recency(people: People, token: int) -> list[int]:
    order: list[int] = []
    for _, person in people.before(token, _OCCURRENCES_BACK):
        if person not in order and not people.people[person].is_organisation:
            order.append(person)
    return order


def _last_before(occurrences: Sequence[int], token: int) -> int | None:
    latest = None
    for one in occurrences:
        if one >= token:
            break
        latest = one
    return latest


def _agreement(person: Person, word: str) -> str:
    """How a pronoun agrees with a person's gender."""
    if word not in ("he", "she"):
        return "-"
    evidence = person.gender if word == "he" else -person.gender
    if person.is_organisation:
        return "org"
    if evidence > 1.0:
        return "yes"
    if evidence > 0.2:
        return "weak"
    if evidence >= -0.2:
        return "unknown"
    return "doubt" if evidence >= -1.0 else "no"


def _sign(value: float) -> int:
    return (value > 0.5) - (value < -0.5)


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
    "candidate": "candidate",
}


def _role(head: str) -> str:
    return _SAME_ROLE.get(head, head)


def _head_class(head: str) -> str:
    lists = words()
    for name in ("anonymous_heads", "document_heads", "role_nouns", "plural_sources"):
        if head in lists[name]:
            return name[0]
    return "-"
