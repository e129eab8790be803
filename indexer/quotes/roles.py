"""What a source is said to be: titles and roles, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.quotes.lexicon import any_of, given_names, words
from indexer.quotes.mention import BARE, NAMES, NOMINAL, ORGANISATION, Mention
from indexer.quotes.narrative import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    NAME,
    NUMBER,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    STOP,
    TIME,
    WORD,
    Narrative,
)
from indexer.quotes.occurrences import phrase_explained_by
from indexer.quotes.person import Person
from indexer.records import Span

_BEFORE_REACH, _AFTER_REACH = 7, 20
_LOOSE = frozenset((PREPOSITION, CONJUNCTION, DETERMINER, AUXILIARY, ADVERB, TIME))
_OPENERS = frozenset((DETERMINER, POSSESSIVE, COMMA, CUE, QUOTE, DASH, COLON, OPEN))
# What ends like a word for somebody: "astronaut", "producers", "singer/songwriter".
_AGENT = re.compile(r"\w\w(?:er|or|ist|naut|ian|ess|man|men|woman|person|star)s?$")
_MARKS = re.compile(r"[\"“”„«»]")
_DESCRIBING = (
    "titles",
    "title_modifiers",
    "describing_participles",
    "role_nouns",
    "general_words",
    "nationalities",
)


class RoleBook:
    """The roles of an article's sources.

    Args:
        narrative: The article's token row.
        mentions: All its mentions.
    """

    def __init__(self, narrative: Narrative, mentions: Sequence[Mention]) -> None:
        self._narrative = narrative
        self._by_head = {one.head: one for one in mentions if one.kind in NAMES}
        self._known: dict[int, str | None] = {}

    def role(self, mention: Mention, person: Person | None) -> str | None:
        """The role beside a mention, else the first that the article gives for the person."""
        here = self._words(role_of(self._narrative, mention))
        if here is not None or person is None:
            return here
        if person.number not in self._known:
            named = (self._by_head[one] for one in person.occurrences if one in self._by_head)
            found = (self._words(role_of(self._narrative, one)) for one in named)
            self._known[person.number] = next((one for one in found if one), None)
        return self._known[person.number]

    def _words(self, span: Span | None) -> str | None:
        if span is None:
            return None
        return " ".join(_within_marks(span.of(self._narrative.text)).split()) or None


def _within_marks(role: str) -> str:
    """A role without what lies behind a lone quotation mark: `Night Train" actor` is an actor."""
    before, _, after = role.rpartition("' ")
    if before and "'" not in before and not before.endswith("s"):
        return after  # `Night Train' actor`
    marks = _MARKS.findall(role)
    if len(marks) != 1:
        return role
    before, _, after = role.partition(marks[0])
    return before if any(_is_role(word) for word in before.lower().split()) else after


def role_of(narrative: Narrative, mention: Mention) -> Span | None:
    """Where the text says what the bearer of a mention is.

    Titles before the name ("former Nineveh Governor"), else the apposition after it ("the
    Joint Operations Coordinator"); for a noun phrase with an article, the phrase itself.

    Returns:
        A span of the text, or None where nothing is said.
    """
    if mention.kind in (NOMINAL, BARE):
        lists = words()
        head = narrative.lowers[mention.head]
        is_role = head in lists["role_nouns"] and head not in any_of("anonymous_heads", "family")
        definite = narrative.lowers[mention.first] not in ("a", "an", "one", "another")
        return mention.span(narrative) if is_role and definite else None
    if not mention.is_name:
        return None
    if mention.kind == ORGANISATION:
        return _before(narrative, mention)  # "according to the Post, the governor left"
    phrase = phrase_explained_by(narrative, mention)
    if phrase is not None:
        return _before(narrative, mention) or _explained(narrative, phrase)
    return _before(narrative, mention) or _after(narrative, mention)


def _explained(narrative: Narrative, phrase: Span) -> Span | None:
    """A phrase of these tokens, if it says what somebody is: "The governor, Jane Roe,"."""
    head = narrative.lowers[phrase.end - 1]
    if head not in words()["role_nouns"] or head in words()["family"]:
        return None
    return Span(narrative.starts[phrase.start], narrative.ends[phrase.end - 1])


def _before(narrative: Narrative, mention: Mention) -> Span | None:
    """The titles before a name, with the small words that belong to them."""
    start = name = _name_start(narrative, mention)
    while (
        start > 0 and name - start < _BEFORE_REACH and _is_descriptive(narrative, start - 1, name)
    ):
        start -= 1
    if start == name:
        return None
    start = _without_strangers(narrative, start, name)
    while name > start and _is_part_of_name(narrative, name - 1):
        name -= 1  # "Rep. Jane" of a headline's "Rep. Jane Roe", "Mayor Sir" of "Mayor Sir Paul"
    start = _without_participles(narrative, start, name)
    return (
        Span(narrative.starts[start], narrative.ends[name - 1])
        if _ends_as_role(narrative, start, name)
        else None
    )


def _is_part_of_name(narrative: Narrative, token: int) -> bool:
    """Whether a word before a name belongs to it: a given name, or "Sir"."""
    lower = narrative.lowers[token]
    if lower in given_names():
        return True
    is_honorific = lower.rstrip(".") in words()["honorifics"]
    return is_honorific and narrative.words[token][0].isupper() and not _is_lady(narrative, token)


def _is_lady(narrative: Narrative, token: int) -> bool:
    """Whether "lady" is the first lady."""
    return narrative.lowers[token] == "lady" and narrative.lower(token - 1) == "first"


def _without_participles(narrative: Narrative, start: int, end: int) -> int:
    """The later start of a description that a participle would open: "suing Republican Gov."."""
    describing = any_of(*_DESCRIBING)
    while start < end and narrative.tags[start] == WORD:
        lower = narrative.lowers[start]
        if not lower.endswith("ing") or "-" in lower or lower in describing:
            break
        start += 1
    return start


def _ends_as_role(narrative: Narrative, start: int, end: int) -> bool:
    """Whether titles end with one: "Fire chief", "Secretary of State", not "Senator Roe awards"."""
    known = _role_words()
    if not any(lower.rstrip(".") in known for lower in narrative.lowers[start:end]):
        return False
    last = narrative.lowers[end - 1].rstrip(".")
    named_after = end - start > 2 and PREPOSITION in narrative.tags[start : end - 1]
    return last in known or named_after or _AGENT.search(last) is not None


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    """Titles and role nouns, but for "mother" and the like."""
    return any_of("titles", "role_nouns") - words()["family"]


def _without_strangers(narrative: Narrative, start: int, end: int) -> int:
    """The later start of a description, without words before it that are none of it.

    "the campaign of Sen.": what "of" is said of must be a role itself ("Secretary of State").
    "to force Sen.": a common word opens a description only after an article, a comma and the
    like; elsewhere it may be a verb.
    """
    lists = words()
    roles = _role_words()
    for token in range(end - 1, start, -1):
        if narrative.tags[token] == PREPOSITION:
            after = narrative.lowers[token + 1 : end]
            titled = after != ["staff"] and any(one.rstrip(".") in lists["titles"] for one in after)
            if titled or narrative.lowers[token - 1].rstrip(".") not in roles:
                start = token + 1
                break
    while start < end and narrative.tags[start] in (DETERMINER, POSSESSIVE, PREPOSITION):
        start += 1
    before = narrative.tag(start - 1)
    is_after_to = narrative.lower(start - 1) == "to"
    opens = (
        before in _OPENERS
        or (before == PREPOSITION and not is_after_to)
        or (start > 0 and narrative.sentences[start - 1] != narrative.sentences[start])
    )
    while start < end and not opens and _is_strange(narrative, start, is_after_to=is_after_to):
        start += 1
    return start


def _is_strange(narrative: Narrative, token: int, *, is_after_to: bool) -> bool:
    """Whether a common word that is none of those that describe people stands at a token."""
    lower = narrative.lowers[token]
    if narrative.tags[token] != WORD or "-" in lower:
        return False
    is_general = is_after_to and lower in words()["general_words"]
    return is_general or lower not in any_of(*_DESCRIBING)


def _name_start(narrative: Narrative, mention: Mention) -> int:
    """The token at which the name proper begins."""
    for token in range(mention.first, mention.last):
        if mention.name and narrative.words[token] == mention.name[0]:
            return token
    return mention.first


def _is_descriptive(narrative: Narrative, token: int, name: int) -> bool:
    if narrative.sentences[token] != narrative.sentences[name]:
        return False
    tag, lower = narrative.tags[token], narrative.lowers[token]
    if narrative.tags[token + 1] == NAME and narrative.words[token] in words()["name_particles"]:
        return False  # "del Roe"
    if tag == NAME:
        is_honorific = lower.rstrip(".") in words()["honorifics"]
        # "Mr. Roe" has no role; "Prime Minister Sir Jane Roe" has one.
        is_lady = _is_lady(narrative, token)
        return not is_honorific or is_lady or _is_role(narrative.lower(token - 1))
    if lower == "first":
        return _is_lady(narrative, token + 1)
    if tag == WORD and (lower in words()["not_names"] or _has_subject(narrative, token)):
        return False  # "what Gov. Roe said", "Paul Doe nominated Gov. Roe"
    return tag == WORD or (tag == PREPOSITION and lower == "of")


def _has_subject(narrative: Narrative, token: int) -> bool:
    """Whether a word is the past form of what somebody did."""
    lower = narrative.lowers[token]
    is_past = lower.endswith("ed") or lower in words()["past_forms"]
    before = narrative.tag(token - 1)
    return is_past and (
        before == NAME or (before == WORD and narrative.lowers[token - 1].endswith("s"))
    )


def _after(narrative: Narrative, mention: Mention) -> Span | None:
    """An apposition after a name: ", the Joint Operations Coordinator,"."""
    token = mention.last
    if narrative.tag(token) != COMMA:
        return None
    start = token + 1
    if narrative.tag(start) == NUMBER:  # an age
        start += 2
    end = start
    stop = min(start + _AFTER_REACH, len(narrative))
    while (
        end < stop
        and narrative.tags[end] not in (COMMA, STOP, CUE, QUOTE, PRONOUN)
        and narrative.sentences[end] == narrative.sentences[mention.first]
    ):
        end += 1
    if end == stop:
        # Cut where the phrase goes on, rather than in the middle of a name.
        while end > start and narrative.tags[end - 1] not in (PREPOSITION, CONJUNCTION):
            end -= 1
    while end > start and _is_loose(narrative, end - 1):
        end -= 1
    head = start
    while head < end and narrative.tags[head] not in (PREPOSITION, CONJUNCTION):
        head += 1
    while head > start and _is_participle(narrative, head - 1):
        head -= 1
    # "a professor of history", but not "then a supporter", "experts viewed", "whose aide was"
    is_role = head > start and _is_role(narrative.lowers[head - 1])
    is_clause = narrative.tag(start) == ADVERB or narrative.lower(start) == "whose"
    if not is_role or is_clause or AUXILIARY in narrative.tags[start:head]:
        return None
    return Span(narrative.starts[start], narrative.ends[end - 1])


def _is_loose(narrative: Narrative, token: int) -> bool:
    """Whether a word can not end an apposition: "a clerk on Monday", "a duchess has"."""
    return narrative.tags[token] in _LOOSE or narrative.lowers[token] == "according"


def _is_role(lower: str) -> bool:
    return lower in _role_words() or lower == "member"


def _is_participle(narrative: Narrative, token: int) -> bool:
    """Whether a word only leads on to the next phrase: "a broker based in", "now working for"."""
    tag = narrative.tags[token]
    return tag == ADVERB or (tag in (WORD, CUE) and narrative.lowers[token].endswith(("ing", "ed")))
