"""Tokens -> all mentions: the names, pronouns and noun phrases that may name a source."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.quotes.lexicon import given_names, is_role, words
from indexer.quotes.mentions.coordination import with_second_noun
from indexer.quotes.mentions.mention import NAMES, NOMINAL, ORGANISATION, PERSONAL, Mention
from indexer.quotes.mentions.name_phrases import read_name
from indexer.quotes.mentions.noun_phrases import read_bare_noun, read_noun_phrase
from indexer.quotes.mentions.possessives import read_owned
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.tokens.tag import Tag

_BYLINE_REST = 6  # tokens after the name, such as "in Dunmore" or a date
_DATELINE_REST = 6  # tokens after a dateline's place: "KENOSHA, Wis., May 3"
_RELAYING = frozenset(("quoted", "quotes", "cited", "cites", "reported", "reports"))
_RELAY_REACH = 20  # tokens
_LONGEST_ROLE = 4  # tokens
_WITHIN_ROLE = frozenset((tag.WORD, tag.NAME))
_WITHIN_PHRASE = frozenset((tag.WORD, tag.NAME, tag.TIME))
# The tags with which a mention can begin. Of a run of words only the first is tried, since a
# later start of the same words has the same head.
_STARTS = re.compile(
    f"{tag.WORD}+|[{tag.NAME}{tag.PRONOUN}{tag.DETERMINER}]|{tag.NUMBER}(?=[{tag.WORD}_])"
)
# Tags that begin neither a name nor a phrase that leads to one.
_NAMELESS = re.compile(
    f"[{tag.WORD}{tag.PRONOUN}]|(?:{tag.DETERMINER}|{tag.NUMBER}(?={tag.WORD}))(?![^{tag.NAME}]{{0,7}}{tag.NAME})"
)


def find_mentions(tokens: Tokens) -> list[Mention]:
    """Find all mentions, in order of their first tokens.

    Mentions do not overlap, except that a name is also a mention beside the phrase that it opens.
    A name in a byline is not a mention: the writer of an article is not a speaker in it. Away from
    the quotes only names count, since nothing else there can be a source.
    """
    found: list[Mention] = []
    row = tokens.row
    starts = _possible_starts(tokens)
    token = 0
    while (start := _STARTS.search(starts, token)) is not None:
        token = start.start()
        said = _end_of_saying(tokens, token) if row[token] == tag.DETERMINER else None
        if said is not None:
            found.append(Mention(token, token + 1, PERSONAL, head=token, is_possessive=True))
            token = said
            continue
        mention = _read(tokens, token, tokens.tags[token])
        if mention is None:
            token = start.end()
            continue
        if mention.kind == NOMINAL:
            mention = with_second_noun(tokens, mention)
        found.append(mention)
        token = mention.last if mention.last > token else token + 1
        if mention.is_possessive or mention.is_modifier:
            owned = read_owned(tokens, mention)
            if owned is not None:
                found.append(owned)
                token = owned.last
    return [
        replace(one, is_modifier=True) if one.kind in NAMES and _is_relay(tokens, one) else one
        for one in found
        if not (one.kind in NAMES and _is_beside_text(tokens, one))
    ]


@rule("relays", otherwise=False)
def _is_relay(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name only passes on what another says: "Reuters quoted Jane Roe as saying"."""
    at, lowers = mention.last, tokens.padded_lowers
    if lowers[at] in ("has", "had", "also"):
        at += 1
    if lowers[at] not in _RELAYING:
        return False
    end = min(tokens.sentence_end(mention.first), at + _RELAY_REACH)
    return any(
        lowers[token] == "saying" and lowers[token - 1] == "as" for token in range(at + 2, end)
    )


@rule("relays", otherwise=False)
def _is_beside_text(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name only tells who wrote the article, where, or for whom."""
    first, paragraphs = mention.first, tokens.paragraphs
    if tokens.padded[first - 1] == tag.COMMA and _is_employer(tokens, mention):
        return True
    if first > 0 and tokens.lowers[first - 1] == "by" and _is_byline(tokens, mention):
        return True
    opens = first == 0 or paragraphs[first - 1] != paragraphs[first]
    return opens and _is_dateline(tokens, mention)


def _is_employer(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name ends a signature behind somebody's role: "Jane Roe, editor, Harbour Post."."""
    tags, lowers, end = tokens.padded, tokens.padded_lowers, mention.first - 1
    after, paragraphs = mention.last, tokens.paragraphs
    ends = tags[after] in (tag.STOP, tag.COLON, tag.END) or paragraphs[after] != paragraphs[end]
    if not ends or mention.titles:
        return False
    if lowers[mention.first] in given_names() or not is_role(lowers[end - 1]):
        return False
    start = end
    while end - start < _LONGEST_ROLE and tags[start - 1] in _WITHIN_ROLE:
        start -= 1
    return start < end and tags[start - 1] == tag.COMMA and tags[start - 2] == tag.NAME


def _possible_starts(tokens: Tokens) -> str:
    """The tags; away from the quotes "_" replaces those that begin no name."""
    pieces = []
    end = 0
    for first, last in tokens.near_quotes():
        pieces += [_NAMELESS.sub("_", tokens.row[end:first]), tokens.row[first:last]]
        end = last
    pieces.append(_NAMELESS.sub("_", tokens.row[end:]))
    return "".join(pieces)


def _read(tokens: Tokens, token: int, here: Tag) -> Mention | None:
    """The mention that begins at a token with this tag, if any does."""
    if here == tag.NAME:
        return read_name(tokens, token, token)
    if here == tag.PRONOUN:
        return _pronoun(tokens, token)
    if here == tag.WORD:
        return read_bare_noun(tokens, token)
    return read_noun_phrase(tokens, token)


def _end_of_saying(tokens: Tokens, token: int) -> int | None:
    """One past "claim" in "her claim", "his recent claim"; None elsewhere.

    A claim gives somebody's own words, while a letter or speech is a source itself.
    """
    if tokens.lowers[token] not in ("his", "her"):
        return None
    at, lowers = token + 1, tokens.padded_lowers
    if lowers[at] not in words()["speech_acts"]:
        is_plural = lowers[at].endswith("s") or lowers[at + 1].endswith("s")
        if tokens.padded[at] not in _WITHIN_PHRASE or is_plural:
            return None  # "her lawyer claims", "her friends claim"
        at += 1
    is_noun = lowers[at] in words()["speech_acts"]
    return at + 1 if is_noun and tokens.tag(at + 1) not in (tag.WORD, tag.NAME) else None


def _is_byline(tokens: Tokens, mention: Mention) -> bool:
    """Whether a short paragraph consists of the "By" before a name and it, with little after."""
    before = mention.first - 1
    paragraphs = tokens.paragraphs
    paragraph = paragraphs[before]
    if before > 0 and paragraphs[before - 1] == paragraph:
        return False
    end = mention.last + _BYLINE_REST
    return end >= len(paragraphs) or paragraphs[end] != paragraph


def _is_dateline(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name that opens a paragraph is a dateline's place: "Paris (HPA) Jane Roe"."""
    token, tags = mention.last, tokens.tags
    is_place = mention.kind == ORGANISATION and tokens.lowers[token - 1] in words()["places"]
    if mention.titles or not (is_place or mention.name[-1].isupper()):
        return False
    stop = min(token + _DATELINE_REST, len(tags))
    while token < stop and tags[token] in (tag.NAME, tag.COMMA, tag.TIME, tag.NUMBER, tag.STOP):
        token += 1
    row = "".join(tags[token : token + 3])
    if row == tag.OPEN + tag.NAME + tag.CLOSE:
        return is_place or tokens.words[token + 1].isupper()
    return row[:1] == tag.DASH and (is_place or token > mention.last)


def _pronoun(tokens: Tokens, token: int) -> Mention | None:
    lower = tokens.lowers[token]
    if lower == "you":
        return None
    return Mention(token, token + 1, PERSONAL, head=token, is_plural=lower in ("they", "we"))
