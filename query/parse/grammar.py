"""Which parts of a question are conditions, and whether they are well-formed.

An operator turns the word, phrase or parenthesis on either side of it into conditions. A phrase, a
wildcard, a fuzzy word and a field are conditions by themselves. A parenthesis without any of them
is punctuation. Everything else is plain words.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.errors import QuerySyntaxError
from query.parse.lexer import OPERATORS, Kind, Token

MAX_DEPTH = 20
"""Parentheses within parentheses."""

_INFIX = (Kind.AND, Kind.OR)


def conditions_of(question: str, tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Sort the tokens of a question.

    Returns:
        The tokens that state the conditions, with their parentheses; and among them the tokens
        behind NOT, which exclude.

    Raises:
        QuerySyntaxError: If an operator or field lacks what belongs to it, or a parenthesis with
            a meaning has no partner.
    """
    kept = _with_meaning(question, tokens)
    _check(question, kept)
    units = _units(kept)
    chosen: set[int] = set()
    for position, unit in enumerate(units):
        kind = unit[0].kind
        if kind in OPERATORS:
            chosen.update((position, position + 1))
            if kind in _INFIX:
                chosen.add(position - 1)
        elif kind is not Kind.WORD:
            chosen.add(position)
    return [token for position in sorted(chosen) for token in units[position]], _excluded(kept)


def _excluded(tokens: Sequence[Token]) -> list[Token]:
    """The tokens behind NOT, at any depth."""
    excluded: list[Token] = []
    for position, token in enumerate(tokens):
        if token.kind is Kind.NOT:
            excluded.extend(_units(tokens[position + 1 :])[0])
    return excluded


def _with_meaning(question: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens without parentheses that are punctuation."""
    has_operators = any(token.kind in OPERATORS for token in tokens)
    partners = _partners(question, tokens, strict=has_operators)
    dropped: set[int] = set()
    for position, token in enumerate(tokens):
        if token.kind is Kind.OPEN and not _matters(tokens, position, partners.get(position)):
            dropped.update((position, partners.get(position, position)))
        if token.kind is Kind.CLOSE and position not in partners.values():
            dropped.add(position)
    return [token for position, token in enumerate(tokens) if position not in dropped]


def _partners(question: str, tokens: Sequence[Token], *, strict: bool) -> dict[int, int]:
    """Where the parenthesis that opens at a position closes."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for position, token in enumerate(tokens):
        if token.kind is Kind.OPEN:
            opened.append(position)
            if len(opened) > MAX_DEPTH and strict:
                raise QuerySyntaxError(question, token.start, "too many nested parentheses")
        elif token.kind is Kind.CLOSE and opened:
            partners[opened.pop()] = position
        elif token.kind is Kind.CLOSE and strict:
            raise QuerySyntaxError(question, token.start, "this parenthesis was not opened")
    for position in opened:
        follows_field = position > 0 and tokens[position - 1].kind is Kind.FIELD
        if strict or follows_field:
            raise QuerySyntaxError(
                question, tokens[position].start, "this parenthesis is not closed"
            )
    return partners


def _matters(tokens: Sequence[Token], opens: int, closes: int | None) -> bool:
    if closes is None:
        return False
    before = tokens[opens - 1].kind if opens else None
    after = tokens[closes + 1].kind if closes + 1 < len(tokens) else None
    inside = any(token.kind in OPERATORS for token in tokens[opens:closes])
    return inside or before in (*OPERATORS, Kind.FIELD) or after in _INFIX


def _check(question: str, tokens: Sequence[Token]) -> None:
    """Raise for an operator, field or parenthesis that lacks what belongs to it."""
    before: Token | None = None
    for token in tokens:
        waiting = before is None or before.kind in (*OPERATORS, Kind.OPEN)
        if token.kind in _INFIX and waiting:
            raise QuerySyntaxError(question, token.start, f"nothing to join before {token.value}")
        if token.kind is Kind.NOT and before is not None and before.kind is Kind.NOT:
            raise QuerySyntaxError(question, token.start, "NOT stands twice")
        if token.kind is Kind.CLOSE and before is not None and waiting:
            raise _lacking(question, before)
        if before is not None and before.kind is Kind.FIELD:
            _check_value(question, before, token)
        before = token
    if before is not None and before.kind in (*OPERATORS, Kind.FIELD):
        raise _lacking(question, before)


def _check_value(question: str, field: Token, value: Token) -> None:
    if value.kind in (*OPERATORS, Kind.CLOSE, Kind.FIELD):
        raise _lacking(question, field)
    if value.kind is Kind.RANGE and field.value != "date":
        raise QuerySyntaxError(question, value.start, "only dates have a range")
    if value.kind is Kind.OPEN and field.value in ("date", "path"):
        raise QuerySyntaxError(question, value.start, f"{field.value}: takes one value")


def _lacking(question: str, token: Token) -> QuerySyntaxError:
    if token.kind is Kind.OPEN:
        return QuerySyntaxError(question, token.start, "nothing in this parenthesis")
    what = f"{token.value}:" if token.kind is Kind.FIELD else token.value
    return QuerySyntaxError(question, token.start, f"nothing follows {what}")


def _units(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens in groups: an operator, a word, a field with its value, a whole parenthesis."""
    units: list[list[Token]] = []
    depth, continues = 0, False
    for token in tokens:
        if depth or continues:
            units[-1].append(token)
        else:
            units.append([token])
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        continues = token.kind is Kind.FIELD
    return units
