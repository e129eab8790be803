"""Rare constructions that say whose words a quote is, whatever else stands around it.

"X quoted Y as saying Q", "a video shows Y saying Q", "called Q by Y", "accused by Y of Q": the
mention nearest to the front of the sentence is not the speaker. The constructions are too rare in
the annotated articles for weights of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from indexer.quotes.lexicon import FORMS_OF_BE, SAYING, CueClass, cues, words
from indexer.quotes.mentions.mention import BARE, NOMINAL, PERSONAL, Mention
from indexer.quotes.noun_classes import SPEAKING_NOUNS, noun_class
from indexer.quotes.sources.inscriptions import inscribed
from indexer.quotes.tokens.row import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CUE,
    DETERMINER,
    NAME,
    POSSESSIVE,
    PREPOSITION,
    WORD,
    Tokens,
)

_FAR, _NEAR = 10, 8
_AGENT_REACH = 14
# Nouns of saying whose "of" gives the words, rather than the subject.
_CLAIMS = frozenset(
    (
        *("claim", "claims", "assertion", "assertions", "accusation", "accusations", "allegation"),
        *("allegations", "warning", "warnings", "promise", "promises", "prediction", "predictions"),
    )
)
_EXPLAINING = 5  # tokens before a name that tell whose it is
_MARKS = 4  # signs at the end of a quote
_QUOTING = frozenset(("quote", "cite"))
_IN_PASSIVES = SAYING | {CueClass.JUDGE}
_HEARD_GROUPS = SAYING | {CueClass.ACT}


class Constructions:
    """The sources that the grammar of a sentence leaves no choice about.

    Args:
        tokens: The article's tokens.
        mentions: All mentions, in order.
        near: Numbers of those that stand near the quotes.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], near: Sequence[int]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self._near = near

    @cached_property
    def _by_first(self) -> dict[int, int]:
        return {self.mentions[number].first: number for number in self._speaking}

    @cached_property
    def _by_last(self) -> dict[int, int]:
        return {self.mentions[number].last: number for number in self._speaking}

    @cached_property
    def _by_last_phrase(self) -> dict[int, int]:
        phrases = [n for n in self._near if self.mentions[n].kind in (NOMINAL, BARE)]
        return {self.mentions[number].last: number for number in phrases}

    @cached_property
    def _speaking(self) -> list[int]:
        """The mentions that can speak, the longest last: it counts where several overlap."""
        speaking = [n for n in self._near if _can_speak(self.tokens, self.mentions[n])]
        return sorted(speaking, key=lambda n: self.mentions[n].last - self.mentions[n].first)

    def is_put_to(self, token: int) -> bool:
        """Whether a quote is a question that nobody named asked: "Roe was asked: Q"."""
        tokens = self.tokens
        if "asked" not in tokens.lowers[max(0, token - 2) : token]:
            return False
        at = token - 2
        at -= tokens.padded[token - 1] in (COLON, COMMA)
        at -= tokens.padded[at] == ADVERB
        end = tokens.ends[token]
        is_question = "?" in tokens.text[end - _MARKS : end]
        return is_question and tokens.padded_lowers[at] in FORMS_OF_BE

    def source(self, token: int) -> int | None:
        """Number of the mention whose words the quote at a token is; None if that is open."""
        for find in (
            self._inscribed,
            self._put,
            self._worded,
            self._agent_after,
            self._relative,
            self._quoted,
            self._agent_before,
            self._owned,
        ):
            found = find(token)
            if found is not None:
                return found
        return None

    def _inscribed(self, token: int) -> int | None:
        """The sign of "Y held a sign reading Q"."""
        end = inscribed(self.tokens, token)
        return None if end is None else self._by_last_phrase.get(end)

    def _put(self, token: int) -> int | None:
        """Y of "Q, as Y put it", and of "as Y puts it, Q"."""
        tokens = self.tokens
        start = max(tokens.sentence_start(token), token - _AGENT_REACH)
        end = min(tokens.sentence_end(token), token + _AGENT_REACH)
        near = tokens.lowers[start:end]
        for verb in ("put", "puts"):
            if verb in near:
                at = start + near.index(verb)
                is_idiom = tokens.lower(at + 1) == "it"
                return self._named(self._object_of(at, _is_as)) if is_idiom else None
        return None

    def _worded(self, token: int) -> int | None:
        """Y of "Q, in Y's words", and of "in the words of Y, Q"."""
        tokens = self.tokens
        start = max(tokens.sentence_start(token), token - _NEAR)
        end = min(tokens.sentence_end(token), token + _NEAR)
        near = tokens.lowers[start:end]
        if "words" not in near:
            return None
        at = start + near.index("words")
        if tokens.lower(at + 1) == "of":
            is_theirs = tokens.lowers[max(0, at - 2) : at] == ["in", "the"]
            return self._by_first.get(at + 2) if is_theirs else None
        return self._object_of(at - 1, _is_in) if tokens.tag(at - 1) == POSSESSIVE else None

    def _agent_after(self, token: int) -> int | None:
        """Y of "X was called Q by Y"."""
        tokens = self.tokens
        if tokens.lower(token + 1) != "by" or tokens.opens_sentence(token + 1):
            return None
        is_passive = self._is_participle(self._verb_before(token))
        return self._by_first.get(token + 2) if is_passive else None

    def _agent_before(self, token: int) -> int | None:
        """Y of "X was accused by Y of Q", if no other verb stands between Y and the quote."""
        tokens = self.tokens
        start = max(tokens.sentence_start(token) + 1, token - _AGENT_REACH)
        if "by" not in tokens.lowers[start:token]:
            return None
        for at in range(token - 1, start, -1):
            if tokens.tags[at] == COMMA or (tokens.tags[at] == CUE and not self._is_gerund(at)):
                return None
            if tokens.lowers[at] == "by" and self._is_participle(at - 1):
                agent = self._by_first.get(at + 1)
                if agent is None:
                    return None
                after = tokens.tag(self.mentions[agent].last)
                return agent if after == PREPOSITION else None
        return None

    def _relative(self, token: int) -> int | None:
        """Y of "X refused what Y called Q"."""
        tokens = self.tokens
        at = self._verb_before(token)
        if tokens.tag(at) != CUE or cues()[tokens.lowers[at]].group != CueClass.JUDGE:
            return None
        while tokens.tag(at - 1) in (AUXILIARY, ADVERB):
            at -= 1
        return self._named(self._object_of(at, _is_relative))

    def _named(self, number: int | None) -> int | None:
        """A mention, None for a pronoun, whose person may be named elsewhere in the sentence."""
        return None if number is None or self.mentions[number].kind == PERSONAL else number

    def _verb_before(self, token: int) -> int:
        """The token of the word before a quote, without "as", "a" and the like."""
        at = token - 1
        while self.tokens.lower(at) in ("as", "a", "an", "the"):
            at -= 1
        return at

    def _is_gerund(self, token: int) -> bool:
        """Whether a verb stands behind a preposition: "of running"."""
        tokens = self.tokens
        is_ing = tokens.lowers[token].endswith("ing")
        return is_ing and tokens.tag(token - 1) == PREPOSITION

    def _owned(self, token: int) -> int | None:
        """Y of "X rejected Y's claim that it was Q" and of "called Y's claim of a Q wrong"."""
        tokens = self.tokens
        at = self._verb_before(token)
        if tokens.padded_lowers[at] == "of" and tokens.padded_lowers[at - 1] in _CLAIMS:
            is_theirs = tokens.padded[at - 2] == POSSESSIVE
            return self._by_last.get(at - 2) if is_theirs else None
        start = max(tokens.sentence_start(token), token - _FAR)
        if "that" not in tokens.lowers[start:token]:
            return None
        acts = words()["speech_acts"]
        for at in range(token - 1, start, -1):
            is_act = tokens.lowers[at] in acts
            if is_act or tokens.tags[at] in (COMMA, CUE):
                is_claim = tokens.padded_lowers[at + 1] == "that" and (
                    is_act or tokens.tags[at] == CUE
                )
                is_owned = is_claim and tokens.tags[at - 1] == POSSESSIVE
                return self._by_last.get(at - 1) if is_owned else None
        return None

    def _is_participle(self, token: int) -> bool:
        tokens = self.tokens
        if tokens.tag(token) != CUE or not tokens.lowers[token].endswith("ed"):
            return False
        return cues()[tokens.lowers[token]].group in _IN_PASSIVES

    def _quoted(self, token: int) -> int | None:
        """Y of "X quoted Y as saying Q" and of "a video shows Y saying Q"."""
        tokens = self.tokens
        start = max(tokens.sentence_start(token), token - _FAR)
        at = tokens.row.rfind(CUE, start, token)
        if at < 0:
            return None
        if tokens.padded_lowers[at - 1] == "as":
            return self._object_of(at - 1, _is_quoting)
        cue = cues()[tokens.lowers[at]]
        is_heard = tokens.lowers[at].endswith("ing") or tokens.lowers[at] == cue.lemma
        if token - at > _NEAR or cue.group not in _HEARD_GROUPS or not is_heard:
            return None
        is_about = tokens.lower(at + 1) in ("about", "of")
        return None if is_about else self._object_of(at, _is_hearing)

    def _object_of(self, end: int, leads: Callable[[Tokens, int], bool]) -> int | None:
        """The mention that ends at a token, if the word before it leads to such an object."""
        number = self._by_last.get(end)
        if number is None or not leads(self.tokens, self.mentions[number].first - 1):
            return None
        return number


def _can_speak(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention is a name, a pronoun or a phrase for people or documents."""
    is_phrase = mention.kind in (NOMINAL, BARE)
    return not is_phrase or noun_class(tokens.lowers[mention.head]) in SPEAKING_NOUNS


def _is_quoting(tokens: Tokens, token: int) -> bool:
    cue = cues().get(tokens.lower(token))
    return cue is not None and cue.lemma in _QUOTING


def _is_in(tokens: Tokens, token: int) -> bool:
    return tokens.lower(token) == "in"


def _is_as(tokens: Tokens, token: int) -> bool:
    """Whether "as" is before a token, or before words that describe: "as the Post's Jane Roe"."""
    for _ in range(_EXPLAINING):
        if tokens.tag(token) not in (NAME, WORD, POSSESSIVE, DETERMINER):
            break
        token -= 1
    return tokens.lower(token) == "as"


def _is_relative(tokens: Tokens, token: int) -> bool:
    return tokens.lower(token) in ("what", "which", "whom")


def _is_hearing(tokens: Tokens, token: int) -> bool:
    """Whether what follows is heard or seen: "recalls", "a video shows", "footage of"."""
    lower = tokens.lower(token)
    if lower == "of":
        return tokens.lower(token - 1) in words()["recordings"]
    return lower in words()["hearing"]
