"""Whose words a quote may be by the grammar of what stands before it in its sentence.

"X, who left early, issued a statement saying Q": the participle leads to the verb before it,
and this one to its subject. In "X says that Y thinks Q" both are subjects, of one level each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.quotes.lexicon import cues, words
from indexer.quotes.mentions.mention import BARE, FULL, PERSONAL, SURNAME, Mention
from indexer.quotes.narrative.narrative import (
    ADVERB,
    CLOSE,
    COMMA,
    CUE,
    NUMBER,
    OPEN,
    PREPOSITION,
    TIME,
    WORD,
    Narrative,
)
from indexer.quotes.sources.eligible import leads_to_cue
from indexer.quotes.sources.verbs import (
    FINITE,
    NOUN,
    PARTICIPLE,
    PASSIVE,
    Verb,
    find_verbs,
    is_verb,
)

_BACK_TOKENS = 90
_MAX_STEPS, _MAX_LEVELS = 4, 3
_INSERTION, _PHRASES, _PARENTHESIS = 25, 10, 9
_OWNED = 3  # tokens from a possessive to the noun of saying that it owns
_IN_PHRASE = frozenset("PDNw#'RT")
# Prepositions that also begin clauses, so that a subject may follow.
_OPENING_CLAUSES = frozenset(
    ("after", "before", "since", "because", "as", "like", "than", "until", "with")
)
_RELATIVES = frozenset(("what", "which", "whom", "where", "how", "why"))
_ADVERBIAL = frozenset(
    ("when", "after", "while", "if", "because", "since", "before", "until", "although", "once")
)
_ROUNDING = frozenset(("about", "around", "over", "under"))  # "about 50 people said"
_JOINING = frozenset(("and", "but"))
_REPORTING = frozenset(("say", "report", "judge", "think"))
_SAYING = frozenset(("say", "report"))
_TELLING = _SAYING | {"judge"}
_ALL_FINITE = frozenset((FINITE, "t", "u"))


class Subject(NamedTuple):
    """A mention that is the subject of a verb on the way to a quote.

    Attributes:
        mention: Its number.
        steps: The forms of the verbs passed, from the quote back, the subject's own last; "t"
            and "u" stand for whole clauses reported by the next one, close to it or further off.
        group: The class of the verb nearest to the quote, as in `Verb`.
        own: The class of the verb that it is the subject of.
    """

    mention: int
    steps: str
    group: str
    own: str


class Clauses:
    """The subjects on the way to the quotes of one article.

    Args:
        narrative: The article's token row.
        mentions: All mentions, in order.
        barred: Numbers of those that are no subjects, whatever stands beside them.
    """

    def __init__(
        self, narrative: Narrative, mentions: Sequence[Mention], barred: Container[int] = ()
    ) -> None:
        self.narrative = narrative
        self.mentions = mentions
        self._barred = barred
        self._firsts = [one.first for one in mentions]
        self._known: dict[int, dict[int, list[str]]] = {}
        self._subjects: dict[int, list[Subject]] = {}

    def features(self, token: int) -> dict[int, list[str]]:
        """Numbers of the mentions that `subjects` finds for a quote, and what speaks for each."""
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = {}
            for level, (number, steps, group, _) in enumerate(self.subjects(token)):
                last = f"{level}{steps[-1]}"
                found[number] = [
                    f"y:{level}{steps}",
                    f"yg:{last}{group}",
                    f"yk:{last}{self.mentions[number].kind}",
                ]
        return found

    def reported(self, token: int) -> int | None:
        """The name whose words another one passes on before a quote: "Roe said Doe called it Q".

        Returns:
            The mention's number; None if nobody plainly tells what somebody named says.
        """
        for inner, outer in pairwise(self.subjects(token)):
            is_object = inner.steps == NOUN + FINITE and inner.own == "judge"  # "called the offer"
            if not (is_object or _ALL_FINITE.issuperset(inner.steps)):
                return None
            if inner.own in _TELLING:
                is_direct = outer.steps in (f"{inner.steps[:-1]}{step}{FINITE}" for step in "tu")
                is_told = is_direct and self._is_told_of(inner.mention, outer.steps[-2])
                return inner.mention if is_told and outer.own in _SAYING else None
        return None

    def _is_told_of(self, number: int, step: str) -> bool:
        """Whether a name opens what another verb reports, its own verb right behind it."""
        mention, narrative = self.mentions[number], self.narrative
        is_named = mention.kind in (FULL, SURNAME) and not mention.is_possessive
        is_apart = step == "u" and narrative.padded_lowers[mention.first - 1] != "that"
        return is_named and not is_apart and leads_to_cue(narrative, mention.last)

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
        narrative = self.narrative
        start = max(narrative.sentence_start(token), token - _BACK_TOKENS)
        verbs = find_verbs(narrative, start, token)
        if not verbs:
            return []
        owners = self._owners(start, token, verbs)
        at, steps = self._governor(token, verbs)
        group = verbs[at].group
        found: list[Subject] = []
        while at >= 0 and len(steps) < _MAX_STEPS and len(found) < _MAX_LEVELS:
            number, form = owners.get(at), verbs[at].form
            if number is None or self._is_aside(number, steps, verbs[at].last, token):
                steps += form
                at -= 1
                continue
            found.append(Subject(number, steps + form, group, verbs[at].group))
            if verbs[at].group in _SAYING and self._is_joined(number):
                break
            at, step = self._above(self.mentions[number].first - 1, verbs[:at])
            steps += step
        return found

    def _is_joined(self, number: int) -> bool:
        """Whether "and" is before a subject, so that its clause is reported by no other."""
        first = self.mentions[number].first
        return self.narrative.padded_lowers[first - 1] in _JOINING

    def _is_aside(self, number: int, steps: str, verb: int, token: int) -> bool:
        """Whether a clause is closed before the words that lead to a quote.

        "Praised X for what Y did, calling it Q", "said that when Y left town, Q".
        """
        narrative = self.narrative
        opening = narrative.padded_lowers[self.mentions[number].first - 1]
        if steps == PARTICIPLE:
            return opening in _RELATIVES
        is_closed = not steps and verb < token - 2 and narrative.padded[token - 1] == COMMA
        return is_closed and opening in _ADVERBIAL

    def _governor(self, token: int, verbs: Sequence[Verb]) -> tuple[int, str]:
        """The verb that leads to the quote, and the step there: the last one, but for "as".

        "X praised Y, who had lost, as Q": only a verb of judging goes with "as".
        """
        last = len(verbs) - 1
        lowers = self.narrative.padded_lowers
        if "as" in (lowers[token - 1], lowers[token - 2]):
            for at in range(last, -1, -1):
                if verbs[at].group == "judge":
                    return at, "a" if at < last else ""
        return last, ""

    def _above(self, before: int, verbs: Sequence[Verb]) -> tuple[int, str]:
        """The verb of the clause in which a clause is reported; -1 if there is none.

        Args:
            before: The token before the inner clause's subject.
            verbs: Those before the inner clause's verb.
        """
        if self.narrative.lower(before) == "that":
            before -= 1
        for at in range(len(verbs) - 1, -1, -1):
            if verbs[at].last == before:
                return at, "t"
        for at in range(len(verbs) - 1, -1, -1):
            if verbs[at].group in _REPORTING and verbs[at].form != NOUN:
                return at, "u"
        return -1, ""

    def _owners(self, start: int, end: int, verbs: Sequence[Verb]) -> dict[int, int]:
        """Number of a verb -> number of the mention that is its subject or owns the noun."""
        narrative = self.narrative
        starts = {verb.first: number for number, verb in enumerate(verbs)}
        owners: dict[int, int] = {}
        no_names = words()["not_names"]
        for number in range(bisect_left(self._firsts, start), bisect_left(self._firsts, end)):
            mention = self.mentions[number]
            if number in self._barred:
                continue
            if mention.kind == BARE and narrative.lowers[mention.first] in no_names:
                continue  # "According to"
            if mention.is_possessive:
                start_of_owned = mention.last + (mention.kind != PERSONAL)
                near = range(start_of_owned, start_of_owned + _OWNED)
                verb = next((starts[at] for at in near if at in starts), None)
                if verb is not None and verbs[verb].form == NOUN:
                    owners.setdefault(verb, number)
                continue
            verb = starts.get(self._verb_after(mention, start, end, starts))
            # "with X saying" has a subject of its own.
            is_with = narrative.padded_lowers[mention.first - 1] == "with"
            forms = (PARTICIPLE,) if is_with else (FINITE, PASSIVE)
            if verb is not None and verbs[verb].form in forms:
                owners[verb] = number
        self._add_antecedents(owners, verbs)
        return owners

    def _add_antecedents(self, owners: dict[int, int], verbs: Sequence[Verb]) -> None:
        """Give the verb behind a relative clause its subject: "Those who saw Roe leave said"."""
        for verb, number in list(owners.items()):
            if number == 0 or self.narrative.lowers[self.mentions[number].first] != "who":
                continue
            if self.mentions[number - 1].last != self.mentions[number].first:
                continue
            for later in range(verb + 1, len(verbs)):
                between = self.narrative.lowers[verbs[verb].last : verbs[later].first]
                if "," in between or not _JOINING.isdisjoint(between):
                    break
                if later not in owners and verbs[later].group in _SAYING:
                    owners[later] = number - 1
                    break

    def _verb_after(self, mention: Mention, start: int, end: int, starts: dict[int, int]) -> int:
        """Where the verb of a mention begins, -1 if it seems to be no subject."""
        narrative = self.narrative
        before = mention.first - 1
        tag = narrative.padded[before] if mention.first > start else ""
        lower = narrative.padded_lowers[before]
        is_inside = tag == PREPOSITION and lower not in _OPENING_CLAUSES
        if narrative.tags[mention.first] == NUMBER and lower in _ROUNDING:
            is_inside = False
        if is_inside and mention.kind != PERSONAL:
            return -1
        at = self._skip(mention.last, end)
        if at in starts:
            return -1 if self._is_object(before, tag, at) else at
        if narrative.tag(at) == PREPOSITION:
            at = self._skip_phrases(at, end)
            if at in starts:
                return at
        return self._after_insertion(at, end, starts) if narrative.tag(at) == COMMA else -1

    def _is_object(self, before: int, tag: str, at: int) -> bool:
        """Whether a phrase between two verbs goes with the first: "used a name given to him"."""
        narrative = self.narrative
        if tag == WORD:
            return is_verb(narrative, before)
        if tag != CUE or narrative.tag(at) not in (CUE, WORD):
            return False
        return cues()[narrative.lowers[before]].group in ("act", "judge")

    def _after_insertion(self, comma: int, end: int, starts: dict[int, int]) -> int:
        """The verb after the comma that ends what this one begins: "X, of Y, said"."""
        tags = self.narrative.tags
        for at in range(comma + 1, min(comma + _INSERTION, end)):
            if tags[at] == COMMA:
                after = self._skip(at + 1, end)
                if after in starts:
                    return after
        return -1

    def _skip(self, token: int, end: int) -> int:
        """Past a parenthesis, adverbs and days."""
        narrative = self.narrative
        tags = narrative.tags
        if token < end and tags[token] == OPEN:
            near = range(token, min(token + _PARENTHESIS, end))
            token = next((at + 1 for at in near if tags[at] == CLOSE), token)
        while token < end and (
            tags[token] in (ADVERB, TIME)
            or (narrative.lowers[token] == "on" and narrative.tag(token + 1) == TIME)
        ):
            token += 1
        return token

    def _skip_phrases(self, token: int, end: int) -> int:
        """Past prepositional phrases, up to a verb."""
        tags = self.narrative.tags
        stop = min(token + _PHRASES, end)
        at = token
        while at < stop and tags[at] in _IN_PHRASE:
            if at > token and is_verb(self.narrative, at):
                break
            at += 1
        return at
