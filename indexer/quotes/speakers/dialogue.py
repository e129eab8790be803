"""Pronouns in questions and answers.

In "Roe asked Doe if he knew. “Yes,” he replied" it is Doe, in "Roe replied: “No,” he said" it is
Roe.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer.quotes.lexicon import FORMS_OF_BE, cues
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.tokens.row import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CUE,
    QUOTE,
    Tokens,
)

_ANSWERING = frozenset(("reply", "answer", "respond"))
_REACH = 60  # tokens back to what was asked
_ASKING = frozenset(("ask", "question"))


def who_was_asked(
    tokens: Tokens, mention: Mention, names_by_first: Mapping[int, int]
) -> int | None:
    """The mention of the person whom the sentence before an answer asks.

    Args:
        tokens: The article's tokens.
        mention: A pronoun.
        names_by_first: Number of the name that begins at a token.

    Returns:
        Its number; None if the pronoun answers nothing or nobody named was asked.
    """
    if not _answers(tokens, mention):
        return None
    start = tokens.sentence_start(mention.first)
    first = tokens.sentence_start(start - 1) if start else 0
    for at in range(start - 1, max(first, start - _REACH), -1):
        if tokens.tags[at] == CUE and cues()[tokens.lowers[at]].lemma in _ASKING:
            is_active = tokens.lowers[at - 1] not in FORMS_OF_BE
            return names_by_first.get(at + 1) if is_active else None
    return None


def who_began(tokens: Tokens, mention: Mention, by_last: Mapping[int, int]) -> int | None:
    """The mention that speaks before a quote, where a pronoun follows: "Roe said, “Q,” he said".

    Args:
        tokens: The article's tokens.
        mention: The pronoun.
        by_last: Number of the mention that ends before a token.
    """
    at = mention.first - 1
    if tokens.padded[at] != QUOTE or tokens.padded[mention.last] != CUE:
        return None
    at -= 1
    at -= tokens.padded[at] in (COLON, COMMA)
    at -= tokens.padded_lowers[at] == "back"  # "fired back"
    return by_last.get(at) if tokens.padded[at] == CUE else None


def _answers(tokens: Tokens, mention: Mention) -> bool:
    """Whether a pronoun is the subject of a verb of answering: "he replied", "replied she"."""
    after = mention.last
    while tokens.padded[after] in (ADVERB, AUXILIARY):
        after += 1
    near = (tokens.padded_lowers[after], tokens.padded_lowers[mention.first - 1])
    return any(one in cues() and cues()[one].lemma in _ANSWERING for one in near)
