from __future__ import annotations

from query.rank.stopwords import content_terms, without_stopwords


def test_function_words_are_left_out_of_a_question():
    assert content_terms("How many of the fighters are still there?") == [
        "mani",
        "fighter",
        "still",
    ]


def test_a_question_of_function_words_keeps_them():
    assert content_terms("who was there?") == ["who", "was", "there"]


def test_stopwords_are_not_marked():
    assert without_stopwords({"the": 0.1, "otter": 5.0}) == {"otter": 5.0}
