"""What speaks for each of the people that a mention may stand for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.quotes.mentions.mention import BARE, NOMINAL, PERSONAL, SURNAME, Mention
from indexer.quotes.noun_classes import NounClass, noun_class
from indexer.quotes.people.agreement import Agreement, agreement, is_personal, name_sort
from indexer.quotes.people.descriptions import phrase_fit
from indexer.quotes.people.names import surname_key
from indexer.quotes.people.person import Person
from indexer.quotes.speakers.candidates import Speakers
from indexer.quotes.speakers.deaths import first_death
from indexer.quotes.speakers.history import History
from indexer.quotes.speakers.organisations import organisation_fit
from indexer.quotes.speakers.salience import Salience

_BACK = 24


@dataclass(frozen=True, slots=True)
class _Since:
    """What happened between the quote before and a mention, whoever it stands for.

    Attributes:
        gap: Paragraphs between the quotes, at most 3.
        speaker, speakers: Who spoke last, and in the four quotes before that.
    """

    gap: int
    speaker: int | None
    speakers: Sequence[int | None]


class _Namesakes:
    """The people of one surname where a mention stands.

    Args:
        people: All of them.
        token: The mention's.
    """

    def __init__(self, people: Sequence[Person], token: int) -> None:
        self._counts = {one.number: bisect_left(one.full_names, token) for one in people}
        self._most = max(self._counts.values(), default=0)
        self._firsts = sorted(one.occurrences[0] for one in people if one.occurrences)

    def is_commonest(self, person: Person) -> bool:
        """Whether nobody of that surname was named in full more often before."""
        return self._counts.get(person.number, 0) == self._most

    def is_first(self, person: Person) -> bool:
        """Whether nobody else of that surname is named earlier in the article."""
        if not person.occurrences:
            return True
        earlier = bisect_right(self._firsts, person.occurrences[0])
        return earlier <= (person.number in self._counts)


class SpeakerFeatures:
    """Describes candidates for the speakers of one article's quotes.

    Args:
        speakers: The candidates.
    """

    def __init__(self, speakers: Speakers) -> None:
        self._speakers = speakers
        self.tokens = speakers.tokens
        self.mentions = speakers.mentions
        self.people = speakers.people
        self.occurrences = speakers.occurrences
        self._salience = Salience(speakers.tokens, speakers.people, speakers.occurrences)
        self._by_pronoun: dict[str, set[int]] = {}
        self._deaths: dict[int, float] = {}

    def describe(
        self,
        number: int,
        quote: int,
        candidates: Sequence[Person | None],
        history: History,
    ) -> list[list[str]]:
        """The features of each candidate, in the same order."""
        mention = self.mentions[number]
        word = self._word(mention)
        quoted = self._quoted_words(quote)
        pronoun = self._pronoun(mention)
        context = self._salience.context(mention, self._recency(mention, pronoun))
        since = self._since(quote, history)
        found = self.people.matches(mention) if mention.kind == SURNAME else ()
        namesakes = _Namesakes(found, mention.first)
        asked = self._speakers.asked(mention)
        described = []
        for person in candidates:
            if person is None:
                described.append(self._nobody(mention, word))
                continue
            features = self._salience.describe(context, person, word)
            features += self._kind_features(mention, person, word, pronoun, namesakes)
            features += self._history_features(person, since, word)
            if asked is not None:
                features.append(f"as:{word}{person is asked!s}")
            if self._is_dead(person, mention.first):
                features.append("dead:" + mention.kind)
            if person.last in quoted:
                features.append("in:" + word)
            described.append(features)
        return described

    def _word(self, mention: Mention) -> str:
        """The class of a mention in the names of features."""
        if mention.kind == PERSONAL:
            lower = mention.pronoun(self.tokens)
            return "he" if lower in ("she", "they") else lower
        # A phrase that refers back to somebody is weighed like a pronoun.
        return "he" if self._speakers.refers_back(mention) else mention.kind

    def _pronoun(self, mention: Mention) -> str:
        """The mention itself if it is a pronoun, or one that has the gender of its noun."""
        if mention.kind in (NOMINAL, BARE):
            return self._speakers.phrase(mention).pronoun
        return mention.pronoun(self.tokens)

    def _quoted_words(self, quote: int) -> set[str]:
        tokens = self.tokens
        token = tokens.quote_tokens[quote]
        content = tokens.text[tokens.starts[token] : tokens.ends[token]]
        return {surname_key(_bare(word)) for word in content.split() if not word.islower()}

    def _recency(self, mention: Mention, pronoun: str) -> list[int]:
        """The people named before whom the mention can mean, the last one first."""
        before = self.occurrences.before(mention.first, _BACK)
        possible = self._possible(pronoun if pronoun in ("he", "she") else "")
        return [one for one in dict.fromkeys([one for _, one in before]) if one in possible]

    def _possible(self, pronoun: str) -> set[int]:
        """The numbers of the people whom a pronoun, or "" for any mention, can mean."""
        known = self._by_pronoun.get(pronoun)
        if known is None:
            known = self._by_pronoun[pronoun] = {
                one.number
                for one in self.people.everyone
                if is_personal(one) and agreement(one, pronoun) != Agreement.NO
            }
        return known

    def _nobody(self, mention: Mention, word: str) -> list[str]:
        head = self.tokens.lowers[mention.head]
        features = ["0:" + word]
        if mention.kind in (NOMINAL, BARE):
            determiner = self.tokens.lowers[mention.first] if mention.kind == NOMINAL else ""
            known = self._speakers.has_antecedent(mention)
            found = noun_class(head)
            noun = NounClass.OTHER if found == NounClass.OTHER_PLURAL else found
            features += [
                f"0d:{determiner}",
                f"0c:{word}{noun}",
                "0h:" + head,
                f"0r:{noun}{determiner == 'the'!s}{known!s}",
            ]
        return features

    def _is_dead(self, person: Person, token: int) -> bool:
        """Whether a person's death is told before a token, close to the name."""
        known = self._deaths.get(person.number)
        if known is None:
            known = self._deaths[person.number] = first_death(self.tokens, person.occurrences)
        return known < token

    def _kind_features(
        self,
        mention: Mention,
        person: Person,
        word: str,
        pronoun: str,
        namesakes: _Namesakes,
    ) -> list[str]:
        agrees = agreement(person, pronoun)
        sort = name_sort(person)
        features = [f"ka:{word}{sort}{agrees}"]
        if mention.kind in (NOMINAL, BARE):
            match = self._speakers.role_match(mention, person)
            phrase = self._speakers.phrase(mention)
            how = phrase_fit(phrase, person.described)
            was = f"{'former' in person.described!s}{'former' in phrase.other!s}"
            features += [f"ro:{match}", f"rom:{match}{how}", f"fit:{how}", f"fo:{match}{was}"]
            features.append(f"og:{organisation_fit(self.tokens.lowers[mention.head], person)}")
        elif mention.kind == SURNAME:
            features += [
                f"ce:{min(person.certain, 4)}",
                f"cf:{namesakes.is_first(person)!s}",
                f"cb:{namesakes.is_commonest(person)!s}",
            ]
        return features

    def _since(self, quote: int, history: History) -> _Since | None:
        """What happened since the quote before; None without one."""
        if not history:
            return None
        tokens = self.tokens
        previous = history[-1]
        quotes, paragraphs = tokens.quote_tokens, tokens.paragraphs
        gap = paragraphs[quotes[quote]] - paragraphs[quotes[previous.quote]]
        return _Since(
            min(gap, 3),
            previous.person,
            [said.person for said in history[-5:-1]],
        )

    def _history_features(self, person: Person, since: _Since | None, word: str) -> list[str]:
        """How the earlier quotes' speakers speak for a person."""
        if since is None:
            return ["h0:" + word]
        same = "P" if since.speaker == person.number else "-"
        return [
            f"h1:{word}{same}{since.gap}",
            f"h2:{word}{same}{person.number in since.speakers!s}",
        ]


def _bare(word: str) -> str:
    return word.strip("“”\"'‘’.,!?;:()[]").removesuffix("'s").removesuffix("’s")
