"""Phrases with a name in apposition: in "His partner, Jane Roe, said" the partner is Jane Roe."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.lexicon import any_of, words
from indexer.quotes.mentions.mention import BARE, NOMINAL, Mention
from indexer.quotes.people.people import People
from indexer.quotes.people.person import Person
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_FOLLOWING = 4  # mentions
_REACH = 7
_BETWEEN = frozenset((tag.PREPOSITION, tag.NAME, tag.DETERMINER, tag.WORD, tag.COMMA, tag.OBJECT))
_QUESTIONS = frozenset(("what", "how", "why"))
_NAMING = frozenset(("named", "called", "calling himself", "calling herself", "identified as"))
_VOICES = frozenset(("words", "voice", "view", "opinion", "verdict", "message"))


@rule("appositives", otherwise=None)
def person_in_apposition(
    tokens: Tokens, mentions: Sequence[Mention], people: People, number: int
) -> Person | None:
    """The person whose name follows a phrase at once.

    "His partner, Jane Roe", "a man named Roe", "secretary of state Roe", "in the words of Roe".

    Args:
        tokens: The article's tokens.
        mentions: All mentions.
        people: Who is named.
        number: The phrase's.
    """
    mention = mentions[number]
    is_voice = tokens.lowers[mention.head] in _VOICES
    if mention.kind not in (NOMINAL, BARE) or (mention.is_plural and not is_voice):
        return None
    for later in range(number + 1, min(number + 1 + _FOLLOWING, len(mentions))):
        other = mentions[later]
        if other.first < mention.last:
            continue
        is_link = _links(tokens, mention, other, is_voice=is_voice)
        if is_link is False:
            return None
        found = people.by_mention[later]
        if is_link and len(found) == 1 and (is_voice or not found[0].is_organisation):
            return found[0]
    return None


def _links(tokens: Tokens, mention: Mention, other: Mention, *, is_voice: bool) -> bool | None:
    """Whether a name is in apposition to a phrase; None if it is not, but a later name may be."""
    between = tokens.tags[mention.last : other.first]
    if " ".join(tokens.lowers[mention.last : other.first]) in _NAMING:
        # "A man named Jane Roe", but "the board named Jane Roe", "a critic called Jane Roe"
        return tokens.lowers[mention.head] in words()["anybody"]
    if between == [tag.CONJUNCTION] and _is_one_office(tokens, mention, other):
        return True
    if not _may_stand_between(tokens, between, other.first):
        return False
    if between == [tag.PREPOSITION]:
        return is_voice or None  # not "an aide to Jane Roe", but "an aide to Jane Roe, Paul Doe"
    if between[-1:] in ([tag.COMMA], [tag.WORD]):
        return tag.COMMA in between or tag.PREPOSITION in between
    return None


def _may_stand_between(tokens: Tokens, between: Sequence[str], first: int) -> bool:
    """Whether these tags may stand between a phrase and the name, from token `first`, for it."""
    if list(between[:2]) == [tag.COMMA, tag.PREPOSITION] or tokens.lower(first - 1) in _QUESTIONS:
        return False  # "Roe's son, with Jane Doe", "their anger with what Roe said"
    return len(between) <= _REACH and between.count(tag.COMMA) < 2 and _BETWEEN.issuperset(between)


def _is_one_office(tokens: Tokens, mention: Mention, other: Mention) -> bool:
    """Whether two titles are one person's: "Harbour Chairman and CEO Jane Roe"."""
    lower = tokens.lowers[mention.head]
    return (
        tokens.tags[mention.first] == tag.NAME
        and lower in any_of("titles", "role_nouns")
        and bool(other.titles)
    )
