"""What a request may name: one declaration for the query string, OpenAPI and assistants."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

LONGEST_TEXT = 10_000
"""Characters of a text, unless a parameter says otherwise."""

MOST_TEXTS = 50
"""How often a parameter may be repeated."""


class Kind(Enum):
    """What a value is."""

    TEXT = "text"
    TEXTS = "texts"
    NUMBER = "number"
    FLAG = "flag"


Default = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation.

    Attributes:
        name: As a request writes it: the command's option with underscores.
        kind: What its value is.
        help: What it does, for people and assistants.
        default: Its value where a request does not name it; None for none.
        is_required: Whether every request must name it.
        choices: The only values of a text; empty for any.
        least, most: Limits of a number; of several texts, how many there may be.
        longest: Characters of a text, at most.
    """

    name: str
    kind: Kind
    help: str
    default: Default = None
    is_required: bool = False
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = MOST_TEXTS
    longest: int = LONGEST_TEXT

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a value."""
        found = _SCHEMAS[self.kind](self)
        return found if self.default is None else found | {"default": self.default}


def _text_schema(one: Parameter) -> dict[str, Any]:
    if one.choices:
        return {"type": "string", "enum": list(one.choices)}
    return {"type": "string", "maxLength": one.longest}


def _texts_schema(one: Parameter) -> dict[str, Any]:
    found = {"type": "array", "items": _text_schema(one), "maxItems": one.most}
    return found | ({"minItems": one.least} if one.least else {})


def _number_schema(one: Parameter) -> dict[str, Any]:
    return {"type": "integer", "minimum": one.least, "maximum": one.most}


def _flag_schema(one: Parameter) -> dict[str, Any]:
    return {"type": "boolean"}


_SCHEMAS = {
    Kind.TEXT: _text_schema,
    Kind.TEXTS: _texts_schema,
    Kind.NUMBER: _number_schema,
    Kind.FLAG: _flag_schema,
}


def arguments_schema(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """The JSON Schema of an object that holds the parameters and nothing else."""
    return {
        "type": "object",
        "properties": {one.name: one.schema() | {"description": one.help} for one in parameters},
        "required": [one.name for one in parameters if one.is_required],
        "additionalProperties": False,
    }
