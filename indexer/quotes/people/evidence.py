"""What the places of a name tell of the person, collected mention by mention."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.quotes.lexicon import is_past_form, words
from indexer.quotes.mentions.mention import FULL, Mention
from indexer.quotes.people.descriptions import role_key
from indexer.quotes.people.draft import PersonDraft
from indexer.quotes.people.name_descriptions import describe_name, phrase_with_apposition
from indexer.quotes.people.name_functions import SPEAKING, SUBJECT, NameFunction
from indexer.quotes.people.person import Person
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_TAKING_PART = frozenset(("by", "ask", "asks", "asked", "asking", "do", "does", "did"))
_BESIDE_NAMES = frozenset((tag.WORD, tag.COMMA))
_ARTICLES = frozenset(("the", "a", "an"))
LOCATIVES = frozenset(("in", "at", "near", "across", "outside", "inside", "throughout", "into"))
_NOUN_GENDER = 2.0  # what "her husband, Paul Roe" tells


@dataclass(slots=True)
class PersonEvidence:
    """The evidence for one person. The attributes are those of `Person`."""

    is_organisation: bool = False
    noun_gender: float = 0.0
    pronoun_gender: float = 0.0
    roles: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    speaks: bool = False
    with_article: int = 0
    located: int = 0
    acts: bool = False
    certain: int = 0
    full_names: list[int] = field(default_factory=list)
    occurrences: list[int] = field(default_factory=list)

    def note(self, tokens: Tokens, mention: Mention, function: NameFunction) -> None:
        """Add what one mention tells; mentions have to come in the order of the text."""
        self.occurrences.append(mention.head)
        if mention.kind == FULL:
            self.full_names.append(mention.head)
        self._note_description(tokens, mention)
        before = tokens.padded_lowers[mention.first - 1]
        self.speaks = self.speaks or function == SPEAKING
        if function == SUBJECT or (before in _TAKING_PART and _takes_part(tokens, mention)):
            self.acts = True
        self.with_article += _has_article(tokens, mention, before)
        self.located += before in LOCATIVES
        # "The news agency Harbour"
        self.is_organisation |= before in words()["organisation_heads"]

    def _note_description(self, tokens: Tokens, mention: Mention) -> None:
        """Add the words beside a name that say who the person is."""
        nouns = words()["role_nouns"]
        described = describe_name(tokens, mention)
        self.described.update(described)
        if not nouns.isdisjoint(described):
            self.roles.update(role_key(noun, described) for noun in described & nouns)
        if tokens.padded[mention.first - 1] in _BESIDE_NAMES:
            self.noun_gender += _gender_of_phrase(tokens, mention)

    def person(self, draft: PersonDraft) -> Person:
        """The person of these names with all the evidence."""
        return Person(
            draft.number,
            draft.name,
            draft.first,
            draft.last,
            draft.nicknames,
            draft.canonical,
            draft.named_gender + self.noun_gender,
            self.pronoun_gender,
            draft.is_organisation or (self.is_organisation and not draft.first),
            draft.titles,
            self.roles,
            self.described,
            self.speaks,
            self.with_article,
            self.located,
            self.acts,
            self.certain,
            self.full_names,
            self.occurrences,
        )


def _gender_of_phrase(tokens: Tokens, mention: Mention) -> float:
    """What the noun before a name tells: "her husband, Paul Roe"; above zero male."""
    at = mention.first - 1
    if tokens.padded[at] == tag.COMMA and phrase_with_apposition(tokens, mention) is not None:
        at -= 1
    if tokens.padded[at] != tag.WORD or tokens.tag(at - 1) not in (
        tag.DETERMINER,
        tag.POSSESSIVE,
        tag.WORD,
    ):
        return 0.0
    lower, lists = tokens.lowers[at], words()
    return _NOUN_GENDER * ((lower in lists["male_titles"]) - (lower in lists["female_titles"]))


def _takes_part(tokens: Tokens, mention: Mention) -> bool:
    """Whether only people stand so: "was dismissed by Roe", "she asked Roe", "what did Roe do"."""
    at = mention.first - 1
    return tokens.lowers[at] != "by" or is_past_form(tokens.padded_lowers[at - 1])


def _has_article(tokens: Tokens, mention: Mention, before: str) -> bool:
    """Whether "the" or "a" stands right before the name: "the Roe Gardens"."""
    return not mention.titles and (before in _ARTICLES or tokens.lowers[mention.first] in _ARTICLES)
