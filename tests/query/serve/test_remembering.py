"""Remembered vectors are those of the encoder, and not more of them than may be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from query.serve.remembering import LONGEST, RememberingEncoder
from tests.support.hashing import HashingEncoder

TEXTS = st.lists(st.sampled_from(["a b", "b c", "c d", "d e", "e f", "", "x" * (LONGEST + 1)]))


class Counting(HashingEncoder):
    """Counts the texts that it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().encode_passages(texts)


@given(st.lists(TEXTS), st.integers(1, 4))
def test_the_vectors_are_those_of_the_encoder(batches: list[list[str]], most: int):
    encoder = RememberingEncoder(HashingEncoder(), most)
    for texts in batches:
        found = encoder.encode_passages(texts)
        assert found.dtype == np.float32
        assert np.array_equal(found, HashingEncoder().encode_passages(texts))
        assert len(encoder._known) <= most


def test_a_text_is_encoded_once_until_it_is_forgotten():
    counting = Counting()
    encoder = RememberingEncoder(counting, most=2)
    for texts in (["a", "b"], ["b", "a"], ["a", "c"], ["a"], ["b"]):
        encoder.encode_passages(texts)

    assert counting.asked == ["a", "b", "c", "b"]


def test_a_long_text_is_not_kept():
    counting = Counting()
    encoder = RememberingEncoder(counting)
    for _ in range(2):
        encoder.encode_passages(["y" * (LONGEST + 1)])

    assert len(counting.asked) == 2


def test_it_is_the_encoder_that_made_the_index():
    inner = HashingEncoder()
    encoder = RememberingEncoder(inner)

    assert (encoder.name, encoder.identity, encoder.dimension) == (
        inner.name, inner.identity, inner.dimension,
    )  # fmt: skip
