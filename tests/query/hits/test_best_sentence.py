"""The sentence that answers best, and the words that match."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analyzer import find_terms, terms
from indexer.text.sentences import split_sentences
from query.hits import best_sentence as answers
from query.hits.best_sentence import MOST_ENCODED, marked
from query.rank.stopwords import without_stopwords
from tests.support.hashing import HashingEncoder

TEXT = "The mayor spoke. Floods closed the bridge on Monday. Nobody was hurt, she said."


def best_sentence(text, weights, offset, encoder=None, query=None, question=""):
    found = find_terms(text, weights)
    meaning = None if encoder is None else answers.Meaning(encoder, query)
    return answers.best_sentence(text, found, weights, offset, meaning, question)


class CountingEncoder(HashingEncoder):
    encoded = 0

    def encode_passages(self, texts):
        self.encoded += len(texts)
        return super().encode_passages(texts)


def test_words_match_by_analysed_form_and_not_by_substring():
    text = "Warned again, the war-time warden warns: “Wars…”"
    spans = marked(find_terms(text, {"war", "warn"}), 100)

    assert [text[start - 100 : end - 100] for start, end in spans] == [
        "Warned", "war", "warns", "Wars",
    ]  # fmt: skip


@given(st.text(), st.integers(0, 1000))
def test_marks_are_words_of_the_text(text, offset):
    wanted = set(terms(text)[::2])

    for start, end in marked(find_terms(text, wanted), offset):
        assert terms(text[start - offset : end - offset])[0] in wanted


def test_words_that_say_nothing_are_not_marked_beside_those_that_do():
    assert without_stopwords({"the": 0.1, "otter": 5.0, "who": 0.5}) == {"otter": 5.0}
    assert without_stopwords({"the": 0.1, "who": 0.5}) == {"the": 0.1, "who": 0.5}


def test_the_sentence_with_the_content_terms_answers():
    span = best_sentence(TEXT, {"flood": 3.0, "bridg": 2.0, "said": 0.1}, 10)

    assert span is not None
    assert TEXT[span.start - 10 : span.end - 10] == "Floods closed the bridge on Monday."


def test_meaning_decides_where_words_do_not():
    encoder = HashingEncoder()
    query = encoder.encode_query("nobody was hurt she said")
    span = best_sentence(TEXT, {}, 0, encoder, query)

    assert span is not None
    assert span.of(TEXT) == "Nobody was hurt, she said."


def test_one_sentence_is_no_choice_and_no_match_is_no_answer():
    assert best_sentence("Floods closed the bridge.", {"flood": 1.0}, 0) is None
    assert best_sentence(TEXT, {"otter": 1.0}, 0) is None
    assert best_sentence("", {"otter": 1.0}, 0) is None


def test_an_endless_paragraph_is_not_encoded_whole():
    encoder = CountingEncoder()
    text = " ".join(f"Sentence number {n} is here." for n in range(500)) + " The otter is there."
    span = best_sentence(text, {"otter": 1.0}, 0, encoder, encoder.encode_query("otter"))

    assert encoder.encoded == MOST_ENCODED
    assert span is not None
    assert span.of(text) == "The otter is there."


@given(st.text(max_size=300), st.dictionaries(st.sampled_from(terms(TEXT)), st.just(1.0)))
def test_an_answer_lies_in_its_passage(text, weights):
    encoder = HashingEncoder()
    span = best_sentence(text, weights, 7, encoder, np.asarray(encoder.encode_query("a question")))

    assert span is None or 7 <= span.start < span.end <= 7 + len(text)


@given(st.text("aB.!? ’'\n。”", max_size=60), st.sampled_from(["a", "b", "ab", "aba"]))
def test_a_sentence_holds_the_terms_that_it_has_by_itself(text, term):
    """So that its words need not be looked at again once those of its passage are known."""
    found = find_terms(text, {term})

    for sentence in split_sentences(text):
        within = [t for t in found if sentence.start <= t.start and t.end <= sentence.end]
        assert len(within) == terms(sentence.of(text)).count(term)


@pytest.mark.parametrize(
    ("question", "other", "answer"),
    [
        # The words of the question are repeated beside the sentence with the number or the date.
        (
            "how many houses were flooded?",
            "Houses near the river were flooded again.",
            "The water reached 312 houses.",
        ),
        (
            "when was the levee repaired?",
            "The levee was repaired by soldiers.",
            "They repaired it on Tuesday.",
        ),
        ("how long was the bridge closed?", "The bridge was closed.", "It closed for three weeks."),
        ("why was the school shut?", "The school was shut.", "It was shut because it was wet."),
        ("how old is the mayor?", "The mayor is an old hand.", "The mayor, 64, was born here."),
        ("who warned of the levee?", "They warned of it, the levee.", "Tom Weir warned of it."),
        (
            "what did the mayor say about the flood?",
            "The mayor spoke about the flood.",
            "“The flood came,” the mayor said.",
        ),
        ("where was the otter found?", "They found the otter.", "It was found near Ardmouth."),
    ],
)
def test_the_kind_of_words_that_is_asked_for_decides(question, other, answer):
    # Half of the weight is that of words which neither sentence has, as in most questions.
    weights = {**dict.fromkeys(terms(question), 1.0), "absent": 10.0}

    for text in (f"{other} {answer}", f"{answer} {other}"):
        span = best_sentence(text, without_stopwords(weights), 0, question=question)

        assert span is not None
        assert span.of(text) == answer


def test_no_kind_of_words_makes_an_answer_of_what_does_not_match():
    text = "It opened in 1911. Nobody was hurt."

    assert best_sentence(text, {"otter": 1.0}, 0, question="when was the otter found?") is None
