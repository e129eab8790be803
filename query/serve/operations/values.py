"""The parameters that a request names -> checked values, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import parse_qsl

from indexer.errors import SearchError
from query.serve.operations.parameter import Kind, Parameter

_FLAGS = {"true": True, "1": True, "false": False, "0": False}
_SHOWN = 60
"""Characters of a value that a message repeats."""

MOST_FIELDS = 500
"""Names in a query string."""

Value = str | int | bool | list[str] | None


class ParameterError(SearchError):
    """A request names a parameter that there is not, lacks one, or gives it a wrong value.

    Attributes:
        parameter: The name; "" where no single one is to blame.
    """

    hint = "The names, kinds and limits are in /api/v1/openapi.json."

    def __init__(self, parameter: str, reason: str) -> None:
        super().__init__(f"{parameter}: {reason}" if parameter else reason)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Values:
    """The checked value of each parameter of an operation, its default where it was not named."""

    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """A text that every request names, or that has a default."""
        value = self.values[name]
        assert isinstance(value, str)
        return value

    def text_or_none(self, name: str) -> str | None:
        """A text; None if it was not named."""
        value = self.values[name]
        assert value is None or isinstance(value, str)
        return value

    def number(self, name: str) -> int:
        """A number that has a default."""
        value = self.values[name]
        assert isinstance(value, int)
        return value

    def number_or_none(self, name: str) -> int | None:
        """A number; None if it was not named."""
        value = self.values[name]
        assert value is None or isinstance(value, int)
        return value

    def flag(self, name: str) -> bool:
        """A flag that has a default."""
        return bool(self.values[name])

    def flag_or_none(self, name: str) -> bool | None:
        """A flag; None if it was not named."""
        value = self.values[name]
        return None if value is None else bool(value)

    def texts(self, name: str) -> list[str]:
        """Several texts; none if they were not named."""
        value = self.values[name]
        return value if isinstance(value, list) else []


def read_query(parameters: Sequence[Parameter], query: bytes) -> Values:
    """The values in a query string, as an address has it behind the question mark.

    Raises:
        ParameterError: If a name is unknown, lacking or repeated, or a value is not of its kind.
    """
    try:
        pairs = parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeError:
        raise ParameterError("", "the query string is not UTF-8 in percent-encoding") from None
    except ValueError:
        raise ParameterError("", f"more than {MOST_FIELDS} parameters") from None
    known = _known(parameters, (name for name, _ in pairs))
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return _checked(parameters, {name: _typed(known[name], given[name]) for name in given})


def read_arguments(parameters: Sequence[Parameter], arguments: Mapping[str, object]) -> Values:
    """The values in a JSON object. A null counts as not named.

    Raises:
        ParameterError: If a name is unknown or lacking, or a value is not of its kind.
    """
    known = _known(parameters, arguments)
    given = {
        name: _of_kind(known[name], value) for name, value in arguments.items() if value is not None
    }
    return _checked(parameters, given)


def _known(parameters: Sequence[Parameter], names: Iterable[str]) -> dict[str, Parameter]:
    known = {one.name: one for one in parameters}
    for name in names:
        if name not in known:
            near = get_close_matches(name[:_SHOWN], known, 1)
            meant = f"do you mean {near[0]}?" if near else f"there are {', '.join(known) or 'none'}"
            raise ParameterError(name[:_SHOWN], f"there is no such parameter; {meant}")
    return known


def _checked(parameters: Sequence[Parameter], given: Mapping[str, Value]) -> Values:
    """The values with defaults, each within its limits."""
    for one in parameters:
        if one.name in given:
            _check(one, given[one.name])
        elif one.is_required:
            raise ParameterError(one.name, "this parameter is required")
    return Values({one.name: given.get(one.name, one.default) for one in parameters})


def _typed(one: Parameter, written: list[str]) -> Value:
    """A value of a query string, in which everything is text."""
    if one.kind is Kind.TEXTS:
        return written
    if len(written) > 1:
        raise ParameterError(one.name, "this parameter is given more than once")
    text = written[0]
    if one.kind is Kind.FLAG:
        if text.lower() not in _FLAGS:
            raise ParameterError(one.name, f"{text[:_SHOWN]!r} is neither true nor false")
        return _FLAGS[text.lower()]
    if one.kind is Kind.NUMBER:
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
            raise ParameterError(one.name, f"{text[:_SHOWN]!r} is no whole number")
        return int(text)
    return text


def _of_kind(one: Parameter, value: object) -> Value:
    """A value of a JSON object, whose kind must be the right one."""
    match value:
        case bool() if one.kind is Kind.FLAG:
            return value
        case int() if one.kind is Kind.NUMBER and not isinstance(value, bool):
            return value
        case str() if one.kind is Kind.TEXT:
            return value
        case list() if one.kind is Kind.TEXTS and all(isinstance(part, str) for part in value):
            return value
    raise ParameterError(one.name, f"the value is not {_TOLD[one.kind]}")


_TOLD = {
    Kind.TEXT: "a text",
    Kind.TEXTS: "a list of texts",
    Kind.NUMBER: "a whole number",
    Kind.FLAG: "true or false",
}


def _check(one: Parameter, value: Value) -> None:
    match value:
        case bool() | None:
            return
        case int():
            if not one.least <= value <= one.most:
                raise ParameterError(one.name, f"must be from {one.least} to {one.most:,}")
        case str():
            _check_text(one, value)
        case _:
            if not one.least <= len(value) <= one.most:
                times = f"{one.least} to {one.most}" if one.least != one.most else str(one.most)
                raise ParameterError(one.name, f"must be given {times} times")
            for text in value:
                _check_text(one, text)


def _check_text(one: Parameter, text: str) -> None:
    if one.choices and text not in one.choices:
        raise ParameterError(one.name, f"{text[:_SHOWN]!r} is none of {', '.join(one.choices)}")
    if len(text) > one.longest:
        raise ParameterError(one.name, f"is longer than {one.longest:,} characters")
    if not text.isprintable() and any(0xD800 <= ord(letter) < 0xE000 for letter in text):
        raise ParameterError(one.name, "is not valid text")
