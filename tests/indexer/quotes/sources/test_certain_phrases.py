"""A phrase with a complement that says a quote is its source, whoever spoke before."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes


@pytest.mark.parametrize(
    "source",
    [
        "a spokesman for Dunmore told reporters",
        "a spokeswoman for Kestrel Airways said in an email",
        "a lawyer for Jane Roe told the court",
        "the president of France said",
    ],
)
def test_a_phrase_speaks_for_itself(source):
    text = f"“He is not guilty,” said Tom Hale. “We have no comment on this,” {source}."

    assert [quote.speaker for quote in extract_quotes(text)] == ["Tom Hale", None]
