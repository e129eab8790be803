"""Words that may name the source of a quote."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.tokens.row import Tokens
from indexer.records import Span


class MentionKind(FeatureEnum):
    """What kind of words a mention is."""

    FULL = "full"  # a name of two words or more
    SURNAME = "last"  # a name of one word
    ORGANISATION = "org"  # the name of a body, a place or a thing
    PERSONAL = "pron"  # a pronoun
    NOMINAL = "nom"  # a noun phrase with an article or a number
    BARE = "bare"  # a noun phrase without one


FULL, SURNAME = MentionKind.FULL, MentionKind.SURNAME
ORGANISATION, PERSONAL = MentionKind.ORGANISATION, MentionKind.PERSONAL
NOMINAL, BARE = MentionKind.NOMINAL, MentionKind.BARE
NAMES = frozenset((FULL, SURNAME, ORGANISATION))
"""The kinds of proper names."""
_NOMINATIVE = {"his": "he", "her": "she"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name the source of a quote.

    Attributes:
        first, last: Its tokens, `last` excluded.
        kind: What kind of words it is.
        name: Words of the name proper, without titles; empty for other kinds, but for a lone
            capitalised noun ("Republicans"), which may turn out to be a surname.
        titles: Lower-case titles and honorifics that stand right before the name.
        head: Token of the word that says what it is: the surname, the noun.
        is_plural: Whether it speaks of several.
        is_possessive: Whether "'s" follows, or it is "his" or "her".
        is_modifier: Whether it only qualifies what follows ("Obama" in "Obama aide Jane Roe").
    """

    first: int
    last: int
    kind: MentionKind
    name: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    head: int = 0
    is_plural: bool = False
    is_possessive: bool = False
    is_modifier: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a proper name."""
        return self.kind in NAMES

    def pronoun(self, tokens: Tokens) -> str:
        """Its first word in lower case, "he" and "she" for "his" and "her"."""
        lower = tokens.lowers[self.first]
        return _NOMINATIVE.get(lower, lower)

    def span(self, tokens: Tokens) -> Span:
        """Where it stands in the text."""
        return Span(tokens.starts[self.first], tokens.ends[self.last - 1])
