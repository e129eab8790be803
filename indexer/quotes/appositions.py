"""What stands after a name and says who it is: "Jane Roe, the Joint Operations Coordinator,"."""

from __future__ import annotations

from indexer.quotes.lexicon import is_role
from indexer.quotes.mention import Mention
from indexer.quotes.narrative import (
    ADVERB,
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    STOP,
    TIME,
    WORD,
    Narrative,
)
from indexer.records import Span

_REACH = 20
_LOOSE = frozenset((PREPOSITION, CONJUNCTION, DETERMINER, AUXILIARY, ADVERB, TIME))


def apposition_after(narrative: Narrative, mention: Mention) -> Span | None:
    """An apposition after a name: ", the Joint Operations Coordinator,"."""
    token = mention.last
    if narrative.tag(token) != COMMA:
        return None
    start = token + 1
    if narrative.tag(start) == NUMBER:  # an age
        start += 2
    end = start
    stop = min(start + _REACH, len(narrative))
    while (
        end < stop
        and narrative.tags[end] not in (COMMA, STOP, CUE, QUOTE, PRONOUN)
        and narrative.sentences[end] == narrative.sentences[mention.first]
    ):
        end += 1
    if end == stop:
        # Cut where the phrase goes on, rather than in the middle of a name.
        while end > start and narrative.tags[end - 1] not in (PREPOSITION, CONJUNCTION):
            end -= 1
    while end > start and _is_loose(narrative, end - 1):
        end -= 1
    head = start
    while head < end and narrative.tags[head] not in (PREPOSITION, CONJUNCTION):
        head += 1
    while head > start and _is_participle(narrative, head - 1):
        head -= 1
    # "a professor of history", but not "then a supporter", "experts viewed", "whose aide was"
    has_role = head > start and is_role(narrative.lowers[head - 1])
    is_clause = narrative.tag(start) == ADVERB or narrative.lower(start) == "whose"
    if not has_role or is_clause or AUXILIARY in narrative.tags[start:head]:
        return None
    return Span(narrative.starts[start], narrative.ends[end - 1])


def _is_loose(narrative: Narrative, token: int) -> bool:
    """Whether a word can not end an apposition: "a clerk on Monday", "a duchess has"."""
    return narrative.tags[token] in _LOOSE or narrative.lowers[token] == "according"


def _is_participle(narrative: Narrative, token: int) -> bool:
    """Whether a word only leads on to the next phrase: "a broker based in", "now working for"."""
    tag = narrative.tags[token]
    return tag == ADVERB or (tag in (WORD, CUE) and narrative.lowers[token].endswith(("ing", "ed")))
