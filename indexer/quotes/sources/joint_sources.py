"""Several who speak together: "Jane Roe, Paul Doe and Ana Conti said"; and who "they" are."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.lexicon import SAYING, cues, given_names, words
from indexer.quotes.mentions.mention import (
    BARE,
    FULL,
    NAMES,
    ORGANISATION,
    PERSONAL,
    SURNAME,
    Mention,
)
from indexer.quotes.noun_classes import NounClass, noun_class
from indexer.quotes.rules import rule
from indexer.quotes.sources.joined_mentions import (
    BY,
    Link,
    begin_of,
    can_join,
    linked_before,
    linked_behind,
)
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_PEOPLE = frozenset((FULL, SURNAME))
_OPENING = frozenset(
    (
        tag.QUOTE,
        tag.COMMA,
        tag.COLON,
        tag.SEMICOLON,
        tag.DASH,
        tag.CONJUNCTION,
        tag.ADVERB,
        tag.TIME,
    )
)
_NEAR = 4  # mentions between a statement and its writer
_THEY_REACH = 60  # tokens
_AFTER_INVERTED = frozenset((tag.WORD, tag.CUE, tag.NAME, tag.AUXILIARY, tag.PRONOUN, tag.ADVERB))
_LEADING_ON = frozenset((tag.COMMA, tag.OPEN, tag.CONJUNCTION, tag.PREPOSITION))
_LEADING_BACK = frozenset((tag.COMMA, tag.CONJUNCTION, tag.PREPOSITION, tag.DETERMINER, tag.WORD))
_JOINERS = frozenset(("&", "as", "together"))
_SEVERAL = frozenset((NounClass.PLURAL, NounClass.ANONYMOUS, NounClass.DOCUMENT))


@rule("joint", otherwise=())
def speaking_together(tokens: Tokens, mentions: Sequence[Mention], number: int) -> tuple[int, ...]:
    """Numbers of all mentions that are one subject with a mention, in order; empty if it is alone.

    "Paul Doe met Jane Roe and Ana Conti said" are two clauses, so that the first of several must
    open its clause, or stand behind a verb of saying or "statement by".
    """
    if not (_may_be_joined(tokens, mentions[number]) and can_join(tokens, mentions[number])):
        return ()
    before = linked_before(tokens, mentions, number)
    joined, links = [number], list[Link]()
    for earlier, link in before:
        joined.insert(0, earlier)
        links.insert(0, link)
    if Link.AND not in links:
        for later, link in linked_behind(tokens, mentions, number):
            joined.append(later)
            links.append(link)
    if Link.AND not in links:
        return ()
    # "Jane Roe, Paul Doe and Ana Conti": one "and", before the last of them.
    end = links.index(Link.AND) + 2
    joined = joined[:end]
    for start in range(len(joined) - 1):
        if _is_subject(tokens, mentions, joined[start:]):
            return tuple(joined[start:]) if number in joined[start:] else ()
    return ()


def _may_be_joined(tokens: Tokens, mention: Mention) -> bool:
    """Whether the token before or behind a mention can lead to another; most stand alone."""
    lowers, tags = tokens.padded_lowers, tokens.padded
    if tags[mention.last] in _LEADING_ON or lowers[mention.last] in _JOINERS:
        return True
    return tags[mention.first - 1] in _LEADING_BACK or lowers[mention.first - 1] in _JOINERS


@rule("joint", otherwise=())
def meant_by_they(tokens: Tokens, mentions: Sequence[Mention], number: int) -> tuple[int, ...]:
    """Numbers of the mentions that "they" takes up, in order; empty where others may be meant.

    "Jane Roe and Paul Doe wrote a letter. Q, they said" means the two, unless a later sentence
    speaks of several others.
    """
    if tokens.lowers[mentions[number].first] != "they":
        return ()
    others: set[int] = set()
    for earlier in range(number - 1, -1, -1):
        mention = mentions[earlier]
        if mention.first < mentions[number].first - _THEY_REACH:
            return ()
        found = () if mention.kind not in _PEOPLE else speaking_together(tokens, mentions, earlier)
        sentence = tokens.sentences[mention.first]
        if found:
            first = mentions[found[0]].first
            is_one_sentence = sentence == tokens.sentences[first] and others <= {sentence}
            return found if is_one_sentence else ()
        if mention.kind != PERSONAL and _may_be_several(tokens, mention):
            others.add(sentence)
    return ()


def _may_be_several(tokens: Tokens, mention: Mention) -> bool:
    """Whether "they" may take up a mention: people, or a body of people."""
    is_body = mention.kind in (ORGANISATION, BARE)
    return is_body or mention.is_plural or noun_class(tokens.lowers[mention.head]) in _SEVERAL


@rule("writers", otherwise=None)
def written_by(tokens: Tokens, mentions: Sequence[Mention], number: int) -> int | None:
    """Whose statement a mention is: Roe in "a statement from Mayor Jane Roe"; None if not told."""
    mention, lowers = mentions[number], tokens.padded_lowers
    if lowers[mention.last - 1] not in words()["statements"] or lowers[mention.last] not in BY:
        return None
    for later in range(number + 1, min(number + 1 + _NEAR, len(mentions))):
        if begin_of(tokens, mentions, later) == mention.last + 1:
            is_plain = mentions[later].kind in _PEOPLE and not mentions[later].is_possessive
            return later if is_plain and not mentions[later].is_modifier else None
    return None


def shares_surname(mentions: Sequence[Mention], joined: Sequence[int], number: int) -> bool:
    """Whether one of several is a given name before a full name: Jane in "Jane and Paul Roe"."""
    mention, last = mentions[number], mentions[joined[-1]]
    is_lone = len(mention.name) == 1 and not mention.titles
    is_given = is_lone and mention.name[0].lower() in given_names()
    return is_given and number != joined[-1] and last.kind == FULL


def _is_subject(tokens: Tokens, mentions: Sequence[Mention], joined: Sequence[int]) -> bool:
    """Whether mentions that are joined are a subject, and not the end of another clause."""
    last = mentions[joined[-1]]
    if not any(mentions[one].kind in NAMES for one in joined):
        return False
    at, tags, lowers = begin_of(tokens, mentions, joined[0]), tokens.padded, tokens.padded_lowers
    if lowers[at - 1] == "both":
        at -= 1
    if tokens.opens_sentence(at) or tokens.is_according(at) or tags[at - 1] in _OPENING:
        return True
    if tags[at - 1] == tag.CUE and tags[at - 2] in (tag.QUOTE, tag.COMMA):
        is_said = cues()[lowers[at - 1]].group in SAYING
        return is_said and tags[last.last] not in _AFTER_INVERTED
    return lowers[at - 1] in BY and lowers[at - 2] in words()["statements"]
