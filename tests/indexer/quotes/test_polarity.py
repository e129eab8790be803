"""What was said, and what was only denied, asked about or imagined."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes
from indexer.records import Polarity, Quote

WORDS = "“a gift to every thief”"


def _quote(text: str) -> Quote:
    (quote,) = extract_quotes(text)
    return quote


@pytest.mark.parametrize(
    "text",
    [
        f"Jane Roe said the law was {WORDS}.",
        f"Jane Roe, who denied the charge, said the law was {WORDS}.",
        f"Jane Roe did not mince her words, saying the law was {WORDS}.",
        f"Jane Roe will say on Monday that the law is {WORDS}.",
        f"Jane Roe said the claim was false, calling it {WORDS}.",
        "“Who is a thief here?” Jane Roe asked.",
        f"Jane Roe denied the charge and called the law {WORDS}.",
        f"Jane Roe did not deny saying the law was {WORDS}.",
        f"Jane Roe used the words {WORDS} for the law.",
        f"Jane Roe left the hall, calling the law {WORDS}.",
    ],
)
def test_what_somebody_says_is_said(text: str) -> None:
    quote = _quote(text)
    assert (quote.polarity, quote.speaker) == (Polarity.SAID, "Jane Roe")


@pytest.mark.parametrize(
    "text",
    [
        f"Jane Roe did not say the law was {WORDS}.",
        f"Jane Roe has never said that the law was {WORDS}.",
        f"Jane Roe hasn’t called the law {WORDS}.",
        f"There is no evidence that Jane Roe called the law {WORDS}.",
        f"The claim that Jane Roe called the law {WORDS} is false.",
        f"A parody account posing as Jane Roe called the law {WORDS}.",
        f"A fabricated letter has Jane Roe saying the law is {WORDS}.",
        f"Jane Roe denied saying the law was {WORDS}.",
        f"Jane Roe denies that she ever called the law {WORDS}.",
        f"There is no record of Jane Roe ever calling the law {WORDS}.",
        f"Jane Roe has never used the words {WORDS}.",
        f"The words {WORDS} were wrongly attributed to Jane Roe.",
        f"An impostor posing as Jane Roe called the law {WORDS}.",
        f"An AI-generated recording has Jane Roe calling the law {WORDS}.",
        f"The site misquoted Jane Roe as saying the law was {WORDS}.",
        f"Jane Roe stopped short of calling the law {WORDS}.",
        f"Jane Roe left without calling the law {WORDS}.",
        f"Neither Jane Roe nor Omar Haddad said the law was {WORDS}.",
        f"Neither Jane Roe nor Omar Haddad called the law {WORDS}.",
    ],
)
def test_what_somebody_did_not_say_is_denied_and_nobodys(text: str) -> None:
    quote = _quote(text)
    assert (quote.polarity, quote.speaker) == (Polarity.DENIED, None)


def test_what_somebody_denies_is_in_their_sentence() -> None:
    quote = _quote(f"Jane Roe denied that the law was {WORDS}.")
    assert (quote.polarity, quote.speaker) == (Polarity.DENIED, "Jane Roe")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Jane Roe asked whether the law was {WORDS}.", "Jane Roe"),
        (f"Jane Roe was asked if the law was {WORDS}.", None),
        (f"Asked whether the law was {WORDS}, Jane Roe smiled.", None),
        (f"Did Jane Roe call the law {WORDS}?", None),
    ],
)
def test_what_is_asked(text: str, speaker: str | None) -> None:
    quote = _quote(text)
    assert (quote.polarity, quote.speaker) == (Polarity.ASKED, speaker)


@pytest.mark.parametrize(
    "text",
    [
        f"The party splits if Jane Roe calls the law {WORDS}.",
        f"Jane Roe might say that the law was {WORDS}.",
    ],
)
def test_what_somebody_may_say_is_hypothetical_and_nobodys(text: str) -> None:
    quote = _quote(text)
    assert (quote.polarity, quote.speaker) == (Polarity.HYPOTHETICAL, None)
