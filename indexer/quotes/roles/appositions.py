"""What stands after a name and says who it is: "Jane Roe, the Joint Operations Coordinator,"."""

from __future__ import annotations

from indexer.quotes.lexicon import SAYING, cues, is_role, names_agent, words
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.mentions.phrase_words import is_noun
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.records import Span

_REACH = 20
_LOOSE = frozenset(
    (
        tag.PREPOSITION,
        tag.CONJUNCTION,
        tag.DETERMINER,
        tag.AUXILIARY,
        tag.ADVERB,
        tag.TIME,
        tag.POSSESSIVE,
        tag.OPEN,
    )
)
_PERSONS = ("man", "woman", "person")  # also in titles: "a Republican Committeeman"
_ENDS = frozenset((tag.COMMA, tag.SEMICOLON, tag.STOP, tag.QUOTE, tag.PRONOUN))
_RELATIVES = frozenset(("who", "whom", "whose", "which", "where"))


def apposition_after(tokens: Tokens, mention: Mention) -> Span | None:
    """An apposition after a name: ", the Joint Operations Coordinator,"."""
    token = mention.last
    if tokens.tag(token) != tag.COMMA:
        return None
    start = token + 1
    if tokens.tag(start) == tag.NUMBER:  # an age
        start += 2
    end = _end(tokens, start, tokens.sentences[mention.first])
    head = start
    while head < end and tokens.tags[head] not in (tag.PREPOSITION, tag.CONJUNCTION):
        head += 1
    while head > start and _is_participle(tokens, head - 1):
        head -= 1
    # "a professor of history", but not "then a supporter", "experts viewed", "whose aide was"
    if head == start or not _says_who(tokens, start, head):
        return None
    if tokens.tag(head) == tag.CUE and cues()[tokens.lowers[head]].group in SAYING:
        return None  # "Roe, a top aide said, was there"
    is_clause = tokens.tag(start) == tag.ADVERB or tag.DETERMINER in tokens.tags[start + 1 : head]
    if is_clause or tag.AUXILIARY in tokens.tags[start:head]:
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
        while end > start and tokens.tags[end - 1] not in (tag.PREPOSITION, tag.CONJUNCTION):
            end -= 1
    while end > start and _is_loose(tokens, end - 1):
        end -= 1
    return end


def _says_who(tokens: Tokens, start: int, head: int) -> bool:
    """Whether the last of the words up to `head` says what somebody is."""
    lower = tokens.lowers[head - 1]
    if is_role(lower):
        return True
    is_common = tokens.tags[head - 1] in (tag.WORD, tag.CUE) or lower.endswith(_PERSONS)
    return is_common and tokens.lowers[start] in ("a", "an") and names_agent(lower)


def _ends(tokens: Tokens, token: int) -> bool:
    """Whether an apposition is over before a token."""
    here = tokens.tags[token]
    if here == tag.CUE:
        return not _is_in_phrase(tokens, token)
    if here == tag.OPEN:
        return tag.CLOSE not in tokens.tags[token : token + _REACH]
    if here == tag.DASH:
        return tokens.starts[token] > tokens.ends[token - 1]
    return here in _ENDS or tokens.lowers[token] in _RELATIVES


def _is_in_phrase(tokens: Tokens, token: int) -> bool:
    """Whether a reporting word is a noun or describes one: "talk show", "its voting section"."""
    lower, before = tokens.lowers[token], tokens.tags[token - 1]
    is_base = lower == cues()[lower].lemma
    if is_noun(tokens, token) or (before in (tag.NAME, tag.CUE) and is_base):
        return True
    if lower.endswith(("ing", "s")) and cues()[lower].group not in SAYING:
        # "an expert on political messaging"
        is_last = tokens.tag(token + 1) in (tag.COMMA, tag.STOP, tag.CONJUNCTION)
        if is_last and before == tag.WORD and tokens.tag(token - 2) == tag.PREPOSITION:
            return True
    is_after = before == tag.POSSESSIVE or tokens.lowers[token - 1] in words()["title_modifiers"]
    return is_after and lower.endswith("ing") and tokens.tag(token + 1) == tag.WORD


def _is_loose(tokens: Tokens, token: int) -> bool:
    """Whether a word can not end an apposition: "a clerk on Monday", "a duchess has"."""
    return tokens.tags[token] in _LOOSE or tokens.lowers[token] in ("according", "well")


def _is_participle(tokens: Tokens, token: int) -> bool:
    """Whether a word only leads on to the next phrase: "a broker based in", "now working for"."""
    here = tokens.tags[token]
    return here == tag.ADVERB or (
        here in (tag.WORD, tag.CUE) and tokens.lowers[token].endswith(("ing", "ed"))
    )
