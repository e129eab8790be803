"""Tests of terms in other languages than English, and of English terms beside them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analyzer import analyze, find_terms, terms
from indexer.text.languages.stemming import STEMMERS, stem

ENGLISH_TEXT = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ.,;:'’“”-– \n0123456789éèüñŁø£$%()")
)
_W = r"[\w\u0300-\u036f\u00ad\u200c\u200d\u2060]"
_A = "'\u2019\u02bc\u2018\uff07\u00b4`"
BEFORE = re.compile(
    rf"\d{{1,64}}(?:,\d{{3}}(?!\d)){{0,8}}(?:\.\d{{1,32}})?{_W}{{0,64}}"
    rf"|[^\W\d_](?:\.[^\W\d_]){{1,16}}\.?(?!{_W})"
    rf"|{_W}{{1,64}}(?:[{_A}]{_W}{{1,64}}){{0,3}}"
)
"""The words of English before there were other languages."""

SAME = {
    "de": [("Häuser", "Haus"), ("Brücken", "Brücke"), ("Straße", "STRASSE")],
    "fr": [("l’élection", "élections"), ("grévistes", "gréviste"), ("D'Orléans", "Orléans")],
    "es": [("elecciones", "elección"), ("policías", "policía")],
    "it": [("dell'università", "università"), ("ponti", "ponte")],
    "ru": [("городах", "город"), ("Моста", "мост")],
    "sv": [("skolorna", "skolor"), ("Kommunen", "kommun")],
    "ar": [("كِتَاب", "كتاب"), ("الجســر", "الجسر"), ("الجسر", "جسر")],
    "he": [("הַגֶּשֶׁר", "הגשר")],
    "hi": [("पुस्तकें", "पुस्तक")],
    "tr": [("İSTANBUL", "istanbul")],
    "pl": [("ŁÓDŹ", "lodz")],
    "th": [("สะพาน", "สะพาน")],
}


@given(ENGLISH_TEXT)
def test_english_words_are_the_same_as_before(text: str):
    words = BEFORE.findall(text)

    assert terms(text) == [term for word in words for term in terms(word)]
    assert all(len(terms(word)) <= 1 for word in words)
    assert terms(text) == [token.term for token in analyze(text)]


@pytest.mark.parametrize("language", SAME)
def test_forms_of_a_word_have_one_term(language: str):
    for one, other in SAME[language]:
        assert terms(one, language) == terms(other, language) != [], one


def test_an_indian_word_keeps_its_vowels():
    assert terms("कुल", "hi") != terms("कल", "hi")
    assert len(terms("हिन्दी में पुस्तकें", "hi")) == 3


@pytest.mark.parametrize("language", ["en", "zh", "ja", "fr"])
def test_a_text_without_spaces_is_pairs_of_letters(language: str):
    assert terms("北京大学在", language) == ["北京", "京大", "大学", "学在"]
    assert terms("中 BBC报", language) == ["中", "bbc", "报"]
    assert analyze("東京タワー", language)[1] == ("京タ", 1, 3)


def test_the_pairs_of_a_word_stand_side_by_side_in_a_text():
    text, word = terms("昨天北京大学发布报告", "zh"), terms("北京大学")

    assert word == text[text.index(word[0]) :][: len(word)]


def test_the_wanted_terms_of_another_language_are_found_with_their_places():
    text = "Les élections de Mossoul"

    assert find_terms(text, {"elect", "mossoul"}, "fr") == [
        ("elect", 4, 13),
        ("mossoul", 17, 24),
    ]
    # An index of earlier versions holds the English terms of such a text.
    assert find_terms(text, {"élection", "elect"}, "fr")[0][1:] == (4, 13)


@given(st.text(), st.sampled_from([*STEMMERS, "pl", "zh", "xx", ""]))
def test_any_text_is_analysed_in_any_language(text: str, language: str):
    tokens = analyze(text, language)

    assert [token.term for token in tokens] == terms(text, language)
    assert all(token.term and 0 <= token.start < token.end <= len(text) for token in tokens)


def test_a_language_without_a_stemmer_keeps_its_endings():
    assert stem("foo", "xx") == "foo"
