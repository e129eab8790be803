"""Which terms a word may have, against the stemmer itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.text.analyzer import terms
from query.match.english_endings import may_give
from query.match.vocabulary import SHORTEST_STEM

BEGINNINGS = (
    *("elect", "hop", "stopp", "state", "off", "organ", "generat", "commun", "sens", "poss"),
    *("control", "run", "fli", "agenc", "able", "gentl", "idl", "sing", "be", "y", "yes", "deny"),
    *("nation", "relat", "digit", "radic", "hope", "form", "decis", "trip", "formal", "psycholog"),
)
ENDINGS = (
    *("s", "es", "ed", "d", "ing", "ly", "edly", "ingly", "y", "ies", "ied", "e", "er", "ers"),
    *("ational", "tional", "ency", "ancy", "ably", "ently", "izer", "ization", "ation", "ator"),
    *("alism", "ality", "ally", "fulness", "ously", "ousness", "iveness", "ivity", "bility", "bly"),
    *("ogy", "ogist", "fully", "lessly", "alize", "icate", "icity", "ical", "ful", "ness", "ative"),
    *("al", "ance", "ence", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate"),
    *("ity", "ous", "ive", "ize", "ion", "sion", "tion", "ility", "ise", "ying", "ship"),
)
ODD = (
    *("skies", "flies", "candies", "dying", "tied", "early", "only", "news", "organizations"),
    *("legalizing", "sensibilities", "speechifying", "controlling", "thoroughly", "agreed"),
)

made = st.builds(
    lambda beginning, endings: beginning + "".join(endings),
    st.one_of(st.sampled_from(BEGINNINGS), st.text("aeioubcdlnrsty", min_size=1, max_size=8)),
    st.lists(st.sampled_from(ENDINGS), max_size=4),
)


def missed(word: str) -> list[str]:
    """The beginnings of a word for which its term is ruled out, though it is a candidate."""
    (term,) = terms(word)
    lengths = range(max(len(term), SHORTEST_STEM), len(word) + 1)
    beginnings = [word[:length] for length in lengths]
    return [
        start
        for start in beginnings
        if not term.startswith(start) and start.startswith(term[:-1]) and not may_give(start, term)
    ]


@given(made)
@settings(max_examples=1_000, deadline=None)
def test_no_term_of_a_word_is_ruled_out(word):
    assert missed(word) == []


@pytest.mark.parametrize("word", ODD)
def test_no_term_of_an_odd_word_is_ruled_out(word):
    assert missed(word) == []


@pytest.mark.parametrize(
    ("start", "term"),
    [("recov", "red"), ("throu", "the"), ("polit", "poll"), ("event", "even"), ("gover", "gov")],
)
def test_terms_of_other_words_are_ruled_out(start, term):
    assert not may_give(start, term)
