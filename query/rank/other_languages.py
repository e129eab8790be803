"""Rows in another language than the question, whose words cannot match.

The keyword searcher would put them behind rows that hold any word of the question. So they get
nearly as much as a row would that matches by its words as well as by its meaning: with that,
10 of 12 questions in another language find their paragraph first, without it 6. With an encoder for
one language such rows are far away in meaning, and stay where they are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.store.catalog.reader import Catalog
from indexer.text.languages.recognise import analysed_as
from query.rank.fusion import Signal

SHARE = 0.9
"""Of the score for meaning, what such a row gets in the place of that for words."""


def language_of_documents(catalog: Catalog) -> NDArray[np.str_]:
    """Two-letter code of each document's language, by ordinal, shape (documents,)."""
    tags = catalog.select("SELECT language FROM documents ORDER BY document")
    return np.array([analysed_as(tag) for (tag,) in tags], dtype=np.str_)


def language_signal(
    keyword: Signal, semantic: Signal, is_foreign: NDArray[np.bool_]
) -> list[Signal]:
    """What rows in other languages get beside what their words give them; none without such.

    Args:
        keyword: The score for words, of some rows.
        semantic: The score for meaning, of the same rows in the same order.
        is_foreign: Which of them are in another language than the question, shape (n,).
    """
    if not is_foreign.any():
        return []
    more = np.maximum(SHARE * semantic.normalised - keyword.normalised, 0.0)[is_foreign]
    numbers, raw = semantic.numbers[is_foreign], semantic.raw[is_foreign]
    return [Signal("language", keyword.weight, numbers, raw, more)]
