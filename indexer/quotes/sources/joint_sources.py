"""Several who speak together: "Jane Roe and Paul Doe said"; the first of them is named."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.lexicon import SAYING, cues
from indexer.quotes.mentions.mention import FULL, NOMINAL, SURNAME, Mention
from indexer.quotes.tokens.row import COLON, COMMA, CUE, DASH, QUOTE, SEMICOLON, Tokens

_PEOPLE = frozenset((FULL, SURNAME))
_OPENING = frozenset((QUOTE, COMMA, COLON, SEMICOLON, DASH))
_POSSESSIVES = frozenset(("his", "her", "their"))
_BACK = 3  # mentions: "Roe and her aides" has "her" between


def first_of_several(tokens: Tokens, mentions: Sequence[Mention], number: int) -> int | None:
    """The name to which "and" joins a mention as the subject of one verb, or None.

    "Paul Doe met Jane Roe and Ana Conti said" are two clauses, so that the first name must open
    its clause or stand behind a verb of saying, as in "said Jane Roe and Paul Doe".
    """
    later = mentions[number]
    at = later.first - 1
    if tokens.padded_lowers[at] != "and" or later.is_possessive or not _can_join(tokens, later):
        return None
    for earlier in range(number - 1, max(number - 1 - _BACK, -1), -1):
        one = mentions[earlier]
        if one.last == at:
            is_plain = one.kind in _PEOPLE and tokens.lowers[one.first] != "the"
            return earlier if is_plain and _opens(tokens, one.first) else None
    return None


def last_of_several(tokens: Tokens, mentions: Sequence[Mention], number: int) -> int:
    """The last mention of several who speak together with a name, or the name's own number."""
    if tokens.padded_lowers[mentions[number].last] != "and":
        return number
    for later in range(number + 1, min(number + 1 + _BACK, len(mentions))):
        if first_of_several(tokens, mentions, later) == number:
            return later
    return number


def _can_join(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention is a name or somebody's people: "her colleagues"."""
    is_theirs = mention.kind == NOMINAL and mention.is_plural
    return mention.kind in _PEOPLE or (is_theirs and tokens.lowers[mention.first] in _POSSESSIVES)


def _opens(tokens: Tokens, token: int) -> bool:
    """Whether the subject of a clause may begin at a token, or one behind its verb."""
    if tokens.opens_sentence(token) or tokens.is_according(token):
        return True
    tag = tokens.tags[token - 1]
    if tag == CUE:
        group = cues()[tokens.lowers[token - 1]].group
        return group in SAYING and tokens.padded[token - 2] in (QUOTE, COMMA)
    return tag in _OPENING
