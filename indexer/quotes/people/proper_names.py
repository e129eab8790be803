"""Whether capitalised words name somebody, and which of the words are the name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from indexer.quotes.lexicon import any_of, given_names, words
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.mentions.name_kinds import is_describing_compound
from indexer.quotes.mentions.nicknames import MARKS as NICKNAME_MARKS
from indexer.quotes.people.names import KNOWN_NAMES
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.us_states import is_party_tag, state_words

_MARKS = "".join(NICKNAME_MARKS)
# How plurals for people end that are no names.
_SEVERAL = re.compile(r"(?:[^aeiou]ies|[^e]ners|tors|ists)$")
_MAX_NAMESAKES = 8  # more tell nothing new


@lru_cache(maxsize=KNOWN_NAMES)
def in_lower_case(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name in lower case."""
    return tuple(map(str.lower, name))


def namesakes_of(known: Collection[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Surname -> the full names that open with a known given name, the first few by alphabet."""
    found: dict[str, list[tuple[str, ...]]] = {}
    given = given_names()
    for name in sorted(known):
        same = found.setdefault(name[-1], [])
        if name[0] in given and len(same) < _MAX_NAMESAKES:
            same.append(name)
    return found


def proper_part(
    name: tuple[str, ...],
    known: Collection[tuple[str, ...]],
    namesakes: Mapping[str, Collection[tuple[str, ...]]],
) -> tuple[str, ...]:
    """A name without the words before it that are not part of it: "Meet Jane Roe", "Top Roe".

    Args:
        name: Capitalised words, two or more.
        known: All full names of the article, in lower case.
        namesakes: The same by surname, see `namesakes_of`.
    """
    lower = in_lower_case(name)
    given = given_names()
    lists = words()
    if len(name) > 2 and _is_before_name(name, known):
        return proper_part(name[1:], known, namesakes)
    others = [one for one in namesakes[lower[-1]] if one != lower]
    is_known = bool(others)
    if _is_compound(name[0]) and (len(name) > 2 or is_known or is_describing_compound(name[0])):
        return name[1:]  # "Oscar-winner Jane Roe"
    if len(name) == 2 and lower[0] in lists["auxiliaries"]:
        # "Will Roe run?" where Jane Roe is known.
        is_verb = any(one[0] != lower[0] for one in others)
        return name[1:] if is_verb else name
    if lower[0] in given:
        return name
    for at in range(1, len(name) - 1):
        if lower[at:] in known and (lower[at] in given or name[0].isupper()):
            return name[at:]
    is_general = lower[0] in any_of("general_words", "not_names")
    is_general = is_general or (is_known and lower[0] in lists["places"])
    if len(name) == 2 and (is_general or (is_known and lower[0].endswith(("ing", "ed")))):
        return name[1:]
    # "Former AG Roe" where Jane Roe is known
    if is_known and is_general and all(word.isupper() for word in name[1:-1]):
        return name[-1:]
    return name


def _is_before_name(name: tuple[str, ...], known: Collection[tuple[str, ...]]) -> bool:
    """Whether a full name follows the first word: "What Jane Roe said", "HPA Jane Roe"."""
    lower = in_lower_case(name)
    given, lists = given_names(), words()
    if lower[0] in lists["auxiliaries"]:
        return lower[1:] in known  # "Will Jane Roe run?"
    if lower[0] in lists["not_names"]:
        return lower[0] not in given
    if len(name) == 3 and lower[0] not in given and _SEVERAL.search(lower[0]):
        return True  # "Celebrities Jane Roe and Paul Doe", "Winners Jane Roe and Paul Doe"
    is_acronym = len(name[0]) > 2 and name[0].isupper() and name[0].isalpha()
    return is_acronym and lower[1] in given and not name[1].isupper()


def nicknames_in(name: Collection[str]) -> set[str]:
    """The names between marks in a full name, in lower case.

    >>> nicknames_in(("Jane", "“Jo”", "Roe"))
    {'jo'}
    """
    if len(name) < 3:
        return set()
    return {word.strip(_MARKS).lower() for word in name if word[0] in _MARKS and word[-1] in _MARKS}


def _is_compound(word: str) -> bool:
    """Whether a word describes rather than names: "Oscar-winner", "Texas-born"."""
    _, hyphen, last = word.partition("-")
    return bool(hyphen) and last.isalpha() and last.islower() and len(last) > 3


def is_no_name(lower: str) -> bool:
    """Whether a lone capitalised word is of a kind that names nobody: "Nobody", "Fla", "D-Va"."""
    if lower in any_of("not_names", "anonymous_heads", "labels") or is_describing_compound(lower):
        return True
    return lower not in given_names() and bool(state_words(lower) or is_party_tag(lower))


def looks_named(tokens: Tokens, mention: Mention) -> bool:
    """Whether a lone capitalised word at a sentence's start, seen nowhere else, is a name."""
    if not tokens.opens_sentence(mention.first):
        return True
    follows = tokens.tag(mention.last)
    if follows == tag.COLON:
        at = tokens.ends[mention.last]
        if not tokens.text[at : at + 1].isspace():
            return False  # the label of a link: "Related:Mayor speaks"
    lower = mention.name[0].lower()
    if lower in given_names() or follows in (tag.COLON, tag.POSSESSIVE):
        # "Fans" is common where the article has "fans" as well.
        is_common = lower.islower() and lower in tokens.vocabulary
        if not is_common:
            return True
    if mention.name[0].endswith(("s", "ed", "ing", "ly")):
        return False
    token = mention.last
    while tokens.tag(token) == tag.ADVERB:
        token += 1
    # "Roe openly admitted"; adverbs stand before the verbs of people.
    if tokens.tag(token) == tag.CUE:
        return not _is_noun_of_saying(tokens, token)
    return tokens.tag(token) == tag.WORD and tokens.lower(token).endswith("ed")


def _is_noun_of_saying(tokens: Tokens, token: int) -> bool:
    """Whether a verb follows a word that could be a verb itself: "Harsh comments were common"."""
    lower = tokens.lowers[token]
    is_plural = lower.endswith("s") and lower[:-1] in words()["speech_acts"]
    return is_plural and tokens.tag(token + 1) in (tag.AUXILIARY, tag.CUE)


def without_possessive(word: str) -> str:
    """A word without the "'s" at its end."""
    return word.removesuffix("’s").removesuffix("'s")
