"""A question's conditions -> a tree, through Whoosh's own query parser.

Importing this module imports Whoosh, so only a question with conditions imports it. Whoosh gets a
text that is built from checked tokens: nothing else in a question can be syntax to Whoosh.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoosh import query as whoosh_query
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import plugins
from whoosh.qparser.default import QueryParser

from indexer.store.keyword.whoosh_codec import TermAnalyzer
from indexer.text.analyzer import fold
from query.parse.lexer import FACTS, Kind, Token
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
)


def read_condition(
    tokens: Sequence[Token], *, variants: bool = True, sure: bool = False
) -> Condition:
    """The condition that well-formed tokens state; tokens side by side must all hold.

    Args:
        tokens: As `query.parse.grammar.conditions_of` gives them.
        variants: Whether other spellings of a speaker's name count.
        sure: Whether a speaker's quote counts only if the speaker is sure.
    """
    written = " ".join(_written(token) for token in tokens)
    # Whoosh wants a field's name right before its value.
    written = written.replace(": ", ":")
    return _Reader(written, variants, sure).condition(_parser().parse(written, normalize=False))


def _written(token: Token) -> str:
    """A token in Whoosh's spelling, its words in quotation marks: nothing in them is syntax."""
    if token.kind is Kind.FIELD:
        return f"{token.value}:"
    if token.kind is Kind.RANGE:
        return f"[{token.value}]"
    if token.kind is Kind.FUZZY:
        return f"{token.value}~{token.number}"
    if token.kind is Kind.WORD:
        return f'"{_plain(token.value)}"'
    if token.kind is Kind.PHRASE:
        # One more, since Whoosh takes "..."~1 and "..." for the same.
        near = f"~{token.number + 1}" if token.number else ""
        return f'"{_plain(token.value)}"{near}'
    return token.value


def _plain(words: str) -> str:
    return words.replace('"', " ").replace(": ", " ")


def _parser() -> QueryParser:
    words = {"analyzer": TermAnalyzer(), "phrase": True}
    schema = Schema(
        anywhere=TEXT(**words), text=TEXT(**words), title=TEXT(**words),
        source=ID(), author=ID(), speaker=ID(), date=ID(), path=ID(),
    )  # fmt: skip
    chosen = [
        plugins.FieldsPlugin(),
        plugins.WildcardPlugin(),
        plugins.FuzzyTermPlugin(),
        plugins.PhrasePlugin(),
        plugins.RangePlugin(),
        plugins.GroupPlugin(),
        plugins.OperatorsPlugin(AndNot=None, AndMaybe=None, Require=None),
    ]
    return QueryParser(ANYWHERE, schema, plugins=chosen)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns what Whoosh's parser gave for a text into our tree."""

    written: str
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
            case whoosh_query.TermRange():
                return Filtered(DateRange(parsed.start or None, parsed.end or None))
            case whoosh_query.Phrase():
                return self._phrase(parsed)
            case whoosh_query.FuzzyTerm():
                return Fuzzy(parsed.fieldname, fold(parsed.text), parsed.maxdist)
            case whoosh_query.Prefix():
                return Wildcard(parsed.fieldname, fold(parsed.text) + "*")
            case whoosh_query.Wildcard():
                return Wildcard(parsed.fieldname, fold(parsed.text))
            case whoosh_query.Term():  # what is left of wildcards in a row, as in "was?*y"
                return Wildcard(parsed.fieldname, fold(str(parsed.text)))
            case _:
                raise ValueError(f"Whoosh's parser gave {parsed!r}")

    def _phrase(self, parsed: whoosh_query.Phrase) -> Condition:
        terms = tuple(parsed.words)
        if parsed.fieldname in FACTS:
            return Filtered(self._filter(parsed.fieldname, " ".join(terms)))
        words = self.written[parsed.startchar : parsed.endchar].split('"')[1]
        if parsed.slop == 1:
            return Phrase(parsed.fieldname, terms, words)
        return Near(parsed.fieldname, terms, parsed.slop - 1, words)

    def _filter(self, field: str, value: str) -> Filter:
        match field:
            case "date":
                return DateRange(value, value)
            case "path":
                return PathMatches(value)
            case "speaker":
                return SpokenBy(value, self.variants, self.sure)
            case _:
                return NameContains(field, value)


def _joined(kind: type[And[Condition] | Or[Condition]], parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
