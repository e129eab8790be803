"""Noun phrases that may be sources: "the governor", "two officials"."""

from __future__ import annotations

from indexer.quotes.lexicon import any_of, given_names, is_past_form, is_role, names_agent, words
from indexer.quotes.mentions.mention import BARE, FULL, NOMINAL, SURNAME, Mention
from indexer.quotes.mentions.name_phrases import read_name
from indexer.quotes.mentions.name_runs import find_name_end
from indexer.quotes.mentions.phrase_words import HEADS, LONGEST, continues_phrase, speaks_of_several
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens


def read_noun_phrase(tokens: Tokens, token: int) -> Mention | None:
    """A noun phrase that begins with an article, a possessive or a number.

    Where it leads to a name, as in "the local chairman Jack Roe", the name is returned.
    """
    end, named = _phrase_end(tokens, token)
    if named is not None:
        return named
    lower = tokens.lowers[token]
    end = _before_day(tokens, token, end)
    if end == token + 2 and tokens.tags[token + 1] == tag.TIME:
        return None  # "a Sunday"
    if end == token + 1:
        if lower in words()["plural_sources"] or lower in ("one", "another"):
            return Mention(token, end, NOMINAL, head=token, is_plural=lower != "one")
        return None
    name_start = end
    while name_start > token + 1 and (
        tokens.tags[name_start - 1] == tag.NAME
        or (
            tokens.tags[name_start - 1] == tag.POSSESSIVE and _is_owned_name(tokens, name_start - 1)
        )
    ):
        name_start -= 1
    if name_start < end:
        first = token if name_start == token + 1 else name_start
        named = read_name(tokens, first, name_start)
        if named is None or named.kind != NOMINAL:
            return named
        end = named.last
    is_plural = speaks_of_several(lower, tokens.lowers[end - 1])
    possessive = tokens.padded[end] == tag.POSSESSIVE
    return Mention(token, end, NOMINAL, head=end - 1, is_plural=is_plural, is_possessive=possessive)


def _is_owned_name(tokens: Tokens, token: int) -> bool:
    """Whether an "'s" is within a name: "the Kent Sheriff's Office"."""
    is_owner = tokens.lowers[token - 1] in words()["owners"] and tokens.tags[token - 1] == tag.NAME
    return is_owner and tokens.tag(token + 1) == tag.NAME


def _phrase_end(tokens: Tokens, token: int) -> tuple[int, Mention | None]:
    """One past the phrase's last token, or the person named within it."""
    tags, sentence = tokens.tags, tokens.sentences
    end = token + 1
    stop = min(end + LONGEST, len(tags))
    while end < stop and sentence[end] == sentence[token] and continues_phrase(tokens, end, token):
        if tags[end] == tag.NAME and tags[end - 1] != tag.NAME:
            named = _person_in_phrase(tokens, token, end)
            if named is not None:
                return end, named
            if (
                tags[end - 1] == tag.WORD
                and not _introduces_name(tokens.lowers[end - 1])
                and not _is_compound(tokens, token, end)
            ):
                break  # "the ad attacks Roe"
        end += 1
    while end > token + 1 and tags[end - 1] in (tag.DASH, tag.ADVERB, tag.POSSESSIVE):
        end -= 1
    return end, None


def _is_compound(tokens: Tokens, first: int, start: int) -> bool:
    """Whether capitalised words only qualify a noun after them: "a senior Roe aide"."""
    adjective = tokens.lowers[start - 1]
    if start != first + 2 or adjective in any_of(*HEADS) or adjective.endswith("s"):
        return False
    end = find_name_end(tokens, start)
    lower = tokens.lower(end)
    is_verb = is_past_form(lower)
    return tokens.tag(end) == tag.WORD and not is_verb


def _before_day(tokens: Tokens, first: int, end: int) -> int:
    """The phrase's end without a day after it: "a statement Wednesday evening"."""
    token = tokens.row.find(tag.TIME, first + 2, end)
    while token >= 0 and not tokens.words[token][0].isupper():
        token = tokens.row.find(tag.TIME, token + 1, end)
    return end if token < 0 else token


def _person_in_phrase(tokens: Tokens, first: int, start: int) -> Mention | None:
    """The person named in a phrase such as "the local chairman Jack Roe", if one is."""
    end = find_name_end(tokens, start)
    titles = words()["titles"]
    given = given_names()
    is_known = any(
        lower in given or lower.rstrip(".") in titles for lower in tokens.lowers[start : end - 1]
    )
    if end - start < 2 or not (is_known or _is_explained(tokens, start, end)):
        return None
    named = read_name(tokens, first if start == first + 1 else start, start)
    return named if named is not None and named.kind in (FULL, SURNAME) else None


def _is_explained(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a role explains a name that no list knows: "the elder Odwa Ndlovu was calm"."""
    role, last = tokens.lowers[start - 1], tokens.lowers[end - 1]
    if tokens.tags[start - 1] != tag.WORD or not (is_role(role) or names_agent(role)):
        return False
    is_subject = tokens.padded[end] in (tag.CUE, tag.AUXILIARY, tag.COMMA)
    return is_subject and last not in any_of("organisation_heads", "role_nouns", "plural_sources")


def _introduces_name(lower: str) -> bool:
    """Whether a word can stand right before a name that it explains."""
    lists = words()
    return (
        lower in lists["role_nouns"] or lower in lists["titles"] or lower in lists["general_words"]
    )


def read_bare_noun(tokens: Tokens, token: int) -> Mention | None:
    """A noun phrase without an article right before a reporting word: "officials said"."""
    tags, lowers = tokens.padded, tokens.padded_lowers
    lists = words()
    end = token
    stop, sentence = token + LONGEST, tokens.sentences
    while end < stop and tags[end] == tag.WORD and sentence[end] == sentence[token]:
        end += 1
    if end == token:
        return None
    head = lowers[end - 1]
    is_plural = head in lists["plural_sources"] or (head.endswith("s") and not head.endswith("ss"))
    if tokens.is_according(token):
        return Mention(token, end, BARE, head=end - 1, is_plural=is_plural)
    follows = tokens.padded[end]
    is_source = head in any_of(*HEADS)
    if not is_source and not (is_plural and follows in (tag.CUE, tag.AUXILIARY)):
        return None
    if follows == tag.NAME and head in lists["role_nouns"]:
        return None  # "former governor Jane Roe": the name is the mention
    return Mention(token, end, BARE, head=end - 1, is_plural=is_plural)
