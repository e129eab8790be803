"""What a noun phrase says of somebody, compared with what the article says of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from functools import lru_cache

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.lexicon import any_of, pairs, words
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.names import surname_key
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.us_states import PARTY_TAG, state_words

_PARTIES = frozenset(("republican", "democratic", "libertarian", "independent"))
_PARTY_LETTERS = {"r": "republican", "d": "democratic", "i": "independent", "l": "libertarian"}
_IN_COMPLEMENTS = frozenset((tag.PREPOSITION, tag.DETERMINER, tag.NAME, tag.WORD, tag.POSSESSIVE))
_AFTER_REACH = 5  # tokens: "of New South Wales"


class Fit(FeatureEnum):
    """How a phrase fits what the article says of a person."""

    CONTRADICTED = "x"  # in place or party
    ALL = "+"  # all its identifying words are true
    SOME = "~"
    NONE = "0"
    OTHER_WORDS = "o"  # it has no identifying word, but another word is the same
    OPEN = "-"  # nothing tells


NO_FIT = (Fit.CONTRADICTED, Fit.NONE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase says of the person that it stands for.

    Attributes:
        role: Its head as a role, see `role_noun`, with "vice" before it for a deputy.
        identifying: Names, places, parties and nationalities in it, which are true or false of a
            person.
        other: Its other describing words.
        owners: Surnames of other people in it: "Roe's lawyer", "the Roe campaign".
        pronoun: "he" or "she" where the head tells the gender, else "".
    """

    role: str
    identifying: frozenset[str]
    other: frozenset[str]
    owners: frozenset[str]
    pronoun: str


def role_noun(head: str) -> str:
    """A role noun for comparison: one form for words of the same meaning."""
    return pairs("same_role").get(head, head)


def is_deputy(described: Iterable[str]) -> bool:
    """Whether words speak of a deputy: the vice president is not "the president"."""
    return not words()["deputies"].isdisjoint(described)


def normal_forms(described: Iterable[str]) -> set[str]:
    """Describing words in lower case as they are compared: "gop" is "republican".

    A politician's party and state are written out.

    >>> sorted(normal_forms(["gop", "r-fla", "senator"]))
    ['florida', 'republican', 'senator']
    """
    found: set[str] = set()
    for word in described:
        here = PARTY_TAG.fullmatch(word) if word[1:2] == "-" else None
        if here is not None:
            found.add(_PARTY_LETTERS[here[1]])
            found.update(state_words(here[2]))
        else:
            found.add(pairs("same_word").get(word, word))
    return found


def read_phrase(tokens: Tokens, mention: Mention) -> Phrase:
    """What a noun phrase says, "of" and "from" with a name after it included."""
    tags, lowers = tokens.tags, tokens.lowers
    inside = [at for at in range(mention.first, mention.last) if at != mention.head]
    names = [at for at in inside if tags[at] == tag.NAME]
    common = {
        lowers[at]
        for at in inside
        if tags[at] not in (tag.NAME, tag.DETERMINER, tag.POSSESSIVE, tag.NUMBER)
    }
    owners = {surname_key(lowers[at]) for at in [*names, *_belonging_to(tokens, mention.last)]}
    names.extend(names_after(tokens, mention.last))
    lists = words()
    sorts = any_of("nationalities", "places")
    identifying = normal_forms([lowers[at] for at in names]) | (normal_forms(common) & sorts)
    head = lowers[mention.head]
    if is_age(head):
        identifying.add(head.partition("-")[0])
    pronoun = "he" if head in lists["male_titles"] else ""
    return Phrase(
        role_key(head, common | {lowers[at] for at in names}),
        frozenset(identifying - words()["deputies"]),
        frozenset(common - sorts - words()["deputies"]),
        frozenset(owners - sorts),
        "she" if head in lists["female_titles"] else pronoun,
    )


def _belonging_to(tokens: Tokens, token: int) -> list[int]:
    """The tokens of names in the words that continue a phrase.

    "To Jane Roe", "of Jane Roe's party", ", flanked by Jane Roe,".
    """
    is_insertion = tokens.padded[token] == tag.COMMA and tokens.padded_lowers[token + 1].endswith(
        ("ed", "ing")
    )
    if not is_insertion and tokens.padded[token] != tag.PREPOSITION:
        return []
    start = end = token + 1
    while tokens.padded[end] in _IN_COMPLEMENTS and end - start <= _AFTER_REACH:
        end += 1
    return [at for at in range(start, end) if tokens.padded[at] == tag.NAME]


def names_after(tokens: Tokens, token: int) -> range:
    """The tokens of the name after "of" or "from" at this token: "of New South Wales"."""
    end = token + 1
    if tokens.padded_lowers[token] in ("of", "from"):
        while tokens.padded[end] == tag.NAME and end - token <= _AFTER_REACH:
            end += 1
    return range(token + 1, end)


def is_age(head: str) -> bool:
    """Whether a noun tells an age: "the 46-year-old"."""
    return head.endswith("-year-old") and head[0].isdigit()


def role_key(head: str, described: Collection[str]) -> str:
    """A role with "vice" before it where the words beside it speak of a deputy."""
    return f"vice {role_noun(head)}" if is_deputy(described) else role_noun(head)


@lru_cache(maxsize=1)
def _contradicting() -> tuple[frozenset[str], ...]:
    """The kinds of words that each person has only one of: party, place, nationality."""
    return _PARTIES, words()["places"], words()["nationalities"] - _PARTIES


def phrase_fit(phrase: Phrase, described: Set[str]) -> Fit:
    """How a phrase fits the words that the article uses for a person."""
    if phrase.identifying:
        held = phrase.identifying & described
        if held == phrase.identifying:
            return Fit.ALL
        missing = phrase.identifying - held
        for sort in _contradicting():
            if missing & sort and not held & sort and not sort.isdisjoint(described):
                return Fit.CONTRADICTED
        return Fit.SOME if held else Fit.NONE
    return Fit.OPEN if phrase.other.isdisjoint(described) else Fit.OTHER_WORDS
