"""Names that only qualify the noun after them: "Roe campaign manager Jane Doe"."""

from __future__ import annotations

from indexer.quotes.lexicon import any_of, given_names, is_past_form, words
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_QUALIFYING = frozenset((tag.NAME, tag.WORD, tag.CUE))
_PARTIES = frozenset(("democrat", "republican", "conservative", "tory", "liberal", "socialist"))
# How plurals of roles end that are rarely verbs.
_ROLES_OF_SEVERAL = ("tes", "ers", "ents", "ists", "ians", "nators", "gators", "ctors")


@rule("name-modifiers", otherwise=False)
def qualifies(tokens: Tokens, token: int) -> bool:
    """Whether a role or document follows at once, as in "Roe campaign manager Jane Doe"."""
    for at in range(token, token + 4):
        here = tokens.padded[at]
        if here not in _QUALIFYING:
            return False
        lower = tokens.lowers[at]
        if here == tag.NAME:
            if at == token:
                return False
            if lower in _PARTIES and tokens.padded[at + 1] == tag.NAME:
                return True  # "Oversight ranking Democrat Jane Roe"
            return lower in given_names() and not tokens.lowers[at - 1].endswith("s")
        if here == tag.CUE and not _is_noun_of_phrase(tokens, at):
            return False
        if is_past_form(lower):
            return False  # "Jane Roe met reporter Paul Doe"
        if lower in any_of("role_nouns", "anonymous_heads", "document_heads", "plural_sources"):
            return True
        if lower[-1] == "s" and _are_several(tokens, at):
            return True  # "Ohio candidates say"
    return False


@rule("name-modifiers", otherwise=False)
def is_example(tokens: Tokens, first: int, start: int, end: int) -> bool:
    """Whether a name only says what kind of person somebody is: "a Jane Roe lookalike".

    Args:
        tokens: The article's tokens.
        first: Where the phrase begins.
        start: The name's first token.
        end: One past its last.
    """
    if first == start or tokens.lowers[first] not in ("a", "an"):
        return False
    is_noun = tokens.padded[end] == tag.WORD and not is_past_form(tokens.lowers[end])
    return is_noun and end - start > 1


def _are_several(tokens: Tokens, token: int) -> bool:
    """Whether a word is the plural of a role and no verb: "candidates", not "chairs the panel"."""
    lower = tokens.lowers[token]
    if not lower.endswith(_ROLES_OF_SEVERAL) or lower[:-1] not in words()["role_nouns"]:
        return False
    return tokens.padded[token + 1] not in (tag.DETERMINER, tag.NAME, tag.OBJECT)


def _is_noun_of_phrase(tokens: Tokens, token: int) -> bool:
    """Whether a reporting word is a noun here: "the Roe report says", "Roe press secretary"."""
    lists, lower = words(), tokens.lowers[token]
    if lower in lists["title_modifiers"]:
        return tokens.padded_lowers[token + 1] in lists["role_nouns"]
    return lower in lists["document_heads"] and tokens.tag(token + 1) == tag.CUE
