"""Noun phrases that a name opens: "Roe's lawyer", "Roe supporters", "Time magazine"."""

from __future__ import annotations

from indexer.quotes.lexicon import CueClass, cues, words
from indexer.quotes.mentions.mention import NOMINAL, Mention
from indexer.quotes.mentions.phrase_words import (
    LONGEST,
    is_past,
    is_verb_of_name,
    is_verb_of_noun,
    speaks_of_several,
)
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens


@rule("possessives", otherwise=None)
def read_owned(tokens: Tokens, mention: Mention) -> Mention | None:
    """The noun phrase that a name opens: "Roe's lawyer", "Roe supporters", "Time magazine"."""
    if not (mention.is_possessive or mention.is_modifier) or not mention.is_name:
        return None
    start = mention.last + mention.is_possessive
    end = start
    while end < start + LONGEST and _continues_owned(tokens, end, start):
        end += 1
    if end == start or tokens.padded[end] in (tag.NAME, tag.POSSESSIVE):
        return None
    head = tokens.lowers[end - 1]
    is_plural = speaks_of_several("", head)
    return Mention(mention.first, end, NOMINAL, head=end - 1, is_plural=is_plural)


def _continues_owned(tokens: Tokens, token: int, start: int) -> bool:
    """Whether a token belongs to the phrase for what somebody owns, which begins at `start`."""
    here = tokens.padded[token]
    if here == tag.WORD:
        return token == start or not is_past(tokens, token)
    if here == tag.CUE:
        return _is_owned_noun(tokens, token)
    if here == tag.NAME:
        return _is_office(tokens, token) or (token > start and _is_named_role(tokens, token))
    if token == start and here == tag.ADVERB:
        return tokens.padded[token + 1] in (tag.WORD, tag.DETERMINER)  # "Roe's first five callers"
    return here == tag.NUMBER or (
        token <= start + 1 and tokens.padded_lowers[token] in words()["counts"]
    )


def _is_office(tokens: Tokens, token: int) -> bool:
    """Whether capitals stand for a role: "Roe's CEO said"."""
    word = tokens.words[token]
    is_role = word.isupper() and tokens.lowers[token] in words()["role_nouns"]
    return is_role and tokens.padded[token + 1] != tag.NAME


def _is_named_role(tokens: Tokens, token: int) -> bool:
    """Whether capitalised words only qualify a role after them: "Roe's former White House aide"."""
    end = token
    while end < token + 3 and tokens.padded[end] == tag.NAME:
        end += 1
    is_role = tokens.padded[end] == tag.WORD and tokens.lowers[end] in words()["role_nouns"]
    return is_role and tokens.padded[end + 1] != tag.NAME


def _is_owned_noun(tokens: Tokens, token: int) -> bool:
    lower = tokens.lowers[token]
    if lower not in words()["document_heads"] and cues()[lower].group != CueClass.NOUN:
        return False
    return not (is_verb_of_name(tokens, token) or is_verb_of_noun(tokens, token))
