"""Surnames that an article writes in small letters: "Najm alubouri", "Governor Nils brandt said".

A small letter is the only thing that hides such a name, so that its neighbours must show it: a
given name or title before it, and the end of a phrase or a reporting word after it.
"""

from __future__ import annotations

import re

from indexer.quotes.lexicon import SAYING, any_of, cues, given_names, is_past_form, words
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_CANDIDATE = re.compile(
    f"{tag.NAME}({tag.WORD}?){tag.WORD}(?=[{tag.CUE}{tag.COMMA}{tag.STOP}{tag.QUOTE}(C]|\\Z)"
)
_WITH_ARTICLE = re.compile(r"(?:al|el)(?:-[a-z]{3,}|[a-z]{5,})\Z")
_ENDINGS = ("ly", "ed", "ing", "self", "selves", "tion", "ness", "less", "ment", "wise")
_SHORTEST = 3  # letters
_TITLE_REACH = 4  # tokens


@rule("small-surnames", otherwise=None)
def mark_small_surnames(tokens: Tokens) -> None:
    """Tag as names the surnames that are written in small letters."""
    found = [
        match.end() - 1
        for match in _CANDIDATE.finditer(tokens.row)
        if _is_surname(tokens, match.start(), match.end() - 1)
    ]
    if not found:
        return
    for at in found:
        tokens.tags[at] = tag.NAME
        tokens.padded[at] = tag.NAME
    tokens.row = "".join(tokens.tags)


def _is_surname(tokens: Tokens, name: int, token: int) -> bool:
    """Whether a word in small letters is the surname of the name that stands at `name`."""
    lower, before = tokens.lowers[token], tokens.lowers[name]
    if token > name + 1 and tokens.lowers[name + 1] not in words()["name_particles"]:
        return False
    if not tokens.words[token].islower() or len(lower) < _SHORTEST or _is_common(lower):
        return False
    if tokens.text[tokens.ends[token - 1] : tokens.starts[token]] != " ":
        return False
    if before.rstrip(".") in words()["honorifics"]:
        return token == name + 1 and not tokens.opens_sentence(token)
    if _is_no_given_name(tokens, name):
        return False
    if _WITH_ARTICLE.match(lower):
        return True
    if before not in given_names():
        return False
    return tokens.words[token].capitalize() in tokens.vocabulary or (
        _has_title(tokens, name) and _is_said_by(tokens, name, token)
    )


def _is_common(lower: str) -> bool:
    """Whether a word is in a list or has the form of a common word."""
    return (
        lower.endswith(_ENDINGS)
        or is_past_form(lower)
        or lower in _listed()
        or lower.removesuffix("s") in _listed()
    )


def _listed() -> frozenset[str]:
    return any_of(
        *("titles", "title_modifiers", "role_nouns", "general_words", "not_names", "times"),
        *("adverbs", "plural_sources", "anonymous_heads", "document_heads", "titled_works"),
        *("organisation_heads", "speech_acts", "common_words_beside_names", "family"),
        *("describing_participles", "nationalities", "places", "common_verbs", "name_suffixes"),
    )


def _is_no_given_name(tokens: Tokens, name: int) -> bool:
    """Whether a word with a capital is no first name: a place, a title, a surname, a body."""
    lower = tokens.lowers[name].rstrip(".")
    lists = words()
    if lower in any_of("titles", "places", "nationalities", "organisation_heads"):
        return True
    before = tokens.lower(name - 1).rstrip(".")
    return tokens.tag(name - 1) == tag.NAME and before not in lists["titles"] | lists["honorifics"]


def _has_title(tokens: Tokens, name: int) -> bool:
    return tokens.lower(name - 1).rstrip(".") in any_of("titles", "honorifics", "role_nouns")


def _is_said_by(tokens: Tokens, name: int, token: int) -> bool:
    """Whether a reporting word stands beside: "Col. Amir khan said", "said Col. Amir khan"."""
    after = tokens.padded_lowers[token + 1]
    if tokens.padded[token + 1] == tag.CUE:
        return cues()[after].group in SAYING
    return tag.CUE in tokens.padded[max(0, name - _TITLE_REACH) : name]
