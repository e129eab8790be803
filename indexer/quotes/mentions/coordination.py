"""One person told by two nouns: "the actor and director", "the former mayor and party leader"."""

from __future__ import annotations

from indexer.quotes.lexicon import words
from indexer.quotes.mentions.mention import NOMINAL, Mention
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_SECOND = 6  # tokens, at most, of the noun behind "and" with what goes before it
# "The mayor and deputy mayor" are two people.
_OF_ANOTHER = frozenset(("vice", "deputy", "queen", "wife", "husband"))


def with_second_noun(tokens: Tokens, mention: Mention) -> Mention:
    """A noun phrase for one person, together with a second noun that shares its article.

    Args:
        tokens: The article's tokens.
        mention: A phrase with an article or number.

    Returns:
        A mention with the same head that also covers the second noun; the mention itself where
        there is none.
    """
    at, lowers = mention.last, tokens.padded_lowers
    if lowers[at] == "of" and lowers[at + 2] == "and":
        at += 2  # "the secretary of state and"
    if lowers[at] != "and" or mention.is_plural:
        return mention
    nouns = words()["role_nouns"]
    end = _end_of_noun(tokens, at + 1)
    if end is None or lowers[end - 1] not in nouns or lowers[mention.head] not in nouns:
        return mention
    is_owner = tokens.padded[end] == tag.POSSESSIVE  # "the author and director's agent"
    if is_owner or not _OF_ANOTHER.isdisjoint(lowers[at + 1 : end]):
        return mention
    return Mention(
        mention.first,
        end,
        NOMINAL,
        head=mention.head,
    )


@rule("two-nouns", otherwise=None)
def _end_of_noun(tokens: Tokens, start: int) -> int | None:
    """One past a noun without an article, None if there is no noun or a name follows."""
    end, tags = start, tokens.padded
    while end < start + _SECOND and tags[end] in (tag.WORD, tag.NAME):
        end += 1
    is_noun = (
        tags[start] == tag.WORD
        and tags[end - 1] == tag.WORD
        and tags[end] not in (tag.WORD, tag.NAME)
    )
    return end if end > start and is_noun else None
