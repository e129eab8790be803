from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes.article import Article, analyse
from indexer.quotes.marks.spans import find_quotation_spans
from indexer.quotes.mentions.phrase_words import is_noun
from indexer.quotes.sources.clauses import Clauses
from indexer.quotes.sources.verbs import find_verbs
from indexer.text.paragraphs import split_paragraphs
from tests.support.growth import assert_linear

Q = "“a very late beginning.”"


def analysed(text: str) -> Article:
    paragraphs = split_paragraphs(text)
    return analyse(text, None, paragraphs, find_quotation_spans(text, paragraphs))


def subjects(text: str) -> list[tuple[str, str]]:
    """Words and steps of the subjects on the way to the last quote."""
    article = analysed(text)
    tokens, mentions = article.tokens, article.mentions
    found = Clauses(tokens, mentions).subjects(tokens.quote_tokens[-1])
    return [(mentions[one.mention].span(tokens).of(text), one.steps) for one in found]


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("Ines Duarte called the plan", "Ines Duarte"),
        ("Ines Duarte (Basra) on Tuesday called the plan", "Ines Duarte"),
        ("Ines Duarte, who left early, issued a statement calling it", "Ines Duarte"),
        ("The mayor of Basra has also called the plan", "The mayor"),
        ("The mayor met Omar Haddad on Friday, calling the plan", "The mayor"),
        ("The mayor thanked Omar Haddad and promised", "The mayor"),
        ("The mayor asked Omar Haddad to call it", "The mayor"),
        ("The mayor praised Omar Haddad, who lost in May, as", "The mayor"),
        ("The paper printed Ines Duarte's claim of", "Ines Duarte"),
        ("The mayor left the hall, with Omar Haddad loudly demanding", "Omar Haddad"),
        ("The mayor met with reporters, calling the plan", "The mayor"),
        ("The mayor disputed her recent claim of", "her"),
        ("The baker posted a Basra comment saying", "The baker"),
        ("The clerk met Omar Haddad where about 50 bakers had gathered, chanting", "50 bakers"),
    ],
)
def test_the_subject_of_the_verb_that_leads_to_a_quote(before, subject):
    assert subjects(f"{before} {Q}")[0][0] == subject


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("Ines Duarte says that the mayor saw", [("the mayor", "f"), ("Ines Duarte", "tf")]),
        ("Ines Duarte said on Friday that here he saw", [("he", "f"), ("Ines Duarte", "uf")]),
        ("Omar Haddad was asked for", [("Omar Haddad", "p")]),
        ("Omar Haddad left town, calling it", [("Omar Haddad", "gf")]),
        ("The mayor thanked Paul Roe, and Omar Haddad said", [("Omar Haddad", "f")]),
        ("The mayor says he left but Omar Haddad told", [("Omar Haddad", "f")]),
        ("Those who saw Ines Duarte leave said", [("who", "f")]),
        ("Bakers who saw Ines Duarte leave said", [("Bakers", "f"), ("who", "uf")]),
        ("Bakers who saw Ines Duarte leave, said", [("who", "ff")]),
        ("Bakers who saw Ines Duarte and said", [("who", "ff")]),
    ],
)
def test_steps_tell_how_a_subject_was_reached(before, found):
    assert subjects(f"{before} {Q}") == found


@pytest.mark.parametrize("two", ["bakers and porters", "the bakers and the porters"])
def test_and_between_two_sources_begins_no_clause(two):
    found = subjects(f"The mayor said {two} say {Q}")

    assert "The mayor" in [mention for mention, _ in found]


@pytest.mark.parametrize("text", [Q, f"In May: {Q}", f"With Omar Haddad at home {Q}"])
def test_without_a_verb_there_is_no_subject(text):
    assert subjects(text) == []


def test_features_are_those_of_the_subjects():
    text = f"Ines Duarte says that the mayor saw {Q}"
    article = analysed(text)
    clauses = Clauses(article.tokens, article.mentions)
    token = article.tokens.quote_tokens[0]

    features = clauses.features(token)

    assert list(features) == [one.mention for one in clauses.subjects(token)]
    assert [names[0] for names in features.values()] == ["y:0f", "y:1tf"]


@given(st.lists(st.sampled_from(["Roe", "said", "that", ",", "who", "the", "was", "(", "a"])))
def test_any_row_of_words_has_at_most_three_subjects_none_twice(words):
    found = subjects(" ".join([*words, Q]))

    assert len(found) <= 3


def test_a_sentence_of_many_quotes_takes_linear_time():
    def find(count: int) -> None:
        text = "Roe said that he was told " + "and he added “so it goes,” he said, " * count
        article = analysed(text)
        clauses = Clauses(article.tokens, article.mentions)
        for token in article.tokens.quote_tokens:
            clauses.features(token)

    assert_linear(find, 3000)


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("He has also been told", [("has also been told", "p", "say")]),
        ("He will call", [("will call", "f", "judge")]),
        ("her brief remark", [("remark", "n", "report")]),
        ("He hoped to ask, smiling", [("hoped", "f", "think"), ("ask", "i", "say")]),
        ("the locked door creaked", [("creaked", "f", "-")]),
        ("the mother of three replied", [("replied", "f", "say")]),
        ("his two claims", [("claims", "n", "report")]),
    ],
)
def test_verbs_with_form_and_class(text, verbs):
    tokens = analysed(f"{text} {Q}").tokens
    found = find_verbs(tokens, 0, tokens.quote_tokens[0])
    words = tokens.words

    seen = [(" ".join(words[one.first : one.last + 1]), one.form, one.group) for one in found]

    assert seen[: len(verbs)] == verbs


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("the claim", True),
        ("her attack", True),
        ("a blunt warn", True),
        ("some claim", False),
        ("the workers claim", False),
        ("two officials claim", False),
        ("the baker claimed", False),
        ("a brief later claim", False),
    ],
)
def test_nouns_of_saying_are_told_from_verbs(text, noun):
    tokens = analysed(f"{text} {Q}").tokens

    assert is_noun(tokens, tokens.quote_tokens[0] - 1) is noun


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("A senior Duarte aide said it was", "A senior Duarte aide"),
        ("The mayor left and said it was", "The mayor"),
        ("The whole family said it was", "The whole family"),
        ("A statement Wednesday evening called it", "A statement"),
        ("An early tweet called it", "An early tweet"),
        ("The crowd began a thunderous chant of", "a thunderous chant"),
    ],
)
def test_noun_phrases_end_where_the_verb_begins(text, mention):
    whole = f"{text} {Q}"
    article = analysed(whole)

    assert mention in [one.span(article.tokens).of(whole) for one in article.mentions]


def test_a_day_names_nobody():
    text = f"On a Sunday thanked many {Q}"
    article = analysed(text)

    assert "a Sunday" not in [one.span(article.tokens).of(text) for one in article.mentions]


def test_according_is_no_subject():
    assert subjects(f"According to some, she called it {Q}")[0][0] == "she"
    assert "According" not in [words for words, _ in subjects(f"According to ads called {Q}")]


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("Ines Duarte praised Omar Haddad for what he did, calling it", "Ines Duarte"),
        ("Ines Duarte said that when Omar Haddad left the town at night,", "Ines Duarte"),
    ],
)
def test_a_clause_that_is_closed_leads_to_no_quote(before, subject):
    assert subjects(f"{before} {Q}")[0][0] == subject
