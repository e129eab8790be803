from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes.marks.spans import find_quotation_spans
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.tagging import tag_words
from indexer.quotes.tokens.tokenize import tokenize
from indexer.records import Span
from indexer.text.paragraphs import split_paragraphs
from tests.support.growth import assert_linear

PIECES = [
    "Jane",
    "said",
    "Sen.",
    "vs.",
    "home.",
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


def tokens_of(text: str, quotes: list[Span]):
    return tokenize(text, split_paragraphs(text), quotes)


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
)
def test_every_token_stands_where_its_offsets_say(text):
    tokens = tokens_of(text, [])

    places = zip(tokens.starts, tokens.ends, strict=True)
    assert tokens.words == [text[start:end] for start, end in places]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_token_has_a_tag_a_paragraph_and_a_sentence(text):
    tokens = tokens_of(text, [])

    sizes = {len(tokens.tags), len(tokens.paragraphs), len(tokens.sentences)}
    assert sizes == {len(tokens.words)} == {len(tokens.lowers)}
    assert tokens.sentences == sorted(tokens.sentences)


def test_paragraphs_that_a_quote_runs_through_are_one():
    text = "One.\n\n“Two.\n\n“Three,” she said.\n\nFour."

    tokens = tokens_of(text, [Span(6, 20)])

    assert tokens.words == ["One", ".", "", "she", "said", ".", "Four", "."]
    assert tokens.paragraphs == [0, 0, 1, 1, 1, 1, 2, 2]


def test_a_quote_is_one_token_between_the_words_around_it():
    text = "He said “we go” today."

    tokens = tokens_of(text, [Span(8, 15)])

    assert tokens.words == ["He", "said", "", "today", "."]
    assert tokens.tags[2] == tag.QUOTE
    assert (tokens.starts[2], tokens.ends[2]) == (8, 15)


def test_tokens_after_a_quote_keep_their_offsets():
    text = "“We go,” Roe said."

    tokens = tokens_of(text, [Span(0, 8)])

    assert list(zip(tokens.starts, tokens.ends, strict=True))[1:] == [
        (9, 12),
        (13, 17),
        (17, 18),
    ]


def test_white_space_within_a_line_takes_linear_time():
    def split(size: int) -> None:
        text = "a" + " " * size + "b"
        assert split_paragraphs(text) == [Span(0, len(text))]

    assert_linear(split, 1_000_000)


def test_a_paragraph_ends_before_the_white_space_at_its_end():
    text = "One line. \t\n \n  Another line."

    assert [span.of(text) for span in split_paragraphs(text)] == ["One line.", "Another line."]


def test_a_word_has_its_tag_whatever_was_read_before():
    alone = [tokens_of(word, []).tags[0] for word in ("said", "family", "Roe", "slowly")]

    together = tokens_of("Roe said: the family walked slowly.", [])

    tags = dict(zip(together.words, together.tags, strict=True))
    assert [tags[word] for word in ("said", "family", "Roe", "slowly")] == alone


def test_tags_do_not_depend_on_how_many_words_were_seen_before(monkeypatch):
    text = "Will Roe said that Mark Doe’s claims may hold. He’s sure."
    tags = tokens_of(text, []).tags
    monkeypatch.setattr("indexer.quotes.tokens.tagging._KNOWN_WORDS", 0)

    assert tokens_of(text, []).tags == tags


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One vs. two", ["One", "vs.", "two"]),
        ("He went home. Then", ["He", "went", "home", ".", "Then"]),
        ("He went home.", ["He", "went", "home", "."]),
        ("Roe vs.", ["Roe", "vs."]),
        ("at home.net", ["at", "home.net"]),
    ],
)
def test_a_full_stop_belongs_to_an_abbreviation_or_is_a_sign(text, words):
    assert tokens_of(text, []).words == words


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        (["Mark", "Roe"], tag.NAME + tag.NAME),
        (["The", "Sunday", "Post"], tag.DETERMINER + tag.NAME + tag.NAME),
        (["On", "Sunday", "Roe"], tag.PREPOSITION + tag.TIME + tag.NAME),
        (["Al", "From", "said"], tag.NAME + tag.NAME + tag.CUE),
        (["Al", "From", "Roe"], tag.NAME + tag.PREPOSITION + tag.NAME),
        (["Will", "said"], tag.NAME + tag.CUE),
        (["In", "May"], tag.PREPOSITION + tag.NAME),
        (["He", "Says"], tag.PRONOUN + tag.CUE),
    ],
)
def test_what_stands_beside_a_common_word_with_a_capital_tells_whether_it_is_a_name(words, tags):
    assert "".join(tag_words(words)[0]) == tags


def near(text: str) -> list[str]:
    """The stretches of a text among which sources may stand."""
    paragraphs = split_paragraphs(text)
    quotes = [one.outer for one in find_quotation_spans(text, paragraphs)]
    tokens = tokenize(text, paragraphs, quotes)
    return [
        text[tokens.starts[start] : tokens.ends[end - 1]] for start, end in tokens.near_quotes()
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two. “Three,” four. Five.", ["Two. “Three,” four."]),
        ("One. Two. “Three.” Four. Five.", ["One. Two. “Three.” Four."]),
        ("One.\n\nTwo “three.”\n\nFour.", ["Two “three.”"]),
        ("One.\n\nTwo.\n\n“Three.”\n\nFour.\n\nFive.", ["Two.\n\n“Three.”\n\nFour."]),
        ("One. Two.\n\n“Three.”", ["One. Two.\n\n“Three.”"]),
        ("“One.” Two. “Three.” Four. Five.", ["“One.” Two.", "“Three.” Four."]),
        ("One “two” three “four” five. Six.", ["One “two” three “four” five."]),
        ("One. Two.", ["One. Two."]),
        ("“One.”", ["“One.”"]),
    ],
)
def test_sources_stand_in_the_sentence_of_a_quote_or_beside_one_that_is_a_sentence(text, found):
    assert near(text) == found


@given(st.lists(st.sampled_from(["Roe", "said", ". ", "“One,”", "“Two.”", "\n\n"]), max_size=30))
def test_the_stretches_near_quotes_are_disjoint_and_hold_all_of_them(pieces):
    text = " ".join(pieces)
    paragraphs = split_paragraphs(text)
    tokens = tokenize(text, paragraphs, [o.outer for o in find_quotation_spans(text, paragraphs)])
    found = tokens.near_quotes()

    assert all(one.end <= other.start for one, other in pairwise(found))
    for token in tokens.quote_tokens:
        assert any(one.start <= token < one.end for one in found)
