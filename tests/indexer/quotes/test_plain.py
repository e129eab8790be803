"""Sources that stand right behind their quotes, and what is left to be weighed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes.analysis import analyse
from indexer.quotes.marks.marks import find_marked
from indexer.quotes.marks.paragraphs import split_paragraphs

FIRST, SECOND = "“The bridge was closed at noon,”", "“Nobody had told us why.”"


def plain(text: str) -> list[str | None]:
    """The words of the plain source of each quote, None where there is none."""
    paragraphs = split_paragraphs(text)
    article = analyse(text, None, paragraphs, find_marked(text, paragraphs))
    found = [article.sources.plain(quote) for quote in range(len(article.marked))]
    mentions, narrative = article.mentions, article.narrative
    return [None if one is None else mentions[one].span(narrative).of(text) for one in found]


@pytest.mark.parametrize(
    ("after", "source"),
    [
        ("Ines Duarte said.", "Ines Duarte"),
        (", Ines Duarte also said in Basra on Friday.", "Ines Duarte"),
        ("said Ines Duarte, who met Omar Haddad.", "Ines Duarte"),
        ("she told Omar Haddad.", "she"),
        ("recalled a retired engineer.", "a retired engineer"),
        ("Ines Duarte said, according to Omar Haddad.", "Ines Duarte"),
    ],
)
def test_who_stands_beside_a_verb_of_saying_behind_a_quote_is_its_source(after, source):
    assert plain(f"Omar Haddad came late. {FIRST} {after}") == [source]


@pytest.mark.parametrize(
    "after",
    [
        "said Duarte aide Omar Haddad.",
        "said Duarte’s aide Omar Haddad.",
        "said Duarte 1st Deputy Omar Haddad.",
        "Omar Haddad, saying so, left.",
        "Omar Haddad walked on.",
        "according to Omar Haddad.",
    ],
)
def test_what_is_less_plain_is_weighed(after):
    assert plain(f"{FIRST} {after}") == [None]


def test_words_before_the_quote_may_have_a_subject_of_their_own():
    text = "When Ines Duarte called it “a very late beginning,” Omar Haddad said he would go."
    assert plain(text) == [None]


def test_who_spoke_goes_on_speaking_to_the_end_of_the_paragraph():
    text = f"{FIRST} Ines Duarte said. {SECOND} {SECOND}"
    assert plain(text) == ["Ines Duarte"] * 3


@pytest.mark.parametrize(
    "rest",
    [
        f"\n\n{SECOND}",
        f" {SECOND} Omar Haddad disagreed.",
        f" Omar Haddad came in. {SECOND}",
        f" Omar Haddad shouted {SECOND}",
    ],
)
def test_who_goes_on_is_weighed_where_something_comes_between_or_after(rest):
    assert plain(f"{FIRST} Ines Duarte said.{rest}") == ["Ines Duarte", None]


@given(st.lists(st.sampled_from([FIRST, SECOND, "said", "Ines Duarte", "she", ".", ",", "\n\n"])))
def test_a_plain_source_stands_behind_the_quote_or_behind_the_one_before(pieces):
    text = " ".join(pieces)
    paragraphs = split_paragraphs(text)
    article = analyse(text, None, paragraphs, find_marked(text, paragraphs))
    tokens = article.narrative.quote_tokens
    for quote, token in enumerate(tokens):
        found = article.sources.plain(quote)
        if found is None:
            continue
        is_behind = token < article.mentions[found].first <= token + 4
        assert is_behind or (quote > 0 and found == article.sources.plain(quote - 1))
