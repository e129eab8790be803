from __future__ import annotations

import pytest

from indexer.records import Document, Quote, QuoteKind, Span, line_of, quotes_within

TEXT = "Heading\n\nFirst paragraph.\nStill the first.\n\nSecond."


@pytest.mark.parametrize(
    ("words", "line"), [("Heading", 5), ("First", 7), ("Still", 8), ("Sec", 10)]
)
def test_a_passage_is_on_the_line_where_an_editor_finds_it(words: str, line: int):
    document = Document("0", "/a.md", TEXT, line=5)
    start = TEXT.index(words)

    assert line_of(document, Span(start, start + 1)) == line


def test_an_article_of_one_line_is_all_on_that_line():
    document = Document("0", "/a.jsonl", TEXT, record="x", line=5)

    assert line_of(document, Span(30, 31)) == 5


def test_a_quote_is_in_a_passage_if_some_part_is():
    split = Quote((Span(0, 5), Span(20, 30)), QuoteKind.DIRECT)
    whole = Quote((Span(8, 12),), QuoteKind.MIXED)

    assert quotes_within([split, whole], Span(4, 9)) == (split, whole)
    assert quotes_within([split, whole], Span(5, 8)) == ()
    assert quotes_within([split, whole], Span(12, 21)) == (split,)
    assert quotes_within([split, whole], Span(30, 99)) == ()
