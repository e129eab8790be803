"""Words that the paper says were not said, and words of others inside a quote."""

from __future__ import annotations

import pytest

from indexer.records import Document, Quote, QuoteKind, Span
from query.verify.polarity import Utterance, is_relayed, polarity_of

WORDS = "“The fish can drown,”"


def quoted(text: str) -> tuple[Document, Quote]:
    """A text with its first quote in double marks."""
    span = Span(text.index("“") + 1, text.index("”"))
    return Document("d", "/d.md", text), Quote((span,), QuoteKind.DIRECT)


@pytest.mark.parametrize(
    "text",
    [
        f"Petra Lund denied ever having said {WORDS}.",
        f"Petra Lund denies saying: {WORDS}.",
        f"Petra Lund denied that {WORDS}.",
        f"She never said {WORDS}.",
        f"She didn’t say {WORDS}.",
        f"She has not actually said {WORDS}.",
        f"{WORDS} she never said.",
        f"{WORDS} Lund did not say.",
        f"She was falsely quoted as saying {WORDS}.",
        f"A fake quote of hers, {WORDS} went round.",
    ],
)
def test_a_denial_is_seen(text: str):
    assert polarity_of(*quoted(text)) is Utterance.DENIED


@pytest.mark.parametrize(
    "text",
    [
        f"{WORDS} said Petra Lund.",
        f"Lund denied the report and called it {WORDS}.",
        f"The office denied it happened, with Lund taking to the radio to cry {WORDS}.",
        f"He called for denying entry to boats with a {WORDS} on board.",
        f"Lund denied the accusations through a spokeswoman, dismissing them as {WORDS}.",
        f"{WORDS} wrote Lund, who had not been asked.",
        "“I never said that,” said Lund.",
        f"{WORDS} he said but never said why.",
        f"{WORDS} she said and did not say when.",
        f"They say so, but Lund strongly denies — {WORDS} she asked.",
        f"Lund did not leave it at that. {WORDS} she said.",
    ],
)
def test_a_denial_of_something_else_is_none(text: str):
    assert polarity_of(*quoted(text)) is Utterance.SAID


@pytest.mark.parametrize(
    ("text", "inner", "expected"),
    [
        ("“My father said, ‘Never sail alone,’ and left,” said Lund.", "Never sail alone", True),
        ("“My father said, 'Never sail alone,' and left,” said Lund.", "Never sail alone", True),
        ("“My father said, ‘Never sail alone,’ and left,” said Lund.", "My father said", False),
        ("“It's Lund's boat and it's old,” said Lund.", "boat and it", False),
        ("“‘Never sail alone’ is what I was told,” said Lund.", "Never sail alone", True),
        ("“‘Never sail alone’,” said Lund.", "Never sail alone", True),
    ],
)
def test_words_between_marks_inside_a_quote_are_anothers(text: str, inner: str, expected: bool):
    document, quote = quoted(text)
    start = text.index(inner)

    assert is_relayed(document, Span(start, start + len(inner)), quote.span) is expected
