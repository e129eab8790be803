"""Token row -> everything in it that could name a source: names, pronouns, noun phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from indexer.quotes.lexicon import cues, given_names, words
from indexer.quotes.narrative import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    NAME,
    NUMBER,
    OBJECT,
    POSSESSIVE,
    PRONOUN,
    TIME,
    WORD,
    Narrative,
)
from indexer.records import Span

FULL, SURNAME, ORGANISATION = "full", "last", "org"
PERSONAL, NOMINAL, BARE = "pron", "nom", "bare"

_MAX_NOUN_PHRASE = 7
_MAX_NAME = 9


@dataclass(slots=True)
class Mention:
    """Words that may name the source of a quote.

    Attributes:
        first, last: Its tokens, `last` excluded.
        kind: "full", "last", "org" for names; "pron"; "nom" for a noun phrase with an article
            or number; "bare" for one without.
        name: Words of the name proper, without titles; empty for other kinds, but for a lone
            capitalised noun ("Republicans"), which may turn out to be a surname.
        titles: Lower-case titles and honorifics that stand right before the name.
        head: Token of the word that says what it is: the surname, the noun.
        is_plural: Whether it speaks of several.
        is_possessive: Whether "'s" follows.
        is_modifier: Whether it only qualifies what follows ("Obama" in "Obama aide Jane Roe").
    """

    first: int
    last: int
    kind: str
    name: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    head: int = 0
    is_plural: bool = False
    is_possessive: bool = False
    is_modifier: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a proper name."""
        return self.kind in (FULL, SURNAME, ORGANISATION)

    def span(self, narrative: Narrative) -> Span:
        """Where it stands in the text."""
        return Span(narrative.starts[self.first], narrative.ends[self.last - 1])


def find_mentions(narrative: Narrative) -> list[Mention]:
    """Find all mentions, in order of their first tokens.

    They do not overlap, but that a name is a mention beside the phrase that it opens.
    """
    found: list[Mention] = []
    tags = narrative.tags
    token, size = 0, len(tags)
    while token < size:
        tag = tags[token]
        mention = None
        if tag == NAME:
            mention = _name(narrative, token, token)
        elif tag == PRONOUN:
            mention = _pronoun(narrative, token)
        elif tag == DETERMINER or (tag == NUMBER and narrative.tag(token + 1) == WORD):
            mention = _noun_phrase(narrative, token)
        elif tag == WORD:
            mention = _bare(narrative, token)
            if mention is None:
                while token + 1 < size and tags[token + 1] == WORD:
                    token += 1  # a later start of the same words has the same head
        if mention is None:
            token += 1
        else:
            found.append(mention)
            token = max(mention.last, token + 1)
            owned = _owned(narrative, mention)
            if owned is not None:
                found.append(owned)
                token = owned.last
    return found


def _owned(narrative: Narrative, mention: Mention) -> Mention | None:
    """The noun phrase that a name opens: "Roe's lawyer", "Roe supporters", "Time magazine"."""
    if not mention.is_name or not (mention.is_possessive or mention.is_modifier):
        return None
    start = mention.last + mention.is_possessive
    end = start
    while end < start + _MAX_NOUN_PHRASE and (
        narrative.tag(end) in (WORD, NUMBER)
        or (narrative.lower(end) in _COUNTS and end == start)
        or (narrative.tag(end) == CUE and _is_owned_noun(narrative, end))
    ):
        end += 1
    if end == start or narrative.tag(end) in (NAME, POSSESSIVE):
        return None
    head = narrative.lowers[end - 1]
    is_plural = _is_plural("", head)
    return Mention(mention.first, end, NOMINAL, head=end - 1, is_plural=is_plural)


def _is_owned_noun(narrative: Narrative, token: int) -> bool:
    lower = narrative.lowers[token]
    return lower in words()["document_heads"] or cues()[lower].group == "noun"


def _pronoun(narrative: Narrative, token: int) -> Mention | None:
    lower = narrative.lowers[token]
    if lower == "you":
        return None
    return Mention(token, token + 1, PERSONAL, head=token, is_plural=lower in ("they", "we"))


def _name(narrative: Narrative, first: int, start: int) -> Mention | None:
    """The name whose capitalised words begin at `start`; the mention begins at `first`."""
    end = _name_end(narrative, start)
    lists = words()
    lowers = narrative.lowers
    begin = _after_titles(lowers, start, end)
    titles = tuple(lower.rstrip(".") for lower in lowers[start:begin])
    last = end
    while last > begin + 1 and lowers[last - 1].rstrip(".") in lists["name_suffixes"]:
        last -= 1
    name = tuple(narrative.words[begin:last])
    is_possessive = narrative.tag(end) == POSSESSIVE
    is_modifier = not is_possessive and _qualifies(narrative, end)
    kind = _kind_of_name(narrative, name, titles, start)
    if kind == NOMINAL:
        kept = name if len(name) == 1 and first == start else ()
        return Mention(first, end, NOMINAL, kept, head=end - 1, is_possessive=is_possessive)
    if is_modifier and first < start:
        return None
    suffix = tuple(narrative.words[last:end])
    return Mention(
        first,
        end,
        kind,
        name + suffix,
        titles,
        last - 1,
        is_possessive=is_possessive,
        is_modifier=is_modifier,
    )


def _qualifies(narrative: Narrative, token: int) -> bool:
    """Whether a role or document follows at once, as in "Roe campaign manager Jane Doe"."""
    nouns = _qualified_nouns()
    given = given_names()
    for at in range(token, token + 4):
        lower = narrative.lower(at)
        if narrative.tag(at) == NAME and at > token:
            return lower in given and not narrative.lowers[at - 1].endswith("s")
        is_document = narrative.tag(at) == CUE and lower in words()["document_heads"]
        if narrative.tag(at) != WORD and not (is_document and narrative.tag(at + 1) == CUE):
            return False
        if lower.endswith("ed"):
            return False
        if lower in nouns:
            return True
    return False


@lru_cache(maxsize=1)
def _qualified_nouns() -> frozenset[str]:
    lists = words()
    return (
        lists["role_nouns"]
        | lists["anonymous_heads"]
        | lists["document_heads"]
        | lists["plural_sources"]
    )


def _name_end(narrative: Narrative, start: int) -> int:
    """One past the last word of a run of capitalised words, particles and initials included."""
    tags, lowers = narrative.tags, narrative.lowers
    particles = words()["name_particles"]
    sentence = narrative.sentences
    end = start + 1
    while end < len(tags) and end - start < _MAX_NAME and sentence[end] == sentence[start]:
        lower = lowers[end]
        if tags[end] == NAME:
            end += 1
        elif (
            lower in particles
            and end + 1 < len(tags)
            and tags[end + 1] == NAME
            and sentence[end + 1] == sentence[start]
        ):
            end += 2
        elif (
            lower in ("of", "for", "and", "&", "the")
            and end + 1 < len(tags)
            and _is_organisation_word(lowers[end - 1])
            and tags[end + 1] in (NAME,)
            and lower != "and"
        ):
            end += 2
        elif (
            tags[end] == ","
            and end + 1 < len(tags)
            and lowers[end + 1].rstrip(".") in ("jr", "sr")
        ):
            end += 2
        else:
            break
    return end


def _is_organisation_word(lower: str) -> bool:
    return lower in words()["organisation_heads"] or lower in ("citizens", "center", "secretary")


def _after_titles(lowers: list[str], start: int, end: int) -> int:
    """Where the name proper begins, after titles such as "Senate Minority Leader".

    Without a title a known given name tells it ("Filmmaker Jack Roe"), if the words before it
    are of the kind that describe people.
    """
    lists = words()
    titles, honorifics = lists["titles"], lists["honorifics"]
    begin = start
    for token in range(start, end - 1):
        plain = lowers[token].rstrip(".")
        if plain in honorifics or plain in titles:
            begin = token + 1
    given = given_names()
    for token in range(begin + 1, end - 1):
        if lowers[token] in given and _describes(lowers[begin:token], given):
            return token
    nouns = lists["role_nouns"]
    while begin < end - 2 and lowers[begin] in nouns and lowers[begin] not in given:
        begin += 1  # "Actress Jane Roe"
    while begin < end - 1 and lowers[begin] in ("of", "the", "for"):
        begin += 2  # "Secretary of State"
    return min(begin, end - 1)


def _describes(before: list[str], given: Mapping[str, str]) -> bool:
    """Whether the words before a given name describe its bearer and are not names."""
    general = words()["general_words"]
    known = _general_words() | words()["places"]
    return before[0] not in given and any(
        word in general
        or word in known
        or word.endswith(("-based", "-born", "ist"))
        or word.split("-")[0] in known
        for word in before
    )


@lru_cache(maxsize=1)
def _general_words() -> frozenset[str]:
    """Words that are no surname when they stand alone with a capital."""
    lists = words()
    return lists["nationalities"] | lists["role_nouns"] | lists["plural_sources"] | lists["titles"]


def _kind_of_name(
    narrative: Narrative, name: tuple[str, ...], titles: tuple[str, ...], start: int
) -> str:
    lists = words()
    last = name[-1].lower()
    first = name[0].lower()
    if len(name) > 1 and first in given_names() and last not in lists["organisation_heads"]:
        return NOMINAL if first in lists["places"] and last in _general_words() else FULL
    if titles and last not in lists["organisation_heads"]:
        return FULL if len(name) > 1 else SURNAME
    if last in lists["organisation_heads"] or last in lists["document_heads"]:
        return ORGANISATION
    if len(name) == 1:
        if last in _general_words() or last.rstrip("s") in lists["nationalities"]:
            return NOMINAL
        if name[0].isupper() and 2 <= len(name[0]) <= 5 and narrative.tag(start - 1) not in ".$":
            return ORGANISATION
        if last in lists["places"]:
            return ORGANISATION
        return SURNAME
    if any(word.lower() in ("of", "for", "the", "&", "and") for word in name):
        return ORGANISATION
    if last in lists["role_nouns"] or last in lists["plural_sources"]:
        return NOMINAL
    if last in lists["places"] and (first in lists["places"] or first in _COMPASS):
        return ORGANISATION
    return FULL


def _noun_phrase(narrative: Narrative, token: int) -> Mention | None:
    """A noun phrase that begins with an article, a possessive or a number."""
    tags, lowers = narrative.tags, narrative.lowers
    sentence = narrative.sentences
    end = token + 1
    while (
        end < len(tags)
        and end - token <= _MAX_NOUN_PHRASE
        and sentence[end] == sentence[token]
        and _continues_phrase(narrative, end, token)
    ):
        if tags[end] == NAME and tags[end - 1] != NAME:
            named = _person_in_phrase(narrative, token, end)
            if named is not None:
                return named
        end += 1
    while end > token + 1 and tags[end - 1] in (DASH, ADVERB, POSSESSIVE):
        end -= 1
    if end == token + 1:
        if lowers[token] in words()["plural_sources"] or lowers[token] in ("one", "another"):
            return Mention(token, end, NOMINAL, head=token, is_plural=lowers[token] != "one")
        return None
    name_start = end
    while name_start > token + 1 and tags[name_start - 1] == NAME:
        name_start -= 1
    if name_start < end and tags[end - 1] == NAME:
        first = token if name_start == token + 1 else name_start
        named = _name(narrative, first, name_start)
        if named is None or named.kind != NOMINAL:
            return named
        end = named.last
    is_plural = _is_plural(lowers[token], lowers[end - 1])
    possessive = narrative.tag(end) == POSSESSIVE
    return Mention(
        token, end, NOMINAL, head=end - 1, is_plural=is_plural, is_possessive=possessive
    )


def _person_in_phrase(narrative: Narrative, first: int, start: int) -> Mention | None:
    """The person named in a phrase such as "the local chairman Jack Roe", if one is."""
    end = _name_end(narrative, start)
    titles = words()["titles"]
    given = given_names()
    if end - start < 2 or not any(
        lower in given or lower.rstrip(".") in titles for lower in narrative.lowers[start : end - 1]
    ):
        return None
    named = _name(narrative, first if start == first + 1 else start, start)
    return named if named is not None and named.kind in (FULL, SURNAME) else None


def _continues_phrase(narrative: Narrative, token: int, first: int) -> bool:
    tag = narrative.tags[token]
    if tag == WORD and token > first + 1 and narrative.lowers[token].endswith("ed"):
        # A verb in the past, rather than an adjective, after something that can be its subject.
        return narrative.tags[token - 1] not in (WORD, NAME)
    if tag in (WORD, NAME, NUMBER, TIME):
        return True
    if tag == DETERMINER:
        return token == first + 1 or narrative.lowers[token] in _COUNTS
    if tag == POSSESSIVE:
        return narrative.tag(token + 1) in (WORD, NAME, CUE)
    if tag == CUE:
        lower = narrative.lowers[token]
        lists = words()
        if lower in lists["document_heads"]:
            return True
        if cues()[lower].group == "noun" and narrative.lowers[token - 1] in _POSSESSIVES:
            return True  # "her assertion"
        # Part of the phrase as an adjective or noun ("the leading candidate"), if a noun follows.
        return lower.endswith(("ing", "ed")) and narrative.tag(token + 1) == WORD and token == first + 1
    if tag == DASH:
        return narrative.starts[token] == narrative.ends[token - 1]
    return tag == ADVERB and token == first + 1 and narrative.tag(token + 1) in (WORD, NAME)


_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "'s", "’s"))
_COMPASS = frozenset(("north", "south", "east", "west", "new", "northern", "southern", "eastern", "western", "central", "rhode", "united", "saudi", "los", "las", "san"))
_COUNTS = frozenset(("one", "two", "three", "four", "five", "six", "seven", "several", "other", "few"))


def _is_plural(determiner: str, head: str) -> bool:
    if determiner in ("a", "an", "one", "this", "another", "each", "every"):
        return False
    return head in words()["plural_sources"] or (
        head.endswith("s") and not head.endswith(("ss", "us", "is"))
    )


def _bare(narrative: Narrative, token: int) -> Mention | None:
    """A noun phrase without an article right before a reporting word: "officials said"."""
    tags, lowers = narrative.tags, narrative.lowers
    lists = words()
    end = token
    sentence = narrative.sentences
    while (
        end < len(tags)
        and tags[end] == WORD
        and sentence[end] == sentence[token]
        and end - token < _MAX_NOUN_PHRASE
    ):
        end += 1
    if end == token:
        return None
    head = lowers[end - 1]
    is_plural = head in lists["plural_sources"] or (head.endswith("s") and not head.endswith("ss"))
    if narrative.lower(token - 1) == "to" and narrative.lower(token - 2) == "according":
        return Mention(token, end, BARE, head=end - 1, is_plural=is_plural)
    is_noun = head in lists["plural_sources"] or head in lists["role_nouns"]
    follows = narrative.tag(end)
    if not (is_noun or head in lists["anonymous_heads"] or head in lists["document_heads"]) and not (
        follows in (CUE, AUXILIARY) and is_plural
    ):
        return None
    if follows == NAME and head in lists["role_nouns"]:
        return None  # "former governor Jane Roe": the name is the mention
    return Mention(token, end, BARE, head=end - 1, is_plural=is_plural)
