"""Whose words a quote is by the noun that they stand behind: "Roe's claim that it was Q"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from indexer.quotes.lexicon import words
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_REACH = 25  # tokens
_DESCRIPTIONS = frozenset(
    ("description", "portrayal", "depiction", "characterization", "characterisation")
)
_ENDING = frozenset((tag.QUOTE, tag.STOP, tag.SEMICOLON, tag.COLON))
_MODIFIERS = 2  # words between the owner and the noun: "Roe's earlier public claim"


@rule("owners", otherwise=None)
def owner_of(tokens: Tokens, by_last: Mapping[int, int], token: int) -> int | None:
    """The number of the mention whose claim, promise or warning a quote belongs to, or None.

    Nobody else may come between: in "Roe's claim that Doe said Q" and "Roe's claim that it was
    safe was Q" the quote is not what Roe claims.

    Args:
        tokens: The article's tokens.
        by_last: The numbers of owners and of phrases such as "the minister's claim", by their last
            token + 1.
        token: The token of the quote.
    """
    start = max(tokens.sentence_start(token), token - _REACH)
    if tokens.row.find(tag.POSSESSIVE, start, token) < 0:
        return None
    verbs = 0
    for at in range(token - 1, start, -1):
        here = tokens.tags[at]
        if here == tag.AUXILIARY:
            verbs += tokens.tags[at - 1] != tag.AUXILIARY
        if here in _ENDING or verbs > 1:
            return None
        if _leads(tokens, at, token, verbs):
            return _owner(tokens, by_last, at - 1)
        if here == tag.CUE:
            return None
    return None


def _leads(tokens: Tokens, at: int, token: int, verbs: int) -> bool:
    """Whether a word leads from a noun of saying to a quote.

    "A claim that it was Q", "a promise to build Q", "a warning of Q"; not "criticism of Roe as Q".
    """
    lower, noun, lists = tokens.lowers[at], tokens.lowers[at - 1], words()
    if lower == "of":
        is_of_words = at >= token - 2 and noun in lists["claims"]
        # "Roe's description of the plan as Q"
        return is_of_words or (noun in _DESCRIPTIONS and tokens.lowers[token - 1] == "as")
    is_link = lower == "that" or (lower == "to" and not verbs)
    return is_link and noun in lists["speech_acts"]


def _owner(tokens: Tokens, by_last: Mapping[int, int], noun: int) -> int | None:
    """The mention that a possessive joins to a noun of saying, else the phrase that it ends."""
    at = noun
    while noun - at < _MODIFIERS and tokens.padded[at - 1] in (tag.WORD, tag.ADVERB):
        at -= 1
    if tokens.padded[at - 1] != tag.POSSESSIVE:
        return None
    return by_last.get(at - 1, by_last.get(at, by_last.get(noun + 1)))


@rule("owners", otherwise=None)
def recorded(tokens: Tokens, mentions: Sequence[Mention], token: int) -> int | None:
    """The number of the mention that speaks in a recording: "a clip of Roe saying Q"; or None."""
    start = max(tokens.sentence_start(token), token - _REACH)
    if "of" not in tokens.lowers[start:token]:
        return None
    saying = None  # the participle
    for at in range(token - 1, start, -1):
        if tokens.tags[at] in _ENDING:
            return None
        if tokens.tags[at] == tag.CUE:
            if saying is not None or not tokens.lowers[at].endswith("ing"):
                return None
            saying = at
        if tokens.lowers[at] == "of" and tokens.lowers[at - 1] in words()["recordings"]:
            number = bisect_left(mentions, at + 1, key=lambda one: one.first)
            is_there = number < len(mentions) and mentions[number].first == at + 1
            return number if is_there and mentions[number].last == saying else None
    return None
