"""Where an article tells that somebody is dead: the dead do not speak after it."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from indexer.quotes.lexicon import FORMS_OF_BE, words
from indexer.quotes.rules import rule
from indexer.quotes.tokens.row import Tokens

_DYING = frozenset(("died", "dies", "drowned", "perished"))
_AFTER, _BEFORE = 7, 4  # tokens


@rule("deaths", otherwise=inf)
def first_death(tokens: Tokens, names: Sequence[int]) -> float:
    """The token of the first of somebody's names beside which their death is told.

    Infinity if none is. "Jane Roe died", "Jane Roe, 9, was killed", "the body of Jane Roe".

    Args:
        tokens: The article's token row.
        names: The last tokens of their names, ascending.
    """
    return next((at for at in names if _is_dead(tokens, at)), inf)


def _is_dead(tokens: Tokens, token: int) -> bool:
    lowers = tokens.padded_lowers
    sentence = tokens.sentences[token]
    for at in range(token + 1, min(token + _AFTER, len(tokens))):
        if tokens.sentences[at] != sentence:
            break
        if lowers[at] in _DYING:
            return True
        if lowers[at] in words()["killed"] and lowers[at - 1] in FORMS_OF_BE:
            return True
        if tokens.tags[at] in "VQH":
            break
    before = lowers[max(0, token - _BEFORE) : token]
    return "of" in before and not words()["remains"].isdisjoint(before)
