"""What kind of name capitalised words are: a person's, a body's, a place's, or none."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.quotes.lexicon import any_of, given_names, words
from indexer.quotes.mentions.mention import BARE, FULL, NOMINAL, ORGANISATION, SURNAME, MentionKind
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.us_states import is_party_tag
from indexer.records import Span

_KNOWN_NAMES = 4096  # remembered at a time
NO_SURNAMES = ("nationalities", "role_nouns", "plural_sources", "titles")
"""The lists of words that are no surname when they stand alone with a capital."""
# First words of the names of firms and bodies: "State Harvest".
_OF_FIRMS = frozenset(("state", "national", "international", "public"))
# Names of people as well as of places and firms.
_ALSO_SURNAMES = frozenset(("fox", "bay", "lake", "day", "church", "house"))
# "Texas-based", "Roe-backed", "four-time"
_PARTICIPLE = re.compile(r"-(?:[a-z]{3,}ed|born|led|run|winning|area|time|era|style|year-old)$")


def kind_in_phrase(
    tokens: Tokens, name: tuple[str, ...], titles: tuple[str, ...], first: int, run: Span
) -> MentionKind:
    """What kind of name the words of a run are in a phrase that begins at `first`."""
    kind = _kind_of_name(tokens, name, titles, run.start)
    if first < run.start and titles and len(name) == 1 and name[0].lower() in words()["titles"]:
        return NOMINAL  # "the Prime Minister", nobody of that name
    if titles or kind == ORGANISATION:
        return kind
    if kind == SURNAME:
        return kind
    return ORGANISATION if _is_paper(tokens, first, run.start, run.end) else kind


def _kind_of_name(
    tokens: Tokens, name: tuple[str, ...], titles: tuple[str, ...], start: int
) -> MentionKind:
    """What kind of mention a run of capitalised words is.

    Args:
        tokens: The article's tokens.
        name: The words without titles before them.
        titles: These, in lower case.
        start: The token of the first of all.

    Returns:
        `BARE` or `NOMINAL` where the words are no name.
    """
    kind = _kind_by_words(name, titles)
    if len(name) > 1:
        return kind
    if kind == ORGANISATION:
        return BARE if _is_noun(tokens, name, start) else kind
    if kind == SURNAME and not titles and _is_acronym(name[0]):
        return SURNAME if tokens.tag(start - 1) in (tag.STOP, tag.END) else ORGANISATION
    return kind


@lru_cache(maxsize=_KNOWN_NAMES)
def _kind_by_words(name: tuple[str, ...], titles: tuple[str, ...]) -> MentionKind:
    """What kind of mention a name is wherever it stands."""
    lists = words()
    first, last = name[0].lower(), name[-1].lower()
    is_organisation = last in lists["organisation_heads"]
    if is_organisation and first in given_names() and first not in lists["places"]:
        is_longer = len(name) > 2 and not titles
        is_organisation = is_longer or not (titles or last in _ALSO_SURNAMES)  # "Jane Lake"
    if len(name) > 1 and first in given_names() and not is_organisation and last[0] != "&":
        return NOMINAL if first in lists["places"] and last in any_of(*NO_SURNAMES) else FULL
    if titles and not is_organisation:
        return FULL if len(name) > 1 else SURNAME
    if is_organisation or last in lists["document_heads"]:
        return ORGANISATION
    if _is_party_tag(name):
        return NOMINAL
    return _kind_of_single(name[0]) if len(name) == 1 else _kind_of_several(name)


def _is_noun(tokens: Tokens, name: tuple[str, ...], start: int) -> bool:
    """Whether a word has a capital only because it opens a sentence: "Videos of the fire"."""
    return (
        name[0].lower() in any_of("document_heads", "labels")
        and tokens.opens_sentence(start)
        and tokens.tag(start + 1) not in (tag.WORD, tag.POSSESSIVE, tag.COLON)
    )


def _is_party_tag(name: tuple[str, ...]) -> bool:
    """Whether a name is a politician's party and state: "R-North Carolina"."""
    return len(name) > 1 and is_party_tag(name[0].lower())


def _kind_of_single(name: str) -> MentionKind:
    """The kind of a lone capitalised word without a title."""
    lists = words()
    lower = name.lower()
    if lower in any_of(*NO_SURNAMES) or lower.rstrip("s") in lists["nationalities"]:
        return NOMINAL
    is_thing = lower in lists["places"] or lower in lists["titled_works"]  # "the Morning Show"
    return ORGANISATION if is_thing else SURNAME


def _is_acronym(name: str) -> bool:
    """Whether a word may be the letters of a body: "NASA"."""
    return name.isupper() and 2 <= len(name) <= 5


def _kind_of_several(name: tuple[str, ...]) -> MentionKind:
    """The kind of several capitalised words that open with no known given name."""
    lists = words()
    first, last = name[0].lower(), name[-1].lower()
    if any(word in ("of", "for", "the", "and") or word[0] == "&" for word in name):
        return ORGANISATION
    if last in lists["role_nouns"] or last in lists["plural_sources"]:
        return NOMINAL
    if last.rstrip(".") in lists["titles"]:
        return NOMINAL  # "Ohio Gov."
    if first in _OF_FIRMS or (len(name) == 2 and first in lists["places"]):
        return ORGANISATION  # "Ohio Harvest"
    if last in lists["places"] and (first in lists["places"] or first in words()["compass"]):
        return ORGANISATION
    return FULL


def _is_paper(tokens: Tokens, first: int, start: int, end: int) -> bool:
    """Whether a noun with a capital is a paper's name in mid-sentence: "said The Historian"."""
    article = tokens.words[first] if first < start else ""
    if end - start == 1:
        is_paper = article == "The"
    else:
        is_new = end - start == 2 and tokens.words[start] == "New"
        is_paper = is_new and article in ("", "The")
    return is_paper and not tokens.opens_sentence(first)


def is_describing_compound(word: str) -> bool:
    """Whether a word with a hyphen is an adjective by its end: "Ohio-based", "Roe-backed"."""
    return _PARTICIPLE.search(word.lower()) is not None
