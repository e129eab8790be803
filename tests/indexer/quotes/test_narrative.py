from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes.marks.paragraphs import split_paragraphs
from indexer.quotes.narrative.narrative import QUOTE
from indexer.quotes.narrative.reading import read_narrative
from indexer.records import Span

PIECES = [
    "Jane",
    "said",
    "Sen.",
    "U.S.",
    "’s",
    "'",
    "al-Roe",
    "--",
    "3,000",
    "é",
    "\x00",
    "\n\n",
    " ",
]


def narrative_of(text: str, quotes: list[Span]):
    return read_narrative(text, split_paragraphs(text), quotes)


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
)
def test_every_token_stands_where_its_offsets_say(text):
    narrative = narrative_of(text, [])

    places = zip(narrative.starts, narrative.ends, strict=True)
    assert narrative.words == [text[start:end] for start, end in places]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_token_has_a_tag_a_paragraph_and_a_sentence(text):
    narrative = narrative_of(text, [])

    sizes = {len(narrative.tags), len(narrative.paragraphs), len(narrative.sentences)}
    assert sizes == {len(narrative.words)} == {len(narrative.lowers)}
    assert narrative.sentences == sorted(narrative.sentences)


def test_paragraphs_that_a_quote_runs_through_are_one():
    text = "One.\n\n“Two.\n\n“Three,” she said.\n\nFour."

    narrative = narrative_of(text, [Span(6, 20)])

    assert narrative.words == ["One", ".", "", "she", "said", ".", "Four", "."]
    assert narrative.paragraphs == [0, 0, 1, 1, 1, 1, 2, 2]


def test_a_quote_is_one_token_between_the_words_around_it():
    text = "He said “we go” today."

    narrative = narrative_of(text, [Span(8, 15)])

    assert narrative.words == ["He", "said", "", "today", "."]
    assert narrative.tags[2] == QUOTE
    assert (narrative.starts[2], narrative.ends[2]) == (8, 15)


def test_tokens_after_a_quote_keep_their_offsets():
    text = "“We go,” Roe said."

    narrative = narrative_of(text, [Span(0, 8)])

    assert list(zip(narrative.starts, narrative.ends, strict=True))[1:] == [
        (9, 12),
        (13, 17),
        (17, 18),
    ]


def test_white_space_within_a_line_takes_linear_time():
    text = "a" + " " * 1_000_000 + "b"

    began = time.process_time()
    spans = split_paragraphs(text)

    assert spans == [Span(0, len(text))]
    assert time.process_time() - began < 10


def test_a_paragraph_ends_before_the_white_space_at_its_end():
    text = "One line. \t\n \n  Another line."

    assert [span.of(text) for span in split_paragraphs(text)] == ["One line.", "Another line."]


def test_a_word_has_its_tag_whatever_was_read_before():
    alone = [narrative_of(word, []).tags[0] for word in ("said", "family", "Roe", "slowly")]

    together = narrative_of("Roe said: the family walked slowly.", [])

    tags = dict(zip(together.words, together.tags, strict=True))
    assert [tags[word] for word in ("said", "family", "Roe", "slowly")] == alone


def test_tags_do_not_depend_on_how_many_words_were_seen_before(monkeypatch):
    text = "Will Roe said that Mark Doe’s claims may hold. He’s sure."
    tags = narrative_of(text, []).tags
    monkeypatch.setattr("indexer.quotes.narrative.tagging._KNOWN_WORDS", 0)

    assert narrative_of(text, []).tags == tags
