"""The decisions about the quotes before one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class PreviousAttribution(NamedTuple):
    """An earlier quote's outcome.

    Attributes:
        quote, mention, person: Their numbers; None for nobody with a name.
        probability: That it was this person.
    """

    quote: int
    mention: int
    person: int | None
    probability: float = 1.0


History = Sequence[PreviousAttribution]
"""The outcomes of the quotes before one, in order of the text."""
