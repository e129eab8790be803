"""Where a run of capitalised words ends, small words and nicknames within it included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.quotes.lexicon import any_of, given_names, words
from indexer.quotes.mentions.nicknames import MARKS, MAX_NICKNAME, past_epithet, sign_before
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_FULL_NAME = 2  # words, at least
_MAX_NAME, _MAX_PARTICLES, _MAX_LIST = 12, 3, 8
_OWNED = frozenset(("of", "for"))
HELD = frozenset(("of", "for", "in", "to", "at"))
"""What may follow a title before its holder's name: "Agent in Charge Jane Roe"."""


_MAX_BODY = 4
# How the name of a field of work ends.
_FIELD = re.compile(
    r"(?:ion|ment|ing|ics|ence|ance|ity|ure|gy|ealth|[^sui]s|ism|fare|rade|ater|ort|nge|our|labor)$"
)


def find_name_end(tokens: Tokens, start: int) -> int:
    """One past the last word of a run of capitalised words, particles and initials included."""
    end = start + 1
    tags, lowers, sentences = tokens.tags, tokens.lowers, tokens.sentences
    stop = min(start + _MAX_NAME, len(tags))
    small = _small_words()
    while end < stop and sentences[end] == sentences[start]:
        if tags[end] == tag.NAME:
            after = _past_name(tokens, end)
            if end > start + 1 and _is_new(tokens, start, end):
                break
        elif tags[end] == tag.DETERMINER and tokens.words[end] == "The":
            after = past_epithet(tokens, end)
        elif tags[end] == tag.COMMA or lowers[end] in small:
            after = _past_small_words(tokens, start, end)
        elif tags[end] == tag.POSSESSIVE and _names_house(tokens, end):
            after = end + 2 if tokens.tag(end + 1) == tag.NAME else end
        else:
            break
        if after == end:
            break
        end = after
    return end


def _names_house(tokens: Tokens, token: int) -> bool:
    """Whether an owner belongs to a name: "Harbour Children's Hospital", "St Anne's College"."""
    lists, house = words(), tokens.padded_lowers[token + 1]
    is_house = house in lists["houses"] and tokens.padded[token + 2] != tag.NAME
    return is_house or tokens.lowers[token - 1] in lists["owners"]


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """All words in lower case that may stand within a name."""
    return words()["name_particles"] | HELD | {"and"}


def _is_new(tokens: Tokens, start: int, token: int) -> bool:
    """Whether a word after two words of a name cannot belong to the name.

    Titles of pictures and the like run on: "Jane Roe Roe speaks", "Jane Roe NASA shows".
    """
    lowers, word = tokens.lowers, tokens.words[token]
    if len(word) > 2 and not word.isupper():
        return lowers[token] in lowers[start:token]
    is_acronym = len(word) > 2 and word.isalpha() and lowers[token] != "pac"
    if not is_acronym or tokens.words[token - 1].isupper() or lowers[start] not in given_names():
        return False
    lists = words()
    return (
        lowers[token] not in lists["name_suffixes"] and lowers[token] not in lists["post_nominals"]
    )


def _past_name(tokens: Tokens, token: int) -> int:
    """Past a capitalised word if it continues the name before it, else its own place.

    A sign between the two that is not a token separates them, as in "Jane Roe/Reuters", unless
    it is "&" or encloses a nickname.
    """
    sign = sign_before(tokens, token)
    if not sign or sign == "&":
        return token + 1
    end = token + 1
    while sign in MARKS and end <= token + MAX_NICKNAME and tokens.tag(end) == tag.NAME:
        if sign_before(tokens, end) in MARKS:
            return end + 1
        end += 1
    return token


def _past_small_words(tokens: Tokens, start: int, token: int) -> int:
    """Past small words of a name and the capitalised word after them, else their own place."""
    lower = tokens.lowers[token]
    if tokens.tags[token] == tag.COMMA:
        if tokens.padded_lowers[token + 1].rstrip(".") in ("jr", "sr"):
            return token + 2
        return _past_list(tokens, start, token)
    if lower == "and":
        return _past_list(tokens, start, token)
    particles = words()["name_particles"]
    at = token
    while tokens.lower(at) in particles and at - token < _MAX_PARTICLES:
        at += 1
    if at == token and lower in HELD:
        before = tokens.lowers[token - 1]
        at += 1 + (tokens.lower(at + 1) == "the")
        is_part = (
            lower in _OWNED and (_is_organisation_word(before) or _is_owned(tokens, start, token))
        ) or _leads_to_holder(tokens, token, at)
        if not is_part:
            return token
    is_part = at > token and tokens.tag(at) == tag.NAME
    return at + 1 if is_part and tokens.sentences[at] == tokens.sentences[token] else token


def _is_organisation_word(lower: str) -> bool:
    lists = words()
    return (
        lower in lists["organisation_heads"] or lower in words()["offices"] or lower == "citizens"
    )


def is_office(tokens: Tokens, token: int) -> bool:
    """Whether a token begins the name of an office: "Ministry of Land"."""
    return tokens.lowers[token] in words()["offices"] and tokens.lower(token + 1) in _OWNED


def _is_owned(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a run has a small word already: "Institute for the Study"."""
    return any(lower in _OWNED for lower in tokens.lowers[start + 1 : end])


def _past_list(tokens: Tokens, start: int, token: int) -> int:
    """Past the further fields of an office: "Centers for Disease Control and Prevention"."""
    lowers = tokens.lowers
    at = token
    if not any(is_office(tokens, one) for one in range(start, token - 1)):
        return _past_body(tokens, start, token)
    given, places = given_names(), words()["places"]
    while at < token + _MAX_LIST:
        is_last = tokens.lower(at) == "and"
        first = at = at + 1
        while tokens.tag(at) == tag.NAME and not (at > first and sign_before(tokens, at)):
            at += 1
        if at == first or lowers[first] in given or lowers[first] in places:
            return token
        if at == first + 1 and not _FIELD.search(lowers[first]):
            return token  # "the Department of Justice and Roe"
        if is_last:
            return at
        if tokens.tag(at) != tag.COMMA and tokens.lower(at) != "and":
            return token
    return token


def _past_body(tokens: Tokens, start: int, token: int) -> int:
    """Past the rest of a body that "and" is within: "Food and Drug Administration"."""
    lowers = tokens.lowers
    if lowers[token] != "and":
        return token
    end = token + 1
    while tokens.padded[end] == tag.NAME and end - token < _MAX_BODY:
        end += 1
    outside = any_of("places", "titles", "honorifics")
    is_body = (
        end > token + 2
        and lowers[end - 1] in words()["bodies"]
        and token - start < _MAX_BODY
        and not any(
            lowers[at] in outside or lowers[at] in given_names() for at in range(start, end)
        )
        and not any(tokens.words[at].isupper() for at in range(start, token))
    )
    return end if is_body else token


def past_held_body(lowers: Sequence[str], start: int, end: int) -> int:
    """Past the body whose leader's name of two words follows: "Harbour Trust Jane Roe".

    Args:
        lowers: Words in lower case.
        start: The first word of the body.
        end: One past the last word of the name.

    Returns:
        Where the name begins; `start` if no body is there.
    """
    bodies = words()["organisation_heads"]
    for at in range(end - _FULL_NAME - 1, start - 1, -1):
        if lowers[at] in bodies or lowers[at] == "opposition":
            return at + 1
    return start


def _leads_to_holder(tokens: Tokens, token: int, start: int) -> bool:
    """Whether a title goes on here and its holder's name follows: "Mayor of York Jane Roe"."""
    if tokens.lowers[token - 1].rstrip(".") not in any_of("titles", "role_nouns"):
        return False
    if tokens.tag(start) != tag.NAME:
        return False
    end = start
    given = given_names()
    while end < start + _MAX_NAME and tokens.tag(end) == tag.NAME:
        end += 1
        if tokens.lower(end) == "and" and tokens.lower(end + 1) not in given:
            end += 1
    lowers, lists = tokens.lowers, words()
    if lowers[end - 1] in lists["organisation_heads"]:
        return False
    if lowers[start] in lists["places"] and end - start > 2:
        return True
    if past_held_body(lowers, start, end) > start:
        return True
    return lowers[start] not in given and any(
        lower in given for lower in lowers[start + 1 : end - 1]
    )
