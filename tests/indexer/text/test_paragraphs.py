"""Paragraphs and passages: where they end, which are left out, and that no word is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Document, Span
from indexer.text.paragraphs import CUT_LENGTH, MAX_PASSAGE, split_paragraphs, split_passages
from tests.support.growth import assert_linear

TEXTS = st.text(alphabet=st.sampled_from("aaB 1.”-#*\n\n\t\u2028\u00a0\0\ud800"), max_size=300)


def paragraphs(text: str) -> list[str]:
    return [span.of(text) for span in split_paragraphs(text)]


def document(text: str, *context: Span) -> Document:
    return Document("0123456789ab", "/articles/one.txt", text, context=context)


def letters(words: list[str]) -> str:
    return "".join("".join(words).split())


def test_blank_lines_separate_paragraphs():
    assert paragraphs("\n One. \n\nTwo.\n \t\n\nThree.\n") == ["One.", "Two.", "Three."]


def test_without_blank_lines_each_line_is_a_paragraph():
    assert paragraphs("The dam held.\nNobody slept.\n“Not one of us.”") == [
        "The dam held.",
        "Nobody slept.",
        "“Not one of us.”",
    ]


def test_lines_of_a_header_stay_apart_above_paragraphs():
    text = "World\nA city counts its boats after the flood\nTarn, Northmark\n\nThe river fell."

    assert paragraphs(text) == [
        "World",
        "A city counts its boats after the flood",
        "Tarn, Northmark",
        "The river fell.",
    ]


def test_wrapped_lines_are_one_paragraph():
    first = (
        "The river rose above the old quay on Monday night and the lower town\n"
        "of Ardmouth was without power by midnight, the harbour office said.\n"
        "Nobody was hurt. A ferry that had been tied up since the autumn broke\n"
        "loose and sank."
    )
    second = "Mayor Ines Calder called it the worst night of her\ntwelve years in office."

    assert paragraphs(f"{first}\n\n{second}\n") == [first, second]


def test_a_short_line_ends_a_paragraph_of_wrapped_text_without_blank_lines():
    text = (
        "  The river rose above the old quay on Monday night and the lower\n"
        "town was without power by midnight, the harbour office said in a\n"
        "note to residents.\n"
        "  Nobody was hurt, although a ferry that had been tied up since the\n"
        "autumn broke loose."
    )

    assert [words.split()[0] for words in paragraphs(text)] == ["The", "Nobody"]


def test_a_sentence_broken_by_a_stray_line_break_stays_whole():
    assert paragraphs("He said that\nnobody knew.\n\nShe left.") == [
        "He said that\nnobody knew.",
        "She left.",
    ]


def test_each_list_item_and_heading_is_a_paragraph():
    text = (
        "# Floods\nThe council asks for:\n- sandbags\n  for the quay\n- boats\n1. pumps\n"
        "## Next\nRain."
    )

    assert paragraphs(text) == [
        "# Floods",
        "The council asks for:",
        "- sandbags\n  for the quay",
        "- boats",
        "1. pumps",
        "## Next",
        "Rain.",
    ]


def test_passages_are_numbered_from_one_without_context_and_ornaments():
    text = "Headline\n\nFirst.\n\n* * *\n\nSecond."

    passages = split_passages(document(text, Span(0, 8)))

    assert [(p.paragraph, p.text) for p in passages] == [(1, "First."), (2, "Second.")]
    assert passages[0].passage_id == "0123456789ab:1"


def test_context_within_a_paragraph_leaves_the_rest_of_it():
    text = "The headline\nthat goes on here."

    passages = split_passages(document(text, Span(0, 12)))

    assert [passage.text for passage in passages] == ["that goes on here."]


def test_a_long_paragraph_is_cut_at_ends_of_sentences():
    sentence = "The committee heard another witness on the matter of the missing bells. "
    text = sentence * 60

    passages = split_passages(document(text))

    assert all(p.text.startswith("The committee") and p.text.endswith(".") for p in passages)
    assert all(len(p.text) <= CUT_LENGTH for p in passages)
    assert letters([p.text for p in passages]) == letters([text])


def test_a_paragraph_of_the_greatest_length_is_not_cut():
    sentence = "x" * 99 + ". "
    text = (sentence * 30)[:MAX_PASSAGE]

    assert [p.text for p in split_passages(document(text))] == [text.strip()]


@given(TEXTS)
def test_every_character_but_white_space_is_in_exactly_one_paragraph(text):
    spans = split_paragraphs(text)

    assert letters([span.of(text) for span in spans]) == letters([text])
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


@given(TEXTS, st.integers(0, 300), st.integers(0, 300))
def test_passages_slice_the_text_and_avoid_the_context(text, one, two):
    start, end = sorted((min(one, len(text)), min(two, len(text))))

    for passage in split_passages(document(text, Span(start, end))):
        assert passage.text == passage.span.of(text) == passage.text.strip()
        assert passage.span.end <= start or passage.span.start >= end or start == end


@given(st.text(alphabet=st.sampled_from("ab  .\n"), min_size=1, max_size=50))
def test_cutting_loses_no_letter_and_keeps_the_limit(unit):
    text = unit * (9_000 // len(unit))

    passages = split_passages(document(text))

    assert all(len(p.text) <= MAX_PASSAGE for p in passages)
    assert [c for p in passages for c in p.text if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    "unit",
    ["a", "“", "a. ", "a ", "\n", "a\n", "- a\n", "\n ", " ", "#", "“a” b\n\n", ".", "A.b\n"],
)
def test_hostile_text_takes_linear_time(unit):
    assert_linear(lambda size: split_passages(document(unit * size)), 500_000 // len(unit))
