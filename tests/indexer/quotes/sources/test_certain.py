"""Sources that grammar or print leave no doubt about, and what is left to be weighed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.quotes.article import analyse
from indexer.quotes.marks.spans import find_quotation_spans
from indexer.text.paragraphs import split_paragraphs
from tests.support.growth import assert_linear

FIRST, SECOND = "“The bridge was closed at noon,”", "“Nobody had told us why.”"


def plain(text: str) -> list[str | None]:
    """The words of the plain source of each quote, None where there is none."""
    paragraphs = split_paragraphs(text)
    article = analyse(text, None, paragraphs, find_quotation_spans(text, paragraphs))
    found: list[int | None] = []
    for quote in range(len(article.spans)):
        found.append(article.sources.certain(quote, found[-1] if found else None))
    mentions, tokens = article.mentions, article.tokens
    return [None if one is None else mentions[one].span(tokens).of(text) for one in found]


@pytest.mark.parametrize(
    ("after", "source"),
    [
        ("Ines Duarte said.", "Ines Duarte"),
        (", Ines Duarte also said in Basra on Friday.", "Ines Duarte"),
        ("said Ines Duarte, who met Omar Haddad.", "Ines Duarte"),
        ("she told Omar Haddad.", "she"),
        ("recalled a retired engineer.", "a retired engineer"),
        ("Ines Duarte said, according to Omar Haddad.", "Ines Duarte"),
        ("Ines Duarte, 49, a baker in Basra, told Omar Haddad.", "Ines Duarte"),
        ("Ines Duarte, who heard of it late, said.", "Ines Duarte"),
        ("former harbour master Ines Duarte said.", "Ines Duarte"),
        ("said retired judge Ines Duarte.", "Ines Duarte"),
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
        "Omar Haddad was told.",
        "reports a rise in prices.",
        "Omar Haddad, a baker, “a good one,” Ines Duarte said.",
        "villagers Omar Haddad said he knew had cried.",
    ],
)
def test_what_is_less_plain_is_weighed(after):
    assert plain(f"{FIRST} {after}")[0] is None


def test_words_before_the_quote_may_have_a_subject_of_their_own():
    text = "When Ines Duarte called it “a very late beginning,” Omar Haddad said he would go."
    assert plain(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        f"Ines Duarte said: {SECOND}",
        f"Ines Duarte later said, {SECOND}",
        f"On Friday, after Omar Haddad had left, Ines Duarte said: {SECOND}",
        f"Omar Haddad said he was happy, but Ines Duarte said: {SECOND}",
        f"Omar Haddad said it was over while Ines Duarte said: {SECOND}",
    ],
)
def test_who_says_before_a_quote_that_ends_the_sentence_is_its_source(text):
    assert plain(text) == ["Ines Duarte"]


@pytest.mark.parametrize(
    "text",
    [
        f"According to Omar Haddad, Ines Duarte said: {SECOND}",
        f"Omar Haddad was sure Ines Duarte said: {SECOND}",
        f"Ines Duarte was told: {SECOND}",
        f"Omar Haddad is trying out a broad Ines Duarte message: {SECOND}",
        f"Ines Duarte said, {FIRST} Omar Haddad recalled.",
        f"The mother of Ines Duarte said: {SECOND}",
    ],
)
def test_a_verb_of_saying_before_a_quote_may_be_only_a_part_of_the_sentence(text):
    assert "Ines Duarte" not in plain(text)


def test_a_noun_of_saying_is_no_verb():
    text = f"Omar Haddad is trying out a new and more personal campaign message: {SECOND}"
    assert plain(text) == [None]


def test_words_before_the_quote_do_not_matter_to_a_name_behind_a_verb():
    text = "For the town it was “a very late beginning,” said Ines Duarte, the mayor."
    assert plain(text) == ["Ines Duarte"]


@pytest.mark.parametrize("verb", ["told her", "shouted", "wrote that it was"])
def test_what_somebody_tells_may_only_be_passed_on_by_a_name_behind_a_verb(verb):
    assert plain(f"Omar Haddad {verb} “get out of here now,” said Ines Duarte.") == [None]


@pytest.mark.parametrize("dash", ["—", "–", "-"])
def test_who_signs_a_line_is_its_source(dash):
    lines = f"{SECOND} {dash} Ines Duarte\n\n{SECOND} {dash} Omar Haddad, Basra\n\n"
    assert plain(lines) == ["Ines Duarte", "Omar Haddad"]


@pytest.mark.parametrize(
    "rest",
    [
        "Ines Duarte knew it well.",
        "Ines Duarte, 43, had heard it.",
        "Basra, Omar Haddad learned, was dry.",
        "Ines Duarte, a baker who sat beside him all day long in Basra",
    ],
)
def test_a_dash_behind_a_quote_may_begin_more_words(rest):
    assert plain(f"{SECOND} — {rest}") == [None]


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
def test_a_plain_source_stands_beside_the_quote_or_is_that_of_the_one_before(pieces):
    text = " ".join(pieces)
    paragraphs = split_paragraphs(text)
    article = analyse(text, None, paragraphs, find_quotation_spans(text, paragraphs))
    before: int | None = None
    for quote, token in enumerate(article.tokens.quote_tokens):
        found = article.sources.certain(quote, before)
        if found is not None and found != before:
            mention = article.mentions[found]
            assert token < mention.first <= token + 4 or token - 4 <= mention.last < token
        before = found


@pytest.mark.parametrize(
    "piece", ["“so it goes,” said Ines Duarte, and ", "and Ines Duarte said: “so it goes,” "]
)
def test_a_sentence_of_many_quotes_takes_linear_time(piece):
    assert_linear(lambda size: plain(piece * size), 3000)
