"""The words beside a name that say who the person is."""

from __future__ import annotations

from indexer.quotes.lexicon import is_past_form, pairs
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.descriptions import names_after, normal_forms
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.us_states import state_words
from indexer.records import Span

_BEFORE_REACH, _ROLE_REACH = 4, 10
_PHRASE_REACH = 7
_IN_PHRASES = frozenset(("of", "at", "for"))


def describe_name(tokens: Tokens, mention: Mention) -> set[str]:
    """Lower-case words before a name ("former Ohio governor Jane Roe") and in its apposition."""
    found = set(tokens.lowers[mention.first : mention.head])
    if mention.titles:
        found.update([pairs("role_of_title").get(title, title) for title in mention.titles])
    token, least = mention.first - 1, mention.first - _BEFORE_REACH
    while (
        token >= least
        and tokens.padded[token] in (tag.WORD, tag.NAME)
        and not _is_deed(tokens, token)
    ):
        found.add(tokens.lowers[token])
        token -= 1
    after = names_after(tokens, mention.last)
    found.update(tokens.lowers[after.start : after.stop])
    phrase = phrase_with_apposition(tokens, mention)
    if phrase is not None:
        return normal_forms(found | set(tokens.lowers[phrase.start : phrase.end]))
    token = mention.last
    if tokens.padded[token + 1] == tag.NUMBER and tokens.padded[token + 2] == tag.COMMA:
        token += 2  # "Jane Roe, 34, a nurse"
    here, lower = tokens.padded[token], tokens.padded_lowers[token]
    if here == tag.OPEN:
        found.update(state_words(tokens.lower(token + 1)))
    if here in (tag.COMMA, tag.OPEN) or lower in ("is", "was", "as"):
        stop = min(token + _ROLE_REACH, len(tokens))
        end = token + 1
        while end < stop and tokens.tags[end] not in (
            tag.COMMA,
            tag.STOP,
            tag.CUE,
            tag.QUOTE,
            tag.PRONOUN,
        ):
            end += 1
        # "In a talk with Roe, the senator said": no apposition but a subject
        if here != tag.COMMA or tokens.padded[end] != tag.CUE:
            found.update(tokens.lowers[token + 1 : end])
    return normal_forms(found)


def _is_deed(tokens: Tokens, token: int) -> bool:
    """Whether a word is what the name before it did: "Mayor Jane Roe met Paul Doe"."""
    lower = tokens.lowers[token]
    is_past = is_past_form(lower)
    return is_past and tokens.padded[token] == tag.WORD and tokens.padded[token - 1] == tag.NAME


def _links_phrase(tokens: Tokens, token: int) -> bool:
    """Whether a small word goes on with a phrase: "of the" in "president of the Trust"."""
    lowers = tokens.padded_lowers
    is_article = lowers[token] == "the" and lowers[token - 1] in _IN_PHRASES
    return is_article or lowers[token] in _IN_PHRASES


def phrase_with_apposition(tokens: Tokens, mention: Mention) -> Span | None:
    """The tokens, without article, of the phrase that a name is in apposition to.

    "The governor, Jane Roe, leads her rival": the words after the second comma do not say who
    she is.
    """
    end = mention.first - 1
    tags = tokens.padded
    if tags[end] != tag.COMMA or tags[mention.last] not in (tag.COMMA, tag.STOP):
        return None
    start = end
    while start > 0 and end - start < _PHRASE_REACH:
        is_word = tokens.tags[start - 1] in (tag.WORD, tag.NAME)
        if not (is_word or _links_phrase(tokens, start - 1)):
            break
        start -= 1
    is_phrase = start < end and tokens.tag(start - 1) in (tag.DETERMINER, tag.POSSESSIVE)
    return Span(start, end) if is_phrase else None
