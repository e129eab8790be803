"""The kind of words that a question asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.sentences import split_sentences
from query.hits.asked_kind import Kind, holds, kind_asked, which_hold


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How old is the mayor?", Kind.AGE),
        ("at what age did she retire", Kind.AGE),
        ("What share of voters stayed at home?", Kind.SHARE),
        ("what percentage of homes were flooded?", Kind.SHARE),
        ("How long was the road closed?", Kind.DURATION),
        ("for how many more weeks is the road closed?", Kind.DURATION),
        ("how much did the repair of the weir cost?", Kind.MONEY),
        ("How much money was raised?", Kind.MONEY),
        ("how many houses were flooded?", Kind.NUMBER),
        ("What magnitude was the earthquake?", Kind.NUMBER),
        ("When did the river rise?", Kind.DATE),
        ("in what year was the bridge built?", Kind.DATE),
        ("until when is the road closed?", Kind.DATE),
        ("Where were the boats found?", Kind.PLACE),
        ("Which town was flooded?", Kind.PLACE),
        ("Why did the school close?", Kind.REASON),
        ("who warned of the flood?", Kind.NAME),
        ("Which company built the weir?", Kind.NAME),
        ("What did the mayor say about the flood?", Kind.STATEMENT),
        ("what do farmers think of the dam?", Kind.STATEMENT),
        ("How did the union react to the offer?", Kind.STATEMENT),
        ("The mayor's reaction to the budget", Kind.STATEMENT),
    ],
)
def test_the_question_word_tells_the_kind(question: str, kind: Kind):
    assert kind_asked(question) is kind


def test_the_first_question_word_decides():
    assert kind_asked("When did the man who fled return?") is Kind.DATE
    assert kind_asked("who knew when the river rose?") is Kind.NAME


@pytest.mark.parametrize(
    "text",
    [
        "flood",
        "the mayor of the town who warned of the flood",
        "Wer hat vor der Flut gewarnt?",
        "repair of the bridge",
        "",
    ],
)
def test_without_a_question_word_no_kind_is_asked(text: str):
    assert kind_asked(text) is None


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.AGE, "Orla Brand, 64, runs the ferry."),
        (Kind.AGE, "The 12-year-old swam ashore."),
        (Kind.AGE, "She retired at 67."),
        (Kind.AGE, "He is in his late forties."),
        (Kind.SHARE, "Some 40 percent stayed."),
        (Kind.SHARE, "Turnout was 61.5%."),
        (Kind.SHARE, "Two thirds of the homes are insured."),
        (Kind.DURATION, "It was shut for three weeks."),
        (Kind.DURATION, "a 45-minute call"),
        (Kind.MONEY, "The repair cost $3.2 million."),
        (Kind.MONEY, "It was sold for two million euros."),
        (Kind.NUMBER, "About 300 people came."),
        (Kind.NUMBER, "Dozens of boats were lost."),
        (Kind.DATE, "It opened in 1911."),
        (Kind.DATE, "The council met on Tuesday."),
        (Kind.DATE, "The levee broke last week."),
        (Kind.DATE, "The road reopens on 5 May."),
        (Kind.DATE, "It closed two years ago."),
        (Kind.PLACE, "The boats were found near Ardmouth."),
        (Kind.PLACE, "He wrote it in the car."),
        (Kind.REASON, "It closed because the cellar was wet."),
        (Kind.REASON, "They left in protest."),
        (Kind.NAME, "“Leave now,” Orla Brand said."),
    ],
)
def test_a_sentence_holds_words_of_the_kind(kind: Kind, sentence: str):
    assert holds(sentence, kind, "question")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.AGE, "The ferry runs every day."),
        (Kind.SHARE, "Most of them stayed."),
        (Kind.DURATION, "It was shut again."),
        (Kind.MONEY, "About 300 people came."),
        (Kind.NUMBER, "It opened in 1911."),  # a year is no count
        (Kind.NUMBER, "Everybody came."),
        (Kind.DATE, "They may march when the river falls."),
        (Kind.DATE, "The council met again."),
        (Kind.PLACE, "They hoped for rain."),
        (Kind.REASON, "It closed again."),
        (Kind.NAME, "They left, she said."),
    ],
)
def test_a_sentence_without_words_of_the_kind(kind: Kind, sentence: str):
    assert not holds(sentence, kind, "question")


def test_words_of_the_question_answer_nothing():
    assert not holds("In 2008 they met.", Kind.DATE, "When did they meet in 2008?")
    assert not holds("Orla Brand left.", Kind.NAME, "Who followed Orla Brand?")
    assert holds("Orla Brand followed Tom Weir.", Kind.NAME, "Who followed Orla Brand?")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She refused. “Never,” she said. He left.", [False, True, False]),
        ("“It rained. It poured. It stopped,” she said. He left.", [True, True, True, False]),
        ('"It rained. It poured," she said. He left.', [True, True, False]),
        ("''It rained. It poured,'' she said. He left.", [True, True, False]),
        ("„Es regnet“, sagte sie. Er ging.", [True, False]),
        ("«Il pleut. Il pleut», dit-elle. Elle part.", [True, True, False]),
    ],
)
def test_a_statement_stands_in_quotation_marks(text: str, quoted: list[bool]):
    assert which_hold(text, split_sentences(text), Kind.STATEMENT, "question") == quoted


@given(st.text(), st.sampled_from(Kind), st.text())
def test_any_text_is_looked_at(text: str, kind: Kind, question: str):
    sentences = split_sentences(text)

    assert len(which_hold(text, sentences, kind, question)) == len(sentences)
    assert kind_asked(text) in (None, *Kind)
