import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analyzer import LONGEST_WORD, analyze, find_terms, fold, terms
from indexer.text.letters import UNDIVIDED
from tests.support.growth import assert_linear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mosul’s MOSUL Mosul's mosul", ["mosul"] * 4),
        ("the U.S. and the US", ["the", "us", "and", "the", "us"]),
        ("U.S.-backed", ["us", "back"]),
        ("at 5 a.m. today", ["at", "5", "am", "today"]),
        ("al-Nujaifi", ["al", "nujaifi"]),
        ("1,500 fighters, $2.5 billion", ["1500", "fighter", "2.5", "billion"]),
        ("1,2,3", ["1", "2", "3"]),
        ("in 2016.", ["in", "2016"]),
        ("the 25th", ["the", "25th"]),
        ("weren’t O’Brien", ["werent", "obrien"]),
        ("Jørgen Łukasz Garçon straße", ["jorgen", "lukasz", "garcon", "strass"]),
        ("_emphasis_", ["emphasi"]),
        ("co\u00adoperate", ["cooper"]),
        ("— “…” ’ _ \u0301", []),
        ("", []),
    ],
)
def test_words_become_terms(text, expected):
    assert terms(text) == expected


def test_inflected_forms_are_one_term():
    assert len(set(terms("attack attacks attacked attacking"))) == 1


def test_composed_and_decomposed_accents_are_one_term():
    name = "José Müller-Łódź"

    assert terms(unicodedata.normalize("NFD", name)) == terms(unicodedata.normalize("NFC", name))


def test_offsets_show_the_words_as_written():
    text = "Nujaifi’s 1,500 U.S. men"

    assert [text[token.start : token.end] for token in analyze(text)] == [
        "Nujaifi’s",
        "1,500",
        "U.S.",
        "men",
    ]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_has_the_same_terms_with_and_without_offsets(text):
    tokens = analyze(text)

    assert [token.term for token in tokens] == terms(text)
    assert all(token.term for token in tokens)
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))


@given(st.text(st.characters(exclude_categories=[])))
def test_terms_can_be_stored(text):
    for term in terms(text):
        assert term.encode().decode() == term


@given(st.text("ab'’. ,1_é\u0301-", max_size=60))
def test_case_makes_no_difference(text):
    assert terms(text.upper()) == terms(text)


@pytest.mark.parametrize("piece", ["“", "a", "a.", "'a", "1,", "1,111", "_", "\u0301", "1", "a-"])
def test_hostile_text_takes_time_in_proportion(piece):
    count = 1_000_000 // len(piece)

    assert_linear(lambda size: terms(piece * size), count)
    assert all(len(term) <= 6 * LONGEST_WORD for term in terms(piece * count))


@given(st.text() | st.text("aB1.,'’ \n\u00a0\u0085\u200b\u2060\u0301!-", max_size=40))
def test_finding_terms_is_analysing_and_leaving_out(text):
    """White space of every kind divides words, and nothing else is looked at apart."""
    wanted = set(terms(text)[::2])

    assert find_terms(text, wanted) == [t for t in analyze(text) if t.term in wanted]


def test_finding_terms_in_one_endless_run_keeps_nothing_of_it():
    text = "otter-" * 50_000

    assert len(find_terms(text, {"otter"})) == 50_000


def folded_as_a_whole(text: str) -> str:
    """What folding means, letter by letter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(UNDIVIDED)
    return "".join(c for c in decomposed.casefold() if unicodedata.category(c) != "Mn")


LETTERS = "aZ 9’“éŁßﬁ™İΣ가각한\u0301\u0323\u0345\u0f71\u0f72\u3099がｶﾞ"


@given(st.text(max_size=30) | st.text(alphabet=LETTERS, max_size=40))
def test_folding_parts_of_a_text_folds_the_text(text):
    assert fold(text) == folded_as_a_whole(text)
