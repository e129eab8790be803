from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Document, Passage, Quote, QuoteKind, Span
from indexer.store.catalog.entry import Entry
from indexer.store.rows import keyword_rows

LENGTH = 60
NAMES = ("Ada", "Bo", "Cy")

BORDERS = st.sets(st.integers(0, LENGTH), min_size=2, max_size=8).map(sorted)
QUOTES = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 30), st.sampled_from((None, *NAMES))),
    max_size=6,
)


def entry(borders: list[int], quotes: list[tuple[int, int, str | None]]) -> Entry:
    """Passages with a character between two of them, and quotes that may reach over several."""
    document = Document("0123456789abcdef", "/a.md", "x" * LENGTH, "", 1)
    spans = [Span(start, end - 1) for start, end in pairwise(borders) if end - 1 > start]
    return Entry(
        document,
        tuple(Passage("0123456789abcdef", n, span, "x") for n, span in enumerate(spans, 1)),
        tuple(
            Quote((Span(start, min(start + length, LENGTH)),), QuoteKind.DIRECT, speaker=name)
            for start, length, name in sorted(quotes, key=lambda one: one[0])
        ),
        "",
    )


@given(BORDERS, QUOTES)
def test_a_passage_has_the_speakers_of_all_quotes_that_touch_it(
    borders: list[int], quotes: list[tuple[int, int, str | None]]
):
    whole = entry(borders, quotes)

    for row, passage in zip(keyword_rows([whole], 0), whole.passages, strict=True):
        start, end = passage.span
        touching = (one for one in whole.quotes if one.span.start < end and one.span.end > start)
        expected = {name for one in touching for name in one.speakers}
        assert row.speaker == "\n".join(sorted(expected))
