"""What speaks for each of the people that a mention may stand for."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.agreement import agreement, is_personal, noun_class, sort_of_name
from indexer.quotes.mention import BARE, NOMINAL, PERSONAL, SURNAME, Mention
from indexer.quotes.names import surname_key
from indexer.quotes.occurrences import SPEAKING, SUBJECT
from indexer.quotes.people import Person
from indexer.quotes.speakers import Said, Speakers
from indexer.quotes.standing import Standing

_BACK = 24


class SpeakerFeatures:
    """Describes candidates for the speakers of one article's quotes.

    Args:
        speakers: Who they are; its parts are what is looked at.
    """

    def __init__(self, speakers: Speakers) -> None:
        self._speakers = speakers
        self.narrative = speakers.narrative
        self.mentions = speakers.mentions
        self.people = speakers.people
        self.occurrences = speakers.occurrences
        self._standing = Standing(speakers.narrative, speakers.people, speakers.occurrences)

    def describe(
        self, number: int, quote: int, candidates: Sequence[Person | None], history: Sequence[Said]
    ) -> list[list[str]]:
        """The features of each candidate, in the same order."""
        mention = self.mentions[number]
        word = self._word(mention)
        quoted = self._quoted_words(quote)
        setting = self._standing.setting(mention, self._recency(mention.first))
        described = []
        for person in candidates:
            if person is None:
                described.append(self._nobody(mention, word))
                continue
            features = self._standing.describe(setting, person, word)
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
            return "he" if lower in ("she", "they") else lower
        # A phrase that takes up somebody is weighed like a pronoun.
        return "he" if self._speakers.takes_up(mention) else mention.kind

    def _quoted_words(self, quote: int) -> set[str]:
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        content = narrative.text[narrative.starts[token] : narrative.ends[token]]
        return {surname_key(_bare(word)) for word in content.split() if not word.islower()}

    def _recency(self, token: int) -> list[int]:
        """The people named before, the last one first, those that cannot be meant left out."""
        order: list[int] = []
        lower = self.narrative.lowers[token]
        for _, number in self.occurrences.before(token, _BACK):
            person = self.people.people[number]
            if (
                number not in order
                and agreement(person, lower) not in ("no", "org")
                and is_personal(person)
            ):
                order.append(number)
        return order

    def _nobody(self, mention: Mention, word: str) -> list[str]:
        head = self.narrative.lowers[mention.head]
        features = ["0:" + word]
        if mention.kind in (NOMINAL, BARE):
            determiner = self.narrative.lowers[mention.first] if mention.kind == NOMINAL else ""
            known = self._speakers.has_bearer(head)
            noun = noun_class(head)
            features += [
                f"0d:{determiner}",
                f"0c:{word}{noun}",
                "0h:" + head,
                f"0r:{noun}{determiner == 'the'}{known}",
            ]
        return features

    def _kind_features(self, mention: Mention, person: Person, word: str) -> list[str]:
        lower = self.narrative.lowers[mention.first]
        agrees = agreement(person, lower)
        sort = sort_of_name(person)
        features = [f"g:{word}{agrees}", f"k:{word}{sort}", f"ka:{word}{sort}{agrees}"]
        if mention.kind in (NOMINAL, BARE):
            match = self._speakers.role_match(mention, person)
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


def _bare(word: str) -> str:
    return word.strip("“”\"'‘’.,!?;:()[]").removesuffix("'s").removesuffix("’s")
