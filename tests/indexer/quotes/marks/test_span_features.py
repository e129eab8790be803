"""What is seen of a marked stretch when it is asked whether it is a quotation."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes
from indexer.quotes.marks.context import is_said
from indexer.quotes.marks.shape import odd_ones
from indexer.quotes.marks.span_features import describe
from indexer.quotes.marks.spans import find_quotation_spans
from indexer.text.paragraphs import split_paragraphs


def features(text: str) -> list[str]:
    spans = find_quotation_spans(text, split_paragraphs(text))
    said = is_said(text, spans[0])
    return describe(text, spans[0], said=said, is_odd=odd_ones(text, spans)[0])


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        ("A House by the Sea", "A"),
        ("Songs for the End of a Long Road", "A"),
        ("Songs for the End of a very Long Road", "T"),
        ("the House of Roe is falling", "c"),
        ("We are by the sea", "s"),
        ("of the", "s"),
    ],
)
def test_small_words_of_a_title_need_no_capital(content, shape):
    assert any(one.startswith(f"sh:{shape}") for one in features(f"She likes “{content}” a lot."))


def test_a_short_first_line_is_a_headline_and_a_long_one_is_not():
    line = "Roe calls the plan ‘a very bad deal’ for Dunmore"

    assert "sh:h5" in features(f"{line}\n\nThat was all.")
    assert "sh:s5" in features(f"{line}{' and all the harbours' * 9}\n\nThat was all.")
    assert "sh:s5" in features(line)


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("He said ‘we are late’ again.", [False]),
        ("He said ‘we are late’ and “we go” again.", [True, False]),
        ("He said ‘we go’ and ‘we run’ and “we are late” again.", [False] * 3),
        ("Roe: ‘We are late’\n\nHe said “we go” again.", [False, False]),
        ("Noon.\n\nRoe: ‘We are late’\n\nHe said “we go” again.", [False, False]),
        ("Noon.\n\nRoe was ‘late’.\n\nHe said “we go” again.", [True, False]),
    ],
)
def test_single_marks_are_odd_where_double_ones_are_usual(text, odd):
    assert odd_ones(text, find_quotation_spans(text, split_paragraphs(text))) == odd


@pytest.mark.parametrize(
    "text",
    [
        "“We are late,” said Jane Roe.",
        "“We are late,” she said.",
        "“We are late,” Jane Roe said.",
        "“We are late!” Roe said.",
    ],
)
def test_an_attribution_that_follows_is_heard(text):
    assert "sa:True" in features(text)


@pytest.mark.parametrize("text", ["She loves “The Long Way.” Roe said no.", "“We go” to Dunmore."])
def test_another_sentence_is_no_attribution(text):
    assert "sa:False" in features(text)


@pytest.mark.parametrize(
    ("rare", "common"), [("„{}“", "“{}”"), ("‘‘{}’’", "“{}”"), ("‹{}›", "‘{}’")]
)
def test_rare_marks_count_like_common_ones(rare, common):
    said = "He said " + "{} again."

    assert features(said.format(rare.format("we are late"))) == features(
        said.format(common.format("we are late"))
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ines Duarte told the council that the delay was “deeply regrettable.”", True),
        ("Ines Duarte said in May that the bridge would “remain open” all year.", True),
        ("Ines Duarte said in May that the “harbour levy” would go to the poor.", False),
        ("Ines Duarte crossed the bridge in May; it was “deeply regrettable.”", False),
    ],
)
def test_two_words_count_where_they_say_something_of_what_is_reported(text, found):
    assert bool(extract_quotes(text)) is found
