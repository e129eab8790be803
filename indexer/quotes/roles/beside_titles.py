"""Words beside titles: which belong to them, which say little of anybody."""

from __future__ import annotations

import re

from indexer.quotes.lexicon import any_of, words
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_ADJECTIVE = re.compile(
    r"(?:ive|al|ic|ous|ful|ary|ent|ant|able|ist|ish|ese|ite|less|like|[^aeiou]y|time)$"
)
_LOUD = 4  # letters


def is_relation(lower: str) -> bool:
    """Whether a noun tells something only with somebody else: "her rival Jane Roe"."""
    return lower in words()["relations"]


def may_precede_title(word: str, title: str) -> bool:
    """Whether a word in small letters before a title with a capital can belong to it.

    Args:
        word: As written.
        title: The title in lower case. Before "Sen." stand adjectives and other titles.
    """
    lower = word.lower()
    title = title.rstrip(".")
    if "-" in lower or not word[0].islower():
        return True
    if title in words()["abbreviated_titles"]:
        if is_relation(lower) or lower == "fellow":
            return False
        known = any_of("title_modifiers", "describing_participles", "role_nouns", "nationalities")
        is_several = lower.endswith("s") and not title.endswith("s")
        return (lower in known and not is_several) or _ADJECTIVE.search(lower) is not None
    known = any_of(
        "title_modifiers",
        "describing_participles",
        "role_nouns",
        "general_words",
        "nationalities",
        "organisation_heads",
        "document_heads",
        "titles",
    )
    return lower in known or lower.endswith("ed") or _ADJECTIVE.search(lower) is not None


def is_loud(tokens: Tokens, token: int) -> bool:
    """Whether a word is one of several in capitals throughout: "DEADLY STORM"."""
    return _is_loud(tokens, token) and (_is_loud(tokens, token - 1) or _is_loud(tokens, token + 1))


def _is_loud(tokens: Tokens, token: int) -> bool:
    if tokens.tag(token) != tag.NAME:
        return False
    word = tokens.words[token]
    return len(word) >= _LOUD and word.isalpha() and word.isupper()
