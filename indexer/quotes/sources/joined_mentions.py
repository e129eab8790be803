"""Mentions that "and" or a comma joins: "Jane Roe, the mayor, and the police chief, Paul Doe"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from indexer.quotes.lexicon import is_role, words
from indexer.quotes.mentions.mention import FULL, NOMINAL, ORGANISATION, SURNAME, Mention
from indexer.quotes.noun_classes import NounClass, noun_class
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_PEOPLE = frozenset((FULL, SURNAME))
_POSSESSIVES = frozenset(("his", "her", "their"))
_JOINING = (
    ("and",), ("&",), (",", "and"), (",", "as", "well", "as"), ("as", "well", "as"),
    (",", "along", "with"), (",", "together", "with"), ("together", "with"),
)  # fmt: skip
_COMMA = (",",)
_NEAR = 4  # mentions between two that are joined: "Roe, the mayor of Rivas, and Doe"
_MOST = 12  # that are joined
_INSERTION = 20  # tokens of "Jane Roe, the mayor of Rivas, and Paul Doe"
_ROLE = 4  # tokens of "former harbour master" before a name
_PLACES = frozenset(("of", "from", "for"))
_PLACE = 5  # tokens of "of the Harbour Trust" behind a name
_IN_PLACES = frozenset((tag.NAME, tag.DETERMINER))
_IN_ROLES = frozenset((tag.WORD, tag.NAME))
_ENDING_INSERTIONS = frozenset((tag.QUOTE, tag.STOP, tag.SEMICOLON, tag.COLON, tag.CUE))
_PEOPLE_NOUNS = frozenset((NounClass.PLURAL, NounClass.ANONYMOUS))
BY = frozenset(("by", "from", "of"))


class Link(Enum):
    """How a name is joined to the one before it."""

    COMMA = "comma"
    AND = "and"


def linked_before(
    tokens: Tokens, mentions: Sequence[Mention], number: int
) -> list[tuple[int, Link]]:
    """Those before a mention that are joined to it, the nearest first."""
    found: list[tuple[int, Link]] = []
    while len(found) < _MOST:
        for earlier in range(number - 1, max(number - 1 - _NEAR, -1), -1):
            if _is_complement(tokens, mentions[earlier]):
                continue  # "Roe of Rivas and Doe"
            link = _link(tokens, mentions, earlier, number)
            if link is not None:
                break
        else:
            return found
        if link is Link.AND and found:
            return found  # "Roe and Doe, Conti": another list ends here
        found.append((earlier, link))
        number = earlier
    return found


def linked_behind(
    tokens: Tokens, mentions: Sequence[Mention], number: int
) -> list[tuple[int, Link]]:
    """Those behind a mention that are joined to it, in order, up to the one behind "and"."""
    found: list[tuple[int, Link]] = []
    while len(found) < _MOST and (not found or found[-1][1] is Link.COMMA):
        for later in range(number + 1, min(number + 1 + _NEAR, len(mentions))):
            link = _link(tokens, mentions, number, later)
            if link is not None:
                break
        else:
            return found
        found.append((later, link))
        number = later
    return found


def _link(tokens: Tokens, mentions: Sequence[Mention], earlier: int, later: int) -> Link | None:
    """How the second of two mentions is joined to the first, if it is."""
    one, other = mentions[earlier], mentions[later]
    if not (can_join(tokens, other) and can_join(tokens, one)) or one.last >= other.first:
        return None
    start = begin_of(tokens, mentions, later)
    if one.kind == ORGANISATION and not _are_two(tokens, one, other, start):
        return None
    for end in _ends(tokens, one, start):
        between = tuple(tokens.lowers[end:start])
        if between in _JOINING:
            return Link.AND
        if between == _COMMA and end == one.last and one.kind in _PEOPLE:
            return Link.COMMA if other.kind in _PEOPLE else None
    return None


def _are_two(tokens: Tokens, one: Mention, other: Mention, start: int) -> bool:
    """Whether an organisation and what is joined to it are two, and not the parts of one name.

    "The Science and Trade Institute" is one; "Harbour News and former anchor Roe" may be a post.
    """
    if other.kind != ORGANISATION:
        return start == other.first
    is_acronym = tokens.words[other.last - 1].isupper()
    return is_acronym or _has_article(tokens, one) == _has_article(tokens, other)


def _has_article(tokens: Tokens, mention: Mention) -> bool:
    """Whether "the" stands before a name, or opens it."""
    return "the" in (tokens.lowers[mention.first], tokens.padded_lowers[mention.first - 1])


def _is_complement(tokens: Tokens, mention: Mention) -> bool:
    """Whether a preposition stands before a mention that is no source in itself."""
    before = tokens.padded_lowers[mention.first - 1]
    is_by = before in BY and tokens.padded_lowers[mention.first - 2] in words()["statements"]
    return before in _PLACES | BY and not is_by


def begin_of(tokens: Tokens, mentions: Sequence[Mention], number: int) -> int:
    """Where the words for somebody begin, with a role before: "the police chief Paul Doe"."""
    mention = mentions[number]
    at, lowers, tags = mention.first, tokens.padded_lowers, tokens.padded
    if not mention.is_name:
        return at
    if tags[at - 1] == tag.COMMA and number and mentions[number - 1].last == at - 1:
        role = mentions[number - 1]  # "and the police chief, Paul Doe"
        if role.kind == NOMINAL and _names_role(lowers[role.head]) and not role.is_plural:
            return role.first
    if tags[at - 1] == tag.WORD and _names_role(lowers[at - 1]):
        while mention.first - at < _ROLE and tags[at - 1] in _IN_ROLES:
            at -= 1
        if tags[at - 1] == tag.DETERMINER:
            at -= 1
    return at


def _names_role(lower: str) -> bool:
    """Whether a noun says what somebody is, or several are: "lawmakers Jane Roe and Paul Doe"."""
    is_one = is_role(lower) or lower in words()["family"]
    return is_one or is_role(lower.removesuffix("s")) or noun_class(lower) in _PEOPLE_NOUNS


def _ends(tokens: Tokens, mention: Mention, limit: int) -> list[int]:
    """Where the words for somebody may end: at the name, or behind a place, party or apposition."""
    at, tags = mention.last, tokens.padded
    found = [at]
    if tags[at] == tag.OPEN:
        while at < limit and tags[at] != tag.CLOSE:
            at += 1
        at += 1
        found.append(at)
    if tokens.padded_lowers[at] in _PLACES:
        end = at + 1
        while end < at + _PLACE and tags[end] in _IN_PLACES:
            end += 1
        if tags[end - 1] == tag.NAME:
            at = end
            found.append(at)
    if tags[at] == tag.COMMA:
        inserted = tags[at + 1 : limit]
        if len(inserted) <= _INSERTION and _ENDING_INSERTIONS.isdisjoint(inserted):
            found += [at + 1 + place for place, here in enumerate(inserted) if here == tag.COMMA]
            # Of two commas the second closes the insertion.
            found += [at + 2 + place for place, here in enumerate(inserted) if here == tag.COMMA]
    return [end for end in found if end <= limit]


def can_join(tokens: Tokens, mention: Mention) -> bool:
    """Whether a mention is a name, somebody with a role, or somebody's people: "her colleagues"."""
    if mention.is_possessive or mention.is_modifier:
        return False
    if mention.kind in _PEOPLE:
        return not _has_article(tokens, mention)  # "the Jane and Paul Roe Chair"
    if mention.kind == ORGANISATION:
        return True
    if mention.kind != NOMINAL:
        return False
    if mention.is_plural:
        return tokens.lowers[mention.first] in _POSSESSIVES
    is_apposition = tokens.row[max(mention.first - 2, 0) : mention.first] == tag.NAME + tag.COMMA
    is_known = tokens.lowers[mention.first] == "the" and not is_apposition
    return is_known and is_role(tokens.lowers[mention.head])
