"""The words by which a quote is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Document, Quote, QuoteKind, Span
from indexer.store.quote_text import REACH, quote_context, quote_text
from tests.support.growth import assert_linear

TEXT = (
    "The vote was close. “We lost,” said Ada Marlow, the mayor. “We will be back. Wait.”\n\n"
    "Others were glad. “At last!”\n\n"
    "“It was long,” she said."
)


def _quote(*words: str, cue: str | None = None, mention: str | None = None) -> Quote:
    def place(part: str | None) -> Span | None:
        return Span(TEXT.index(part), TEXT.index(part) + len(part)) if part else None

    parts = tuple(span for word in words if (span := place(word)))
    return Quote(parts, QuoteKind.DIRECT, place(cue), place(mention))


@pytest.mark.parametrize(
    ("quote", "context"),
    [
        (_quote("We lost,"), "“We lost,” said Ada Marlow, the mayor."),
        (_quote("We will be back. Wait."), "“We will be back. Wait.”"),
        (
            _quote("We lost,", "We will be back. Wait."),
            "“We lost,” said Ada Marlow, the mayor. “We will be back. Wait.”",
        ),
        (
            _quote("We will be back. Wait.", cue="said", mention="Ada Marlow"),
            "“We lost,” said Ada Marlow, the mayor. “We will be back. Wait.”",
        ),
        (_quote("At last!", mention="Ada Marlow"), "“At last!”"),
        (_quote("It was long,", cue="said."[:4]), "“It was long,” she said."),
        (_quote("lost"), "“We lost,” said Ada Marlow, the mayor."),
    ],
)
def test_the_context_is_the_sentences_of_the_quote_within_its_paragraph(quote: Quote, context: str):
    assert quote_context(TEXT, quote).of(TEXT) == context


def test_who_is_quoted_stands_before_the_context_unless_it_is_in_it():
    plain = Quote((Span(20, 30),), QuoteKind.DIRECT, speaker="Ada Marlow", role="mayor of Tarn")
    document = Document("d", "/d", TEXT)

    assert quote_text(document, plain).startswith("mayor of Tarn: “We lost,” said Ada Marlow")


@given(st.text(alphabet="ab.“”?! \n", max_size=200), st.data())
def test_the_context_holds_the_quote_whatever_the_text(text: str, data: st.DataObject):
    ends = st.integers(0, len(text))
    cuts = sorted(
        data.draw(st.lists(ends, min_size=2, max_size=4).filter(lambda c: not len(c) % 2))
    )
    parts = tuple(Span(*cuts[at : at + 2]) for at in range(0, len(cuts), 2))
    quote = Quote(parts, QuoteKind.DIRECT, data.draw(st.none() | st.builds(_span, ends, ends)))
    context = quote_context(text, quote)

    assert 0 <= context.start <= quote.span.start <= quote.span.end <= context.end <= len(text)
    assert context.end - context.start <= quote.span.end - quote.span.start + 2 * REACH + 2


def _span(one: int, other: int) -> Span:
    return Span(min(one, other), max(one, other))


@pytest.mark.parametrize("unit", ["“", "a. ", "\n", " "])
def test_a_hostile_text_costs_no_more_than_its_neighbourhood(unit: str):
    text = unit * (1_000_000 // len(unit))

    def find_all(size: int) -> None:
        middle = size // 2
        for at in range(50):
            quote = Quote((Span(middle + at, middle + at + 10),), QuoteKind.DIRECT)
            quote_context(text[:size], quote)

    assert_linear(find_all, len(text), most=4)
