"""Words on signs and the like: in "held up a sign reading Q" the words are the sign's."""

from __future__ import annotations

from indexer.quotes.lexicon import words
from indexer.quotes.tokens.row import (
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    NAME,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    WORD,
    Tokens,
)

_TELLING = frozenset(("reading", "saying"))
_TELLS = frozenset(("read", "reads", "said", "says"))
_RELATIVES = frozenset(("that", "which"))
_OWN = frozenset(("his", "her", "their", "my", "our"))
_REACH = 6  # tokens of "in Roe's car" between the thing and what tells of its words
_IN_PHRASES = frozenset((PREPOSITION, DETERMINER, NAME, WORD, NUMBER, POSSESSIVE))


def inscribed(tokens: Tokens, token: int) -> int | None:
    """The end of the phrase for the thing that a quote is written on; None if it seems spoken.

    "A sign saying Q", "a cap that said Q", "a note in Roe's car that read: Q". Letters and
    statements do not count, since their words are somebody's. The writer of a note is rarely told.
    """
    at = token - 1
    at -= tokens.padded[at] in (COLON, COMMA)
    verb = tokens.padded_lowers[at]
    if verb in _TELLS and tokens.padded_lowers[at - 1] in _RELATIVES:
        at -= 1
        at -= tokens.padded[at - 1] in (DASH, COMMA)
    elif verb not in _TELLING or tokens.padded[at - 1] == PREPOSITION:
        return None
    things = words()["inscriptions"]
    for end in range(at, max(at - _REACH, tokens.sentence_start(token)), -1):
        if tokens.lowers[end - 1] in things:
            # In "took off her jacket saying" the jacket does not speak.
            is_worn = verb == "saying" and tokens.padded_lowers[end - 2] in _OWN
            return None if is_worn else end
        if tokens.tags[end - 1] not in _IN_PHRASES:
            return None
    return None
