"""The subjects that lead to a quote, by the grammar of its sentence before it.

"X, who left early, issued a statement saying Q": the participle leads to the verb before it,
and this one to its subject. In "X says that Y thinks Q" both are subjects, of one level each.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from indexer.quotes.lexicon import SAYING, CueClass, words
from indexer.quotes.mentions.mention import BARE, Mention
from indexer.quotes.sources.verb_subjects import VerbSubjects
from indexer.quotes.sources.verbs import (
    NOUN,
    PARTICIPLE,
    Verb,
    find_verbs,
)
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_BACK_TOKENS = 90
_MAX_STEPS, _MAX_LEVELS = 4, 3
_RELATIVES = frozenset(("what", "which", "whom", "where", "how", "why"))
_JOINING = frozenset(("and", "but"))
_REPORTING = SAYING | {CueClass.JUDGE, CueClass.THINK}
# The steps of a subject that are no verb forms.
_REPORTED, _REPORTED_APART, _WITH_AS = "t", "u", "a"


class Subject(NamedTuple):
    """A mention that is the subject of a verb on the way to a quote.

    Attributes:
        mention: Its number.
        steps: The forms of the verbs passed, from the quote back, the subject's own last; "t"
            and "u" stand for whole clauses reported by the next one, close to it or further off.
        group: The class of the verb nearest to the quote, as in `Verb`.
    """

    mention: int
    steps: str
    group: CueClass


class Clauses:
    """The subjects on the way to the quotes of one article.

    Args:
        tokens: The article's tokens.
        mentions: All mentions, in order.
        barred: Numbers of the mentions that are not subjects, whatever stands beside them.
    """

    def __init__(
        self, tokens: Tokens, mentions: Sequence[Mention], barred: Container[int] = ()
    ) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self._subjects_of = VerbSubjects(tokens, mentions, barred)
        self._known: dict[int, dict[int, list[str]]] = {}
        self._subjects: dict[int, list[Subject]] = {}

    def features(self, token: int) -> dict[int, list[str]]:
        """Numbers of the mentions that `subjects` finds for a quote, and what speaks for each."""
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = {}
            for level, (number, steps, group) in enumerate(self.subjects(token)):
                last = f"{level}{steps[-1]}"
                found[number] = [
                    f"y:{level}{steps}",
                    f"yg:{last}{group}",
                    f"yk:{last}{self.mentions[number].kind}",
                ]
        return found

    def subjects(self, token: int) -> list[Subject]:
        """The subjects on the way to a quote.

        Args:
            token: The quote's.

        Returns:
            That of the innermost clause first, no mention twice.
        """
        found = self._subjects.get(token)
        if found is None:
            found = self._subjects[token] = self._find_subjects(token)
        return found

    def _find_subjects(self, token: int) -> list[Subject]:
        tokens = self.tokens
        start = max(tokens.sentence_start(token), token - _BACK_TOKENS)
        verbs = find_verbs(tokens, start, token)
        if not verbs:
            return []
        owners = self._subjects_of.find(start, token, verbs)
        at, steps = self._governor(token, verbs)
        group = verbs[at].group
        found: list[Subject] = []
        while at >= 0 and len(steps) < _MAX_STEPS and len(found) < _MAX_LEVELS:
            number, form = owners.get(at), verbs[at].form
            if number is None or self._is_aside(number, steps, verbs[at].last, token):
                steps += form
                at -= 1
                continue
            found.append(Subject(number, steps + form, group))
            if verbs[at].group in SAYING and self._is_joined(number):
                break
            at, step = self._above(self.mentions[number].first - 1, verbs[:at])
            steps += step
        return found

    def _is_joined(self, number: int) -> bool:
        """Whether "and" or "but" begins a subject's clause, so that no other one reports it.

        In "the mayor said bakers and porters say" it joins two nouns, in "a new and broad campaign
        promise" two adjectives.
        """
        first = self.mentions[number].first
        is_second = number > 0 and self.mentions[number - 1].last == first - 1
        if is_second or self.mentions[number].kind == BARE:
            return False
        return self.tokens.padded_lowers[first - 1] in _JOINING

    def _is_aside(self, number: int, steps: str, verb: int, token: int) -> bool:
        """Whether a clause is closed before the words that lead to a quote.

        "Praised X for what Y did, calling it Q", "said that when Y left town, Q".
        """
        tokens = self.tokens
        opening = tokens.padded_lowers[self.mentions[number].first - 1]
        if steps == PARTICIPLE:
            return opening in _RELATIVES
        is_closed = not steps and verb < token - 2 and tokens.padded[token - 1] == tag.COMMA
        return is_closed and opening in words()["adverbial"]

    def _governor(self, token: int, verbs: Sequence[Verb]) -> tuple[int, str]:
        """The verb that leads to the quote, and the step there: the last verb, except before "as".

        "X praised Y, who had lost, as Q": only a verb of judging goes with "as".
        """
        last = len(verbs) - 1
        lowers = self.tokens.padded_lowers
        if "as" in (lowers[token - 1], lowers[token - 2]):
            for at in range(last, -1, -1):
                if verbs[at].group == CueClass.JUDGE:
                    return at, _WITH_AS if at < last else ""
        return last, ""

    def _above(self, before: int, verbs: Sequence[Verb]) -> tuple[int, str]:
        """The verb of the clause in which a clause is reported; -1 if there is none.

        Args:
            before: The token before the inner clause's subject.
            verbs: Those before the inner clause's verb.
        """
        if self.tokens.lower(before) == "that":
            before -= 1
        for at in range(len(verbs) - 1, -1, -1):
            if verbs[at].last == before:
                return at, _REPORTED
        for at in range(len(verbs) - 1, -1, -1):
            if verbs[at].group in _REPORTING and verbs[at].form != NOUN:
                return at, _REPORTED_APART
        return -1, ""
