"""Twice the text is twice the work, whatever the text is."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from indexer.quotes import extract_quotes
from indexer.quotes.allowance import Allowance
from indexer.quotes.extractor import QuoteExtractor
from indexer.quotes.marks import spans
from indexer.quotes.marks.spans import QuotationSpan, find_quotation_spans
from indexer.text.paragraphs import split_paragraphs
from tests.indexer.quotes.speakers.test_speakers import article

SAID = "“We go on now,” said Jane Roe."
# A shape is repeated up to the size; "#" becomes another word each time.
SHAPES = {
    "only opening marks": "“",
    "only closing marks": "word” word. ",
    "straight marks": '"',
    "single marks": "‘word word. ",
    "marks in turn": "“a” ”b“ ",
    "nested marks": "“a ‘b “c ",
    "quotes left open": "“word word.\n\n",
    "short quotes": "“a”",
    "apostrophes": "it's Roe's ",
    "one endless paragraph": "The mayor said “we go on now.” ",
    "many short paragraphs": "We go.\n\n",
    "many lines": "this line of the text is about as wide as all of the others\n",
    "many names": "Jane # said “we go on now.” ",
    "many people said": "“We go on now,” said #. ",
    "one name many times": "“We go on now,” said Jane Roe. ",
    "forms of one name": "“We go on now,” said Jane # Roe. ",
    "one surname": "# Roe said “we go on now.” ",
    "titles before one surname": "“We go on,” said Sen. # Roe. ",
    "the same title": "Mayor # Roe came. “We go on now,” the mayor said. ",
    "he": "“We go on now,” he said. ",
    "she and a name": "Jane Roe left. “We go on now,” she said. ",
    "he answers": "Roe asked Doe if he knew. “Yes we do,” he replied. ",
    "verbs of saying": "said told asked ",
    "who said": "“we go on now” who said who said ",
    "clauses": "Roe said that Doe thought that “we go on now” ",
    "according to": "according to Jane Roe called, ",
    "a chain of attributions": "“a,” said Roe, “b,” said Roe, ",
    "owned quotes": "Roe's “a b c” ",
    "signed quotes": "“We go on now” — Roe ",
    "no spaces": "aB",
    "hyphens": "Aa-",
    "all capitals": "HEAVY STORMS HIT ",
    "headlines": "Big Roe Hits # Harbour Now\n\n",
    "digits": "12 ",
    "blank lines": "\n\n",
    "titles": "President Mayor Sen. ",
    "a list of names": "Jane Roe and Paul Doe and ",
    "a list of quotes": "“No,” “Yes,” ",
    "common words with a capital": "#s. ",
}
SIZE = 5000  # code points
MOST = 2.3  # times the work for twice the text


def text_of(shape: str, size: int) -> str:
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(shape.replace("#", word(len(pieces))))
        length += len(pieces[-1])
    return f"{''.join(pieces)} {SAID}"


def word(number: int) -> str:
    """A word of its own for each number, with a capital."""
    letters = ""
    while number or not letters:
        number, last = divmod(number, 26)
        letters = chr(ord("a") + last) + letters
    return "X" + letters


def calls(text: str) -> int:
    """How many functions are called for a text, those of Python itself included."""
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        extract_quotes(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_text_is_twice_the_work(name: str):
    small, large = (text_of(SHAPES[name], size) for size in (SIZE, 2 * SIZE))
    extract_quotes(large)  # what is remembered between articles is remembered now

    assert calls(large) <= MOST * calls(small)


def test_a_quote_of_many_paragraphs_is_put_together_once(monkeypatch: pytest.MonkeyPatch):
    made: list[int] = []

    def counting(parts: tuple, *others: object) -> QuotationSpan:
        made.append(len(parts))
        return QuotationSpan(parts, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(spans, "QuotationSpan", counting)
    text = "“word word.\n\n" * 300

    found = find_quotation_spans(text, split_paragraphs(text))

    assert [len(one.parts) for one in found] == [300]
    assert made == [300]


def test_a_long_row_of_hyphens_within_a_quote_is_read_in_bounded_steps():
    text = f"“{'Aa-' * 30_000} a b c,” said Jane Roe."

    assert len(extract_quotes(text)) == 1  # it used to take minutes


def test_a_surname_of_very_many_people_means_the_nearest_of_them():
    names = " ".join(f"{word(number)} Roe came to the harbour." for number in range(30))
    found = article(f"{names} “We go on now,” said Roe.")
    last = len(found.mentions) - 1
    token = found.mentions[last].first

    candidates = found.speakers.candidates(last, [])

    assert len(found.people.by_mention[last]) > 12 == len(candidates)
    nearest = sorted(
        found.people.by_mention[last],
        key=lambda one: max(at for at in one.occurrences if at < token),
    )[-12:]
    assert set(candidates) == set(nearest)


def test_very_dense_quotes_use_up_the_allowance_and_later_ones_do_not():
    allowance = Allowance()
    while allowance.holds(0):
        allowance.spend(12)

    assert not allowance.holds(0)
    assert allowance.holds(100_000)


def test_quotes_beyond_the_allowance_have_no_speaker(monkeypatch: pytest.MonkeyPatch):
    text = "Jane Roe came. Paul Roe came. He went on. “We go on now,” he thought."
    monkeypatch.setattr("indexer.quotes.allowance._FREE", -1)

    assert [one.speaker for one in QuoteExtractor.load().extract(text)] in ([], [None])
