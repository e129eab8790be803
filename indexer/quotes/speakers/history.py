"""What was decided for the quotes before one."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """An earlier quote's outcome.

    Attributes:
        quote, mention, person: Their numbers; None for nobody with a name.
        probability: That it was this person.
    """

    quote: int
    mention: int
    person: int | None
    probability: float = 1.0
