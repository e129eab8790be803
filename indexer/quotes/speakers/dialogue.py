"""Pronouns in questions and answers.

In "Roe asked Doe if he knew. “Yes,” he replied" it is Doe, in "Roe replied: “No,” he said" it is
Roe.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer.quotes.lexicon import FORMS_OF_BE, cues
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_ANSWERING = frozenset(("reply", "answer", "respond", "retort", "counter"))
_REACH = 60  # tokens back to what was asked
_ASKING = frozenset(("ask", "question", "tell", "warn", "urge"))
_EXPLAINING = 5  # tokens
_IN_EXPLANATIONS = frozenset((tag.DETERMINER, tag.WORD, tag.COMMA))


@rule("dialogue", otherwise=None)
def who_was_asked(
    tokens: Tokens, mention: Mention, names_by_first: Mapping[int, int]
) -> int | None:
    """The mention of whom the sentence before a pronoun's asks or tells something.

    Args:
        tokens: The article's tokens.
        mention: A pronoun.
        names_by_first: Number of the name that begins at a token.

    Returns:
        Its number; None if nobody named was asked or told.
    """
    start = tokens.sentence_start(mention.first)
    first = tokens.sentence_start(start - 1) if start else 0
    for at in range(start - 1, max(first, start - _REACH), -1):
        if tokens.tags[at] == tag.CUE and cues()[tokens.lowers[at]].lemma in _ASKING:
            is_active = tokens.lowers[at - 1] not in FORMS_OF_BE
            return _name_from(tokens, at + 1, names_by_first) if is_active else None
        if tokens.tags[at] == tag.CUE and tokens.padded_lowers[at + 1] in ("at", "to"):
            return _name_from(tokens, at + 2, names_by_first)  # "shouted at Roe"
    return None


def _name_from(tokens: Tokens, token: int, names_by_first: Mapping[int, int]) -> int | None:
    """The name that begins at a token, or behind what explains it: "the engineer, Jane Roe"."""
    for at in range(token, token + _EXPLAINING):
        if at in names_by_first:
            return names_by_first[at]
        if tokens.padded[at] not in _IN_EXPLANATIONS:
            return None
    return None


@rule("dialogue", otherwise=None)
def who_began(tokens: Tokens, mention: Mention, by_last: Mapping[int, int]) -> int | None:
    """The mention that speaks before a quote, where a pronoun follows: "Roe said, “Q,” he said".

    Args:
        tokens: The article's tokens.
        mention: The pronoun.
        by_last: Number of the mention that ends before a token.
    """
    at = mention.first - 1
    if tokens.padded[at] != tag.QUOTE or tokens.padded[mention.last] != tag.CUE:
        return None
    at -= 1
    at -= tokens.padded[at] in (tag.COLON, tag.COMMA)
    at -= tokens.padded_lowers[at] == "back"  # "fired back"
    return by_last.get(at) if tokens.padded[at] == tag.CUE else None


@rule("dialogue", otherwise=False)
def answers(tokens: Tokens, mention: Mention) -> bool:
    """Whether a pronoun is the subject of a verb of answering: "he replied", "replied she"."""
    after = mention.last
    while tokens.padded[after] in (tag.ADVERB, tag.AUXILIARY):
        after += 1
    if tokens.padded_lowers[after + 1] == "back":
        return True  # "he shot back"
    near = (tokens.padded_lowers[after], tokens.padded_lowers[mention.first - 1])
    return any(one in cues() and cues()[one].lemma in _ANSWERING for one in near)
