"""A question's conditions -> a tree, through Whoosh's own query parser.

Whoosh decides what operators, parentheses and fields mean together. Each word, phrase and value
goes through its parser as a name, `t0`, `t1` and so on: nothing in a question can be syntax to
Whoosh by accident, and what a name stands for is read here.

Importing this module imports Whoosh, so only a question with conditions imports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoosh import query as whoosh_query
from whoosh.fields import ID, Schema
from whoosh.qparser import plugins
from whoosh.qparser.default import QueryParser

from indexer.text.analyzer import fold, terms
from indexer.text.written import ACRONYMS, form
from query.parse.lexer import FACTS, FIELDS, OPERATORS, Kind, Token
from query.parse.tree import (
    ANYWHERE,
    And,
    Condition,
    DateRange,
    Filter,
    Filtered,
    Fuzzy,
    NameContains,
    Near,
    Not,
    Or,
    PathMatches,
    Phrase,
    SpokenBy,
    Wildcard,
    Wording,
)
from query.parse.wildcards import phrase_words, wildcard_words, without_wildcards

_NAMES = ("source", "author", "speaker")
_STRUCTURE = (*OPERATORS, Kind.OPEN, Kind.CLOSE, Kind.FIELD)


def read_condition(
    tokens: Sequence[Token], *, variants: bool = True, sure: bool = False
) -> Condition:
    """The condition that well-formed tokens state; tokens side by side must all hold.

    Args:
        tokens: As `query.parse.grammar.conditions_of` gives them.
        variants: Whether other spellings of a speaker's name count.
        sure: Whether a speaker's quote counts only if the speaker is sure.
    """
    names = (_named(number, token) for number, token in enumerate(tokens))
    # Whoosh wants a field's name right before its value.
    written = " ".join(names).replace(": ", ":")
    return _Reader(tokens, variants, sure).condition(_parser().parse(written, normalize=False))


def _named(number: int, token: Token) -> str:
    """A token in Whoosh's spelling; anything but structure as a name."""
    if token.kind not in _STRUCTURE:
        return f"t{number}"
    if token.kind is Kind.FIELD:
        return f"{token.value}:"
    return str(token.kind.value)


def _parser() -> QueryParser:
    schema = Schema(**{name: ID() for name in (ANYWHERE, *FIELDS)})
    chosen = [
        plugins.FieldsPlugin(),
        plugins.GroupPlugin(),
        plugins.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None),
    ]
    return QueryParser(ANYWHERE, schema, plugins=chosen)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns what Whoosh's parser gave for names of tokens into our tree."""

    tokens: Sequence[Token]
    variants: bool
    sure: bool

    def condition(self, parsed: whoosh_query.Query) -> Condition:
        match parsed:
            case whoosh_query.Not():
                # Whoever may have spoken is left out.
                return Not(replace(self, sure=False).condition(parsed.query))
            case whoosh_query.And():
                return _joined(And, [self.condition(part) for part in parsed.subqueries])
            case whoosh_query.Or():
                return _joined(Or, [self.condition(part) for part in parsed.subqueries])
            case whoosh_query.Term():
                return self._leaf(parsed.fieldname, self.tokens[int(str(parsed.text)[1:])])
            case _:
                raise ValueError(f"Whoosh's parser gave {parsed!r}")

    def _leaf(self, field: str, token: Token) -> Condition:
        if token.kind is Kind.RANGE:
            since, until = token.value.split(" TO ")
            return Filtered(DateRange(since or None, until or None))
        if token.kind is Kind.FUZZY:
            return Fuzzy(field, fold(token.value), token.number)
        if token.kind is Kind.WILDCARD:
            return _wildcard(field, token.value)
        if (
            token.kind is Kind.PHRASE
            and field in _NAMES
            and without_wildcards(token.value) != token.value
        ):
            return Wording(field, phrase_words(token.value))
        if field in FACTS:
            return Filtered(self._filter(field, token.value))
        return _words(field, token)

    def _filter(self, field: str, value: str) -> Filter:
        match field:
            case "path":
                return PathMatches(value)
            case "speaker":
                return SpokenBy(" ".join(value.split()), self.variants, self.sure)
            case _:
                return NameContains(field, " ".join(value.split()))


def _wildcard(field: str, written: str) -> Condition:
    words = wildcard_words(written, written, 0)
    if len(words) == 1 and words[0].replace("*", "").replace("?", "").isalnum():
        return Wildcard(field, fold(words[0]))
    return Wording(field, tuple(words))


def _words(field: str, token: Token) -> Condition:
    """A word or a phrase that must stand in a field."""
    if token.number:
        return Near(field, tuple(terms(token.value)), token.number, token.value)
    as_written = token.kind is Kind.PHRASE and not token.loose
    if as_written or form(token.value.strip(",;:!?")) in ACRONYMS:
        return Wording(field, phrase_words(token.value))
    return Phrase(field, tuple(terms(token.value)), token.value)


def _joined(kind: type[And[Condition] | Or[Condition]], parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
