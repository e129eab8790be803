"""What is asked of a ranker, and what is known before it ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from query.rank.word_scores import WordScores
from query.rows.sources import Mask, Numbers


@dataclass(frozen=True, eq=False)
class Asked:
    """A question about one kind of row.

    Attributes:
        words: Plain words.
        vector: Their unit vector, shape (dimension,); None asks only the keyword searcher.
        allowed: Which rows may be found, shape (rows,).
        also: Terms for the keyword searcher that the question does not spell out.
        preferred: The rows that the question prefers, shape (rows,): quotes of the speaker whom it
            names. None prefers none.
        role: What the question says of a speaker whom it does not name; "" if nothing.
        asks_who: Whether the question asks who said something, and tells that in its own words.
            Then words count only as much as the best row covers them.
    """

    words: str
    vector: NDArray[np.float32] | None
    allowed: Mask
    also: Sequence[str] = ()
    preferred: Mask | None = None
    role: str = ""
    asks_who: bool = False


@dataclass(frozen=True, eq=False)
class Begun:
    """What is known of a ranking before it is made; None where that is still to be found.

    Attributes:
        by_words: What `Ranker.look_up` found.
        nearest: What `Ranker.nearest` found.
    """

    by_words: WordScores | None = None
    nearest: Numbers | None = None
