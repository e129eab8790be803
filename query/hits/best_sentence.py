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

Measured on four sets by choosing the right sentence or passage among four that are equally near to
the question: words alone .89 .91 .72 .46, meaning alone .88 .91 .76 .54, half and half .91 .96 .85
.61. No weight between .3 and .7 is better on all sets, and scaling both to the passage's range is
not better either.
"""

MOST_ENCODED = 32
"""Sentences of a passage that are compared by meaning: a longer paragraph is a list or worse."""


def marked(found: Sequence[Token], offset: int) -> tuple[Span, ...]:
    """The words of a passage that match, as spans of its document's text, in order.

    Pairs of letters that overlap are one span.

    Args:
        found: The question's terms in the passage (`indexer.text.analyzer.find_terms`).
        offset: Where the passage begins in its document.
    """
    spans: list[Span] = []
    for token in found:
        start, end = offset + token.start, offset + token.end
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def best_sentence(
    text: str,
    found: Sequence[Token],
    weights: Mapping[str, float],
    offset: int,
    encoder: Encoder | None = None,
    query: NDArray[np.float32] | None = None,
) -> Span | None:
    """The sentence of a passage that answers best, as a span of its document's text.

    A sentence scores by the share of the question's weight that its terms carry; with an encoder,
    half of the score is the cosine with the question. Ties go to the earlier sentence. None for a
    passage of one sentence, which leaves nothing to choose, and if no sentence matches at all.

    Args:
        text: The passage.
        found: The question's terms in it.
        weights: The question's content terms with their idf.
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
        # The best by words first, and the earliest among equals: the sort is stable.
        chosen = np.argsort(-scores, kind="stable")[:MOST_ENCODED]
        vectors = encoder.encode_passages([sentences[position].of(text) for position in chosen])
        scores[chosen] += MEANING_WEIGHT * (vectors @ query)
    best = int(np.argmax(scores))
    if scores[best] <= 0:
        return None
    return Span(offset + sentences[best].start, offset + sentences[best].end)


def _overlaps(
    sentences: Sequence[Span], found: Sequence[Token], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """The share of the question's weight that each sentence's terms carry."""
    # A term holds no white space and no full stop, so it lies in one sentence.
    begins = [sentence.start for sentence in sentences]
    held: list[set[str]] = [set() for _ in sentences]
    for token in found:
        held[bisect_right(begins, token.start) - 1].add(token.term)
    total = sum(weights.values()) or 1.0
    return np.array([sum(w for term, w in weights.items() if term in one) for one in held]) / total
