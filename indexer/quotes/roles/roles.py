"""The role of a source, in the words of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.quotes.lexicon import any_of, given_names, is_role, words
from indexer.quotes.mentions.mention import BARE, NAMES, NOMINAL, ORGANISATION, Mention
from indexer.quotes.mentions.phrase_words import is_past
from indexer.quotes.people.name_descriptions import phrase_with_apposition
from indexer.quotes.people.person import Person
from indexer.quotes.roles.appositions import apposition_after
from indexer.quotes.roles.titles_before import titles_before
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.records import Span

_SEPARATOR = ", "  # between a title before the name and an apposition after it
_LONGEST_COMPLEMENT = 6
# As written before several names, while a role is that of one person.
_OF_SEVERAL = re.compile(
    r"\b(Sen|Rep|Gov|Senator|Representative|Governor|President|Minister|Mayor|Judge|Councillor)s(\.?)"
    r"(?!\w)"
)
_MARKS = re.compile(r"[\"“”„«»]|''|``")
# The mark after the title of a work that a role ends with: ''Harbours of Ohio,''
_CLOSING = re.compile(r"[,.]?([\"”»“]|'')")


class RoleBook:
    """The roles of an article's sources.

    Args:
        tokens: The article's tokens.
        mentions: All its mentions.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self._tokens = tokens
        self._by_head = {one.head: one for one in mentions if one.kind in NAMES}
        self._beside: dict[tuple[int, int], str | None] = {}
        self._known: dict[int, str | None] = {}

    def role(self, mention: Mention, person: Person | None) -> str | None:
        """The role beside a mention, else the first that the article gives for the person."""
        here = self._role_beside(mention)
        if here is not None or person is None:
            return here
        if person.number not in self._known:
            named = (self._by_head[one] for one in person.occurrences if one in self._by_head)
            found = (self._role_beside(one) for one in named)
            self._known[person.number] = next((one for one in found if one), None)
        return self._known[person.number]

    def _role_beside(self, mention: Mention) -> str | None:
        """The role beside a mention, worked out once."""
        key = mention.first, mention.last
        if key not in self._beside:
            told = (self._words(span) for span in roles_of(self._tokens, mention))
            self._beside[key] = _SEPARATOR.join(one for one in told if one) or None
        return self._beside[key]

    def _words(self, span: Span) -> str | None:
        text = self._tokens.text
        closing = _CLOSING.match(text, span.end)
        role = _within_marks(span.of(text), closing[1] if closing else "")
        return _OF_SEVERAL.sub(_of_one, " ".join(role.split())) or None

    def shared_title(self, mention: Mention) -> str | None:
        """The title of several before a name, as that of one: "Sen." of "Sens. Roe and Doe"."""
        written = self._tokens.words[mention.first : mention.last]
        several = next((word for word in written if _OF_SEVERAL.fullmatch(word)), None)
        return several and _OF_SEVERAL.sub(_of_one, several)


def _of_one(found: re.Match[str]) -> str:
    """The title of one of several: "Sen." for "Sens."."""
    return found[1] + (found[2] or "")


def _within_marks(role: str, closing: str) -> str:
    """A role without the words before a lone mark: `Night Train" actor` is an actor.

    Args:
        role: As written.
        closing: The mark behind it, "" if there is none. It closes the title of a work.
    """
    before, _, after = role.rpartition("' ")
    if before and "'" not in before and not before.endswith("s"):
        return after  # `Night Train' actor`
    marks = _MARKS.findall(role)
    if len(marks) % 2 == 0:
        return role
    if closing:
        return role + closing
    if len(marks) > 1:
        return role
    before, _, after = role.partition(marks[0])
    return before if any(is_role(word) for word in before.lower().split()) else after


def roles_of(tokens: Tokens, mention: Mention) -> list[Span]:
    """Where the text says what the person of a mention is.

    Titles before the name ("former Nineveh Governor") and the apposition after it ("the Joint
    Operations Coordinator"). For a noun phrase with an article it is the phrase itself with its
    complement ("the secretary of state").

    Returns:
        Spans of the text, in order; none where nothing is said.
    """
    if mention.kind in (NOMINAL, BARE):
        lists = words()
        head = tokens.lowers[mention.head]
        names_role = head in lists["role_nouns"] and head not in any_of("anonymous_heads", "family")
        definite = tokens.lowers[mention.first] not in ("a", "an", "one", "another")
        return [_whole_phrase(tokens, mention)] if names_role and definite else []
    if not mention.is_name:
        return []
    before, behind = titles_before(tokens, mention), None
    # "according to the Post, the governor left"
    if mention.kind != ORGANISATION:
        phrase = phrase_with_apposition(tokens, mention)
        if phrase is None:
            behind = apposition_after(tokens, mention)
        elif before is None:
            before = _role_phrase(tokens, phrase)
    return [span for span in (before, behind) if span is not None]


def _role_phrase(tokens: Tokens, phrase: Span) -> Span | None:
    """A phrase of these tokens, if it says what somebody is: "The governor, Jane Roe,"."""
    head = tokens.lowers[phrase.end - 1]
    if head not in words()["role_nouns"] or head in words()["family"]:
        return None
    return Span(tokens.starts[phrase.start], tokens.ends[phrase.end - 1])


def _whole_phrase(tokens: Tokens, mention: Mention) -> Span:
    """A noun phrase with an "of" after it: "the secretary of state", "the mayor of Basra"."""
    phrase = mention.span(tokens)
    if tokens.lower(mention.last) != "of":
        return phrase
    first = end = mention.last + 1 + (tokens.tag(mention.last + 1) == tag.DETERMINER)
    while end < first + _LONGEST_COMPLEMENT and _continues_complement(tokens, end, first):
        end += 1
    return phrase if end == first else Span(phrase.start, tokens.ends[end - 1])


def _continues_complement(tokens: Tokens, token: int, first: int) -> bool:
    """Whether a token belongs to the nouns after "of" that begin at `first`."""
    here = tokens.tag(token)
    if here == tag.NAME:
        # "secretary of state Jane Roe"
        is_new = token > first and tokens.tag(token - 1) == tag.WORD
        return not is_new or tokens.lowers[token] not in given_names()
    if here == tag.WORD:
        return token == first or not is_past(tokens, token)
    is_between = token > first and tokens.tag(token - 1) == tag.NAME == tokens.tag(token + 1)
    return is_between and tokens.lower(token) in ("and", "of", "for")
