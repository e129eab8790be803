from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from indexer.store.index import Index
from indexer.text.analyzer import terms
from query.evaluation.textbook_bm25 import K1, STOP_WORDS, B, TextbookBM25
from query.rows.passages import PassageRows

QUESTION = "the bronze otter and the museum in the otter"


def test_it_is_the_textbooks_formula_without_stop_words(built_index: Path):
    index = Index.open(built_index)
    stopped = set(terms(STOP_WORDS))
    texts = {}
    for number in np.flatnonzero(index.live).tolist():
        [(document, _, span)] = index.catalog.passages([number])
        words = terms(span.of(index.catalog.document(document).text))
        texts[number] = [word for word in words if word not in stopped]
    average = sum(map(len, texts.values())) / len(texts)
    expected = dict.fromkeys(texts, 0.0)
    for word in (word for word in terms(QUESTION) if word not in stopped):
        holding = sum(word in words for words in texts.values())
        idf = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for number, words in texts.items():
            times = words.count(word)
            norm = K1 * (1 - B + B * len(words) / average)
            expected[number] += idf * times * (K1 + 1) / (times + norm) if times else 0.0

    ranking = TextbookBM25(PassageRows(index)).rank(QUESTION, 10)

    found = [number for number, score in expected.items() if score > 0]
    best = sorted(found, key=lambda number: (-round(expected[number], 4), number))
    assert ranking.numbers.tolist() == best
    assert ranking.scores == pytest.approx([expected[number] for number in best], rel=1e-4)
    index.close()
