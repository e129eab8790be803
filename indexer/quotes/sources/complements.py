"""Names that only tell whose lawyer or aide speaks: "a lawyer for Jane Roe said"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.quotes.lexicon import is_past_form, words
from indexer.quotes.mentions.mention import BARE, NAMES, NOMINAL, ORGANISATION, Mention
from indexer.quotes.mentions.phrase_words import is_noun
from indexer.quotes.noun_classes import NOUNS_FOR_PEOPLE, noun_class
from indexer.quotes.rules import rule
from indexer.quotes.sources.candidate_filter import leads_to_cue
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_REACH = 12
# Prepositions between people and whom they work for, or where they work.
_RELATING = frozenset(("to", "for", "of"))
_EMPLOYING = frozenset(("at", "with", "from", "in", "inside", "within"))
_GROUPS = frozenset(("bench", "panel", "pair", "duo", "trio", "team", "group"))
_RELATIVES = frozenset(("who", "which", "that", "whose", "where"))
_ENDING_PHRASES = frozenset((tag.COMMA, tag.QUOTE, tag.STOP, tag.COLON, tag.SEMICOLON, tag.DASH))
_OWNED_REACH = 3


@rule("complements", otherwise=frozenset())
def names_in_complements(
    tokens: Tokens, mentions: Sequence[Mention], near: Sequence[int]
) -> set[int]:
    """Numbers of the names, and of "who" after them, that are part of a phrase for others.

    Args:
        tokens: The article's tokens.
        mentions: All mentions.
        near: Numbers of the mentions to look at.
    """
    phrases = {one.last: one for one in mentions if one.kind in (NOMINAL, BARE)}
    found = {
        number
        for number in near
        if mentions[number].kind in NAMES and _belongs(tokens, mentions[number], phrases)
    }
    ends = {mentions[number].last for number in found}
    joined = {mentions[n].last for n in found if _opens_with_owner(tokens, mentions[n], phrases)}
    for number, one in enumerate(mentions) if ends else ():
        if one.first in ends and tokens.lowers[one.first] == "who":
            found.add(number)  # "an aide to Jane Roe who asked for silence"
            continue
        is_joined = one.first - 1 in joined and tokens.lowers[one.first - 1] == "and"
        if is_joined and one.kind in NAMES:
            found.add(number)  # "a panel of Jane Roe and Paul Doe"
            joined.add(one.last)
    return found


def _opens_with_owner(tokens: Tokens, mention: Mention, phrases: Mapping[int, Mention]) -> bool:
    """Whether the phrase that a name belongs to is the first of its sentence or after a quote.

    Elsewhere "and" may begin a clause: "Roe met a lawyer for Doe and Paul Coe said".
    """
    owner = phrases.get(mention.first - 1)
    if owner is None or tokens.lowers[mention.first - 1] in _EMPLOYING:
        return False
    return tokens.opens_sentence(owner.first) or tokens.tags[owner.first - 1] == tag.QUOTE


def _belongs(tokens: Tokens, mention: Mention, phrases: Mapping[int, Mention]) -> bool:
    before = tokens.padded_lowers[mention.first - 1]
    at = mention.first - 1
    is_body = mention.kind == ORGANISATION or tokens.lowers[mention.first] == "the"
    if before in _RELATING or (before in _EMPLOYING and is_body):
        if tokens.padded_lowers[at - 1] in words()["postpositive"]:
            at -= 1  # "a source close to Jane Roe"
        phrase = phrases.get(at)
        if _is_somebody(tokens, phrase):
            return True
        if phrase is not None and tokens.lowers[phrase.head] in _GROUPS:
            return before == "of"  # "a panel of Jane Roe and Paul Doe"
    if before == "by" and at - 1 in phrases and is_past_form(tokens.lowers[at - 1]):
        return leads_to_cue(tokens, mention.last)  # "a party founded by Jane Roe said"
    return _leads_past_owned(tokens, mention) and _modifies(tokens, mention.first, phrases)


def _is_somebody(tokens: Tokens, phrase: Mention | None) -> bool:
    """Whether a phrase names people by what they are."""
    return phrase is not None and noun_class(tokens.lowers[phrase.head]) in NOUNS_FOR_PEOPLE


def _leads_past_owned(tokens: Tokens, mention: Mention) -> bool:
    """Whether a reporting word follows a name, or what it owns: "Jane Roe's thinking said"."""
    token = mention.last
    if mention.is_possessive:
        token += 1
        while tokens.padded[token] == tag.WORD and token < mention.last + _OWNED_REACH:
            token += 1
    return leads_to_cue(tokens, token)


def _modifies(tokens: Tokens, token: int, phrases: Mapping[int, Mention]) -> bool:
    """Whether the words before a token modify the phrase before them.

    "A spokesman who works for", "a lawyer representing", "an official briefed on the call of".
    """
    for at in range(token - 1, max(token - _REACH, 0) - 1, -1):
        is_end = at in phrases and _is_somebody(tokens, phrases[at])
        if is_end and _opens_modifier(tokens, at, token):
            return True
        is_relative = tokens.padded_lowers[at - 1] in _RELATIVES  # "who saw Jane Roe"
        is_verb = tokens.padded[at] == tag.CUE and not (is_relative or is_noun(tokens, at))
        if is_verb or tokens.padded[at] in _ENDING_PHRASES or tokens.opens_sentence(at):
            return False
    return False


def _opens_modifier(tokens: Tokens, token: int, end: int) -> bool:
    """Whether "who", a participle or the like begins at a token, with more before `end`."""
    lower = tokens.lowers[token]
    if lower in _RELATIVES:
        return end > token + 1  # "officials who Jane Roe said" are her words
    if tokens.tags[token] == tag.CUE:
        return False
    if lower in ("named", "calling"):
        return False  # "a man named Jane Roe"
    return lower in words()["postpositive"] or lower == "around" or lower.endswith(("ing", "ed"))
