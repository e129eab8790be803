"""Words that have a term against analysing the whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.text.analyzer import analyze
from query.match.written_words import words_with

PIECES = (
    *("dying", "die", "O’Reilly", "o'reilly’s", "Reilly", "U.S.", "us", "1,500", "1500s", "Łódź"),
    *("lodz", "hop-\ning", "hoping", "(hopes)", "HOPE,", "skies", "sky", "re\u00adcovery", "_so_"),
    *("recovery", "北京大", "states'", "state’s", "“state”", "Saint-Denis", "denis", "x"),
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12).map(" ".join)


@given(texts)
def test_all_words_of_each_term_are_found(text):
    for term in {token.term for token in analyze(text)}:
        words = [text[t.start : t.end] for t in analyze(text) if t.term == term]
        assert list(words_with(text, term)) == [word.removesuffix("’s") for word in words]
