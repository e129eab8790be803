"""What stands after a name and says who it is: "Jane Roe, the Joint Operations Coordinator,"."""

from __future__ import annotations

from indexer.quotes.lexicon import SAYING, cues, is_role, names_agent, words
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.mentions.phrase_words import is_noun
from indexer.quotes.tokens.row import (
    ADVERB,
    AUXILIARY,
    CLOSE,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    NAME,
    NUMBER,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SEMICOLON,
    STOP,
    TIME,
    WORD,
    Narrative,
)
from indexer.records import Span

_REACH = 20
_LOOSE = frozenset(
    (PREPOSITION, CONJUNCTION, DETERMINER, AUXILIARY, ADVERB, TIME, POSSESSIVE, OPEN)
)
_PERSONS = ("man", "woman", "person")  # also in titles: "a Republican Committeeman"
_ENDS = frozenset((COMMA, SEMICOLON, STOP, QUOTE, PRONOUN))
_RELATIVES = frozenset(("who", "whom", "whose", "which", "where"))


def apposition_after(narrative: Narrative, mention: Mention) -> Span | None:
    """An apposition after a name: ", the Joint Operations Coordinator,"."""
    token = mention.last
    if narrative.tag(token) != COMMA:
        return None
    start = token + 1
    if narrative.tag(start) == NUMBER:  # an age
        start += 2
    end = _end(narrative, start, narrative.sentences[mention.first])
    head = start
    while head < end and narrative.tags[head] not in (PREPOSITION, CONJUNCTION):
        head += 1
    while head > start and _is_participle(narrative, head - 1):
        head -= 1
    # "a professor of history", but not "then a supporter", "experts viewed", "whose aide was"
    if head == start or not _says_who(narrative, start, head):
        return None
    if narrative.tag(head) == CUE and cues()[narrative.lowers[head]].group in SAYING:
        return None  # "Roe, a top aide said, was there"
    is_clause = narrative.tag(start) == ADVERB or DETERMINER in narrative.tags[start + 1 : head]
    if is_clause or AUXILIARY in narrative.tags[start:head]:
        return None  # "faces one count"
    return Span(narrative.starts[start], narrative.ends[end - 1])


def _end(narrative: Narrative, start: int, sentence: int) -> int:
    """Where an apposition that begins at `start` ends; `start` if there is none."""
    end = start
    stop = min(start + _REACH, len(narrative))
    while end < stop and not _ends(narrative, end) and narrative.sentences[end] == sentence:
        end += 1
    if end == start + _REACH:
        # Cut where the phrase goes on, rather than in the middle of a name.
        while end > start and narrative.tags[end - 1] not in (PREPOSITION, CONJUNCTION):
            end -= 1
    while end > start and _is_loose(narrative, end - 1):
        end -= 1
    return end


def _says_who(narrative: Narrative, start: int, head: int) -> bool:
    """Whether the last of the words up to `head` says what somebody is."""
    lower = narrative.lowers[head - 1]
    if is_role(lower):
        return True
    is_common = narrative.tags[head - 1] in (WORD, CUE) or lower.endswith(_PERSONS)
    return is_common and narrative.lowers[start] in ("a", "an") and names_agent(lower)


def _ends(narrative: Narrative, token: int) -> bool:
    """Whether an apposition is over before a token."""
    tag = narrative.tags[token]
    if tag == CUE:
        return not _is_in_phrase(narrative, token)
    if tag == OPEN:
        return CLOSE not in narrative.tags[token : token + _REACH]
    if tag == DASH:
        return narrative.starts[token] > narrative.ends[token - 1]
    return tag in _ENDS or narrative.lowers[token] in _RELATIVES


def _is_in_phrase(narrative: Narrative, token: int) -> bool:
    """Whether a reporting word is a noun or describes one: "talk show", "its voting section"."""
    lower, before = narrative.lowers[token], narrative.tags[token - 1]
    is_base = lower == cues()[lower].lemma
    if is_noun(narrative, token) or (before in (NAME, CUE) and is_base):
        return True
    if lower.endswith(("ing", "s")) and cues()[lower].group not in SAYING:
        # "an expert on political messaging"
        is_last = narrative.tag(token + 1) in (COMMA, STOP, CONJUNCTION)
        if is_last and before == WORD and narrative.tag(token - 2) == PREPOSITION:
            return True
    is_after = before == POSSESSIVE or narrative.lowers[token - 1] in words()["title_modifiers"]
    return is_after and lower.endswith("ing") and narrative.tag(token + 1) == WORD


def _is_loose(narrative: Narrative, token: int) -> bool:
    """Whether a word can not end an apposition: "a clerk on Monday", "a duchess has"."""
    return narrative.tags[token] in _LOOSE or narrative.lowers[token] in ("according", "well")


def _is_participle(narrative: Narrative, token: int) -> bool:
    """Whether a word only leads on to the next phrase: "a broker based in", "now working for"."""
    tag = narrative.tags[token]
    return tag == ADVERB or (tag in (WORD, CUE) and narrative.lowers[token].endswith(("ing", "ed")))
