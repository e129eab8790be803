"""The sentence of a passage that answers best, and the words in it that match."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.records import Span
from indexer.text.analyzer import Token
from indexer.text.sentences import split_sentences

MEANING_WEIGHT = 0.5
"""Half meaning, half words, as for passages.

Measured by choosing a judged sentence or passage among four that are as near to its question, on
four sets: words alone .89 .91 .72 .46, meaning alone .88 .91 .76 .54, half and half .91 .96 .85
.61; no weight between .3 and .7 is better on all, nor is scaling both to the passage's range.
"""

MOST_ENCODED = 32
"""Sentences of a passage that are compared by meaning; a paragraph of more is a list or worse."""


def marked(found: Sequence[Token], offset: int) -> tuple[Span, ...]:
    """The words of a passage that match, as spans of its document's text, in order.

    Args:
        found: The question's terms in the passage (`indexer.text.analyzer.find_terms`).
        offset: Where the passage begins in its document.
    """
    return tuple(Span(offset + token.start, offset + token.end) for token in found)


def best_sentence(
    text: str,
    found: Sequence[Token],
    weights: Mapping[str, float],
    offset: int,
    encoder: Encoder | None = None,
    query: NDArray[np.float32] | None = None,
) -> Span | None:
    """The sentence of a passage that answers best, as a span of its document's text.

    By the share of the question's weight that its terms carry and, if an encoder is given, half
    by the cosine with the question. Ties go to the earlier one. None for a passage of one
    sentence, since there is nothing to choose, or if nothing of any sentence matches.

    Args:
        text: The passage.
        found: The question's terms in it.
        weights: The question's terms that are worth showing, with what they say (idf).
        offset: Where the passage begins in its document.
        encoder: Gives vectors of sentences.
        query: The question's unit vector.
    """
    sentences = split_sentences(text)
    if len(sentences) < 2:
        return None
    scores = _overlaps(sentences, found, weights)
    if encoder is not None and query is not None:
        scores *= 1 - MEANING_WEIGHT
        # The best by words first, of equals the earliest: the sort is stable.
        chosen = np.argsort(-scores, kind="stable")[:MOST_ENCODED]
        vectors = encoder.encode_passages([sentences[place].of(text) for place in chosen])
        scores[chosen] += MEANING_WEIGHT * (vectors @ query)
    best = int(np.argmax(scores))
    if scores[best] <= 0:
        return None
    return Span(offset + sentences[best].start, offset + sentences[best].end)


def _overlaps(
    sentences: Sequence[Span], found: Sequence[Token], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """The share of the question's weight that each sentence's terms carry."""
    # A term holds no white space and no stop, so that it lies in one sentence.
    begins = [sentence.start for sentence in sentences]
    held: list[set[str]] = [set() for _ in sentences]
    for token in found:
        held[bisect_right(begins, token.start) - 1].add(token.term)
    total = sum(weights.values()) or 1.0
    return np.array([sum(w for term, w in weights.items() if term in one) for one in held]) / total
