"""The speaker whom a claim names, and whose a quote is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from query.verify.judge import Owner
from query.verify.statement import Statement


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is named.

    Attributes:
        rows: The numbers of all quotes that are theirs.
        possible: The numbers of quotes that may be theirs: of a name that fits them, too.
        notes: How the name was understood.
    """

    rows: frozenset[int]
    possible: frozenset[int]
    notes: tuple[str, ...]

    def owner(self, statement: Statement) -> Owner:
        """Whose a quote is."""
        if statement.row in self.rows:
            return Owner.THEIRS
        unnamed = statement.quote is None or statement.quote.speaker is None
        if unnamed or statement.row in self.possible:
            return Owner.UNKNOWN
        return Owner.ANOTHER

    def among(self, allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of the quotes that may be found are theirs, shape (quote rows,)."""
        theirs = np.zeros_like(allowed)
        theirs[sorted(self.rows)] = True
        return theirs & allowed
