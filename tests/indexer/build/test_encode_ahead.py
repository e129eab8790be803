"""What is encoded while a run reads on is the same as what is encoded at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

import indexer.build.encode_ahead as module
from indexer.build.encode_ahead import EncodeAhead, joined
from indexer.errors import EncoderError
from indexer.records import Document, Quote, QuoteKind, Span
from indexer.store.catalog.entry import Entry
from indexer.store.quote_text import QuoteText
from indexer.text.paragraphs import split_passages
from tests.support.counting import CountingEncoder
from tests.support.hashing import HashingEncoder


def entry(name: str, text: str, *quoted: Span) -> Entry:
    document = Document(name, f"/{name}.txt", text)
    quotes = tuple(Quote((span,), QuoteKind.DIRECT) for span in quoted)
    return Entry(document, tuple(split_passages(document)), quotes, "")


def test_rows_are_those_of_the_texts_in_their_order():
    encoder = HashingEncoder()
    ahead = EncodeAhead(encoder)
    text = "The river fell.\n\nThe bridge stood."

    slices = [ahead.begin([entry("a", text), entry("b", "Rain.")]), ahead.begin([entry("c", text)])]
    found = joined([one.result() for one in slices], encoder.dimension)
    ahead.stop()

    texts = [
        "The river fell.",
        "The bridge stood.",
        "Rain.",
        "The river fell.",
        "The bridge stood.",
    ]
    assert np.array_equal(found.passages, encoder.encode_passages(texts))
    assert (found.quote_texts, found.quotes.shape) == ([], (0, encoder.dimension))


def test_the_same_words_are_encoded_once():
    encoder = CountingEncoder()
    ahead = EncodeAhead(encoder)
    text = "“The river fell.”"
    quoted = entry("a", text, Span(0, len(text)))

    first = ahead.begin([quoted, entry("b", "Rain.")]).result()
    second = ahead.begin([replace(quoted), entry("c", "Snow.")]).result()
    ahead.stop()

    assert encoder.encoded == [text, "Rain.", "Snow."]
    assert first.quote_texts == second.quote_texts == [QuoteText(text, 0)]
    assert np.array_equal(first.quotes[0], first.passages[0])
    assert np.array_equal(second.quotes, first.quotes)


def test_only_so_many_rows_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "RECENT", 2)
    encoder = CountingEncoder()
    ahead = EncodeAhead(encoder)

    for text in ("One.", "Two.", "Three.", "Three.", "One."):
        row = ahead.begin([entry("a", text)]).result().passages
        assert np.array_equal(row, encoder.encode_query(text)[None])
    ahead.stop()

    assert encoder.encoded == ["One.", "Two.", "Three.", "One."]


def test_an_error_of_the_encoder_is_told_to_who_waits_for_the_rows():
    class Failing(HashingEncoder):
        def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise EncoderError("the model failed on a text")

    ahead = EncodeAhead(Failing())
    with pytest.raises(EncoderError, match="failed"):
        ahead.begin([entry("a", "Rain.")]).result()
    ahead.stop()


def test_nothing_is_encoded_after_a_stop():
    encoder = CountingEncoder()
    ahead = EncodeAhead(encoder)
    slices = [ahead.begin([entry("a", f"Rain {number}.")]) for number in range(50)]

    ahead.stop()

    done = [one for one in slices if not one.cancelled()]
    assert len(encoder.encoded) == len(done)


def test_the_passages_of_quotes_are_counted_through_all_slices():
    text = "Rain fell.\n\n“The river fell all day long.”\n\nSnow fell."
    quoted = entry("a", text, Span(text.index("“"), text.index("”") + 1))
    ahead = EncodeAhead(HashingEncoder())

    found = joined([ahead.begin([quoted]).result() for _ in range(2)], HashingEncoder().dimension)
    ahead.stop()

    assert [one.passage for one in found.quote_texts] == [1, 4]
    assert np.array_equal(found.quotes, found.passages[[1, 4]])
