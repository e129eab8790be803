"""A question's conditions -> a tree, through Whoosh's own query parser.

Importing this module imports Whoosh: only a question with conditions does. What reaches Whoosh
is written anew from checked tokens, so that nothing else in a question can be syntax to it.
"""

from __future__ import annotations

from collections.abc import Sequence as Several

from whoosh import query as whoosh_query
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import plugins
from whoosh.qparser.default import QueryParser

from indexer.analysis import fold
from indexer.store.codec import TermAnalyzer
from query.conditions import (
    ANYWHERE,
    Any,
    Condition,
    Every,
    Fuzzy,
    Near,
    Pattern,
    Sequence,
    Within,
    Without,
)
from query.filters import DateRange, Filter, NameContains, PathMatches, SpokenBy
from query.lexing import FACTS, Kind, Token


def read_condition(tokens: Several[Token], *, variants: bool = True) -> Condition:
    """The condition that well-formed tokens state, side by side meaning that all must hold.

    Args:
        tokens: As `syntax.conditions_of` gives them.
        variants: Whether other spellings of a speaker's name count.
    """
    written = " ".join(_written(token) for token in tokens)
    # A field's name belongs right before its value.
    parsed = _parser().parse(written.replace(": ", ":"), normalize=False)
    return _condition(parsed, variants)


def _written(token: Token) -> str:
    """A token in Whoosh's spelling; words in quotation marks, inside which nothing is syntax."""
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


def _condition(parsed: whoosh_query.Query, variants: bool) -> Condition:
    match parsed:
        case whoosh_query.Not():
            return Without(_condition(parsed.query, variants))
        case whoosh_query.And():
            return _joined(Every, [_condition(part, variants) for part in parsed.subqueries])
        case whoosh_query.Or():
            return _joined(Any, [_condition(part, variants) for part in parsed.subqueries])
        case whoosh_query.TermRange():
            return Within(DateRange(_end(parsed.start), _end(parsed.end)))
        case whoosh_query.Phrase():
            return _phrase(parsed.fieldname, parsed.words, parsed.slop, variants)
        case whoosh_query.FuzzyTerm():
            return Fuzzy(parsed.fieldname, fold(parsed.text), parsed.maxdist)
        case whoosh_query.Prefix():
            return Pattern(parsed.fieldname, fold(parsed.text) + "*")
        case whoosh_query.Wildcard():
            return Pattern(parsed.fieldname, fold(parsed.text))
        case _:
            raise ValueError(f"Whoosh's parser gave {parsed!r}")


def _joined(kind: type[Every | Any], parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _phrase(field: str, words: list[str], slop: int, variants: bool) -> Condition:
    if field in FACTS:
        return Within(_filter(field, " ".join(words), variants))
    if slop == 1:
        return Sequence(field, tuple(words))
    return Near(field, tuple(words), slop - 1)


def _filter(field: str, value: str, variants: bool) -> Filter:
    match field:
        case "date":
            return DateRange(value, value)
        case "path":
            return PathMatches(value)
        case "speaker":
            return SpokenBy(value, variants)
        case _:
            return NameContains(field, value)


def _end(date: str | None) -> str | None:
    return date or None
