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
    Tokens,
)
from indexer.records import Span

_REACH = 20
_LOOSE = frozenset(
    (PREPOSITION, CONJUNCTION, DETERMINER, AUXILIARY, ADVERB, TIME, POSSESSIVE, OPEN)
)
_PERSONS = ("man", "woman", "person")  # also in titles: "a Republican Committeeman"
_ENDS = frozenset((COMMA, SEMICOLON, STOP, QUOTE, PRONOUN))
_RELATIVES = frozenset(("who", "whom", "whose", "which", "where"))


def apposition_after(tokens: Tokens, mention: Mention) -> Span | None:
    """An apposition after a name: ", the Joint Operations Coordinator,"."""
    token = mention.last
    if tokens.tag(token) != COMMA:
        return None
    start = token + 1
    if tokens.tag(start) == NUMBER:  # an age
        start += 2
    end = _end(tokens, start, tokens.sentences[mention.first])
    head = start
    while head < end and tokens.tags[head] not in (PREPOSITION, CONJUNCTION):
        head += 1
    while head > start and _is_participle(tokens, head - 1):
        head -= 1
    # "a professor of history", but not "then a supporter", "experts viewed", "whose aide was"
    if head == start or not _says_who(tokens, start, head):
        return None
    if tokens.tag(head) == CUE and cues()[tokens.lowers[head]].group in SAYING:
        return None  # "Roe, a top aide said, was there"
    is_clause = tokens.tag(start) == ADVERB or DETERMINER in tokens.tags[start + 1 : head]
    if is_clause or AUXILIARY in tokens.tags[start:head]:
        return None  # "faces one count"
    return Span(tokens.starts[start], tokens.ends[end - 1])


def _end(tokens: Tokens, start: int, sentence: int) -> int:
    """Where an apposition that begins at `start` ends; `start` if there is none."""
    end = start
    stop = min(start + _REACH, len(tokens))
    while end < stop and not _ends(tokens, end) and tokens.sentences[end] == sentence:
        end += 1
    if end == start + _REACH:
        # Cut where the phrase goes on, rather than in the middle of a name.
        while end > start and tokens.tags[end - 1] not in (PREPOSITION, CONJUNCTION):
            end -= 1
    while end > start and _is_loose(tokens, end - 1):
        end -= 1
    return end


def _says_who(tokens: Tokens, start: int, head: int) -> bool:
    """Whether the last of the words up to `head` says what somebody is."""
    lower = tokens.lowers[head - 1]
    if is_role(lower):
        return True
    is_common = tokens.tags[head - 1] in (WORD, CUE) or lower.endswith(_PERSONS)
    return is_common and tokens.lowers[start] in ("a", "an") and names_agent(lower)


def _ends(tokens: Tokens, token: int) -> bool:
    """Whether an apposition is over before a token."""
    tag = tokens.tags[token]
    if tag == CUE:
        return not _is_in_phrase(tokens, token)
    if tag == OPEN:
        return CLOSE not in tokens.tags[token : token + _REACH]
    if tag == DASH:
        return tokens.starts[token] > tokens.ends[token - 1]
    return tag in _ENDS or tokens.lowers[token] in _RELATIVES


def _is_in_phrase(tokens: Tokens, token: int) -> bool:
    """Whether a reporting word is a noun or describes one: "talk show", "its voting section"."""
    lower, before = tokens.lowers[token], tokens.tags[token - 1]
    is_base = lower == cues()[lower].lemma
    if is_noun(tokens, token) or (before in (NAME, CUE) and is_base):
        return True
    if lower.endswith(("ing", "s")) and cues()[lower].group not in SAYING:
        # "an expert on political messaging"
        is_last = tokens.tag(token + 1) in (COMMA, STOP, CONJUNCTION)
        if is_last and before == WORD and tokens.tag(token - 2) == PREPOSITION:
            return True
    is_after = before == POSSESSIVE or tokens.lowers[token - 1] in words()["title_modifiers"]
    return is_after and lower.endswith("ing") and tokens.tag(token + 1) == WORD


def _is_loose(tokens: Tokens, token: int) -> bool:
    """Whether a word can not end an apposition: "a clerk on Monday", "a duchess has"."""
    return tokens.tags[token] in _LOOSE or tokens.lowers[token] in ("according", "well")


def _is_participle(tokens: Tokens, token: int) -> bool:
    """Whether a word only leads on to the next phrase: "a broker based in", "now working for"."""
    tag = tokens.tags[token]
    return tag == ADVERB or (tag in (WORD, CUE) and tokens.lowers[token].endswith(("ing", "ed")))
