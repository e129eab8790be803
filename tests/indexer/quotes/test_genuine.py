"""What is seen of a marked stretch when it is asked whether it is a quotation."""

from __future__ import annotations

import pytest

from indexer.quotes.genuine import describe
from indexer.quotes.marks import find_marked
from indexer.quotes.paragraphs import split_paragraphs


def features(text: str) -> list[str]:
    marked = find_marked(text, split_paragraphs(text))
    return describe(text, marked[0])


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        ("A House by the Sea", "T"),
        ("Songs for the End of a Long Road", "T"),
        ("the House of Roe is falling", "c"),
        ("We are by the sea", "s"),
        ("of the", "s"),
    ],
)
def test_small_words_of_a_title_need_no_capital(content, shape):
    assert any(one.startswith(f"sh:{shape}") for one in features(f"She likes “{content}” a lot."))


def test_a_short_first_line_is_a_headline_and_a_long_one_is_not():
    line = "Roe calls the plan ‘a very bad deal’ for Dunmore"

    assert "hd:TrueTrues" in features(f"{line}\n\nThat was all.")
    assert "hd:FalseTrues" in features(f"{line}{' and all the harbours' * 9}\n\nThat was all.")
    assert "hd:FalseTrues" in features(line)


@pytest.mark.parametrize(
    ("rare", "common"), [("„{}“", "“{}”"), ("‘‘{}’’", "“{}”"), ("‹{}›", "‘{}’")]
)
def test_rare_marks_count_like_common_ones(rare, common):
    said = "He said " + "{} again."

    assert features(said.format(rare.format("we are late"))) == features(
        said.format(common.format("we are late"))
    )
