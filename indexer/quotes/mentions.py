"""Token row -> everything in it that could name a source: names, pronouns, noun phrases."""

from __future__ import annotations

from indexer.quotes.mention import PERSONAL, Mention
from indexer.quotes.name_phrases import read_name
from indexer.quotes.narrative import (
    DETERMINER,
    NAME,
    NUMBER,
    PRONOUN,
    WORD,
    Narrative,
)
from indexer.quotes.noun_phrases import read_bare_noun, read_noun_phrase, read_owned

_BYLINE_REST = 6  # tokens after the name, such as "in Dunmore" or a date


def find_mentions(narrative: Narrative) -> list[Mention]:
    """Find all mentions, in order of their first tokens.

    They do not overlap, but that a name is a mention beside the phrase that it opens. The name
    in a byline is none: who wrote an article is not who speaks in it.
    """
    found: list[Mention] = []
    tags = narrative.tags
    token, size = 0, len(tags)
    while token < size:
        tag = tags[token]
        mention = None
        if tag == NAME:
            mention = read_name(narrative, token, token)
        elif tag == PRONOUN:
            mention = _pronoun(narrative, token)
        elif tag == DETERMINER or (tag == NUMBER and narrative.tag(token + 1) == WORD):
            mention = read_noun_phrase(narrative, token)
        elif tag == WORD:
            mention = read_bare_noun(narrative, token)
            if mention is None:
                while token + 1 < size and tags[token + 1] == WORD:
                    token += 1  # a later start of the same words has the same head
        if mention is None:
            token += 1
        else:
            found.append(mention)
            token = max(mention.last, token + 1)
            owned = read_owned(narrative, mention)
            if owned is not None:
                found.append(owned)
                token = owned.last
    return [
        one
        for one in found
        if not (narrative.lowers[one.first - 1] == "by" and _is_byline(narrative, one))
    ]


def _is_byline(narrative: Narrative, mention: Mention) -> bool:
    """Whether a short paragraph consists of "By" and this name, with little after it."""
    before = mention.first - 1
    if not mention.is_name or narrative.lower(before) != "by":
        return False
    paragraphs = narrative.paragraphs
    paragraph = paragraphs[before]
    if before > 0 and paragraphs[before - 1] == paragraph:
        return False
    end = mention.last + _BYLINE_REST
    return end >= len(paragraphs) or paragraphs[end] != paragraph


def _pronoun(narrative: Narrative, token: int) -> Mention | None:
    lower = narrative.lowers[token]
    if lower == "you":
        return None
    return Mention(token, token + 1, PERSONAL, head=token, is_plural=lower in ("they", "we"))
