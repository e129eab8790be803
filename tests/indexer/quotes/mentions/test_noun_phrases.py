"""Where the phrases that name a source begin and end."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes
from indexer.quotes.article import Article, analyse
from indexer.quotes.lexicon import cues, given_names
from indexer.quotes.marks.spans import find_quotation_spans
from indexer.quotes.mentions.mention import NOMINAL
from indexer.quotes.people.descriptions import phrase_fit
from indexer.text.paragraphs import split_paragraphs


def article(text: str) -> Article:
    paragraphs = split_paragraphs(text)
    return analyse(text, None, paragraphs, find_quotation_spans(text, paragraphs))


def phrases(text: str) -> list[str]:
    found = article(text)
    return [one.span(found.tokens).of(text) for one in found.mentions]


@pytest.mark.parametrize(
    "phrase",
    [
        "Jane Roe’s potential VP",
        "Jane Roe’s former White House aide",
        "Jane Roe’s first five callers",
    ],
)
def test_a_phrase_goes_up_to_its_noun(phrase):
    assert phrase in phrases(f"“It was so late,” {phrase} said.")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("His friends make calls and say “it was so late.”", "His friends"),
        ("Jane Roe’s best friend rallied callers with “so late.”", "Jane Roe’s best friend"),
        ("The piece goes “it was so late” and ends.", "The piece"),
        ("“It was so late,” the committee predicts would be said.", "the committee"),
        ("Her lawyer claims “it was so late” again.", "Her lawyer"),
        ("Jane Roe’s lawyer claims that it was “so late.”", "Jane Roe’s lawyer"),
        ("The group tweets: “It was so late.”", "The group"),
        ("The two senators promise “so late a start.”", "The two senators"),
        ("In the crowded, small hall “it was so late,” residents said.", "residents"),
    ],
    ids=[
        *("verb of several", "past", "goes", "verb of one"),
        *("claims", "owned", "tweets", "promise", "place"),
    ],
)
def test_a_phrase_takes_no_verb(text, phrase):
    assert phrase in phrases(text)


@pytest.mark.parametrize("phrase", ["her lawyer’s claims", "the group tweets", "the poll results"])
def test_what_follows_tells_nouns_from_verbs(phrase):
    assert phrase in phrases(f"“It was so late,” {phrase} said.")


def test_a_name_in_s_makes_no_plural_of_its_report():
    assert "The Yates report" in phrases("The Yates report “came so late” for all.")


def test_what_a_lawyer_claims_is_not_said_by_the_client():
    text = "Jane Roe left early. Roe’s lawyer claims “it was quite late” by then."

    (quote,) = extract_quotes(text)

    assert quote.speaker is None


def test_verbs_in_o_have_their_third_person():
    assert cues()["goes"].lemma == "go"
    assert cues()["echoes"].lemma == "echo"


def test_a_title_with_the_capital_of_its_sentence_is_no_source():
    text = "Head coach Wigman is glad. “Many more will want to play,” Wigman said."

    assert "Head" not in phrases(text)


@pytest.mark.parametrize(("name", "gender"), [("aaron", "m"), ("adam", "m"), ("abigail", "f")])
def test_names_behind_the_header_of_their_section_are_read(name, gender):
    assert given_names()[name] == gender


def test_a_surname_may_be_a_title():
    text = (
        "Aaron Judge hit another one on Sunday.\n\n"
        "“I had a good feeling about it,” Judge told reporters."
    )

    (quote,) = extract_quotes(text)

    assert quote.speaker == "Aaron Judge"


def test_two_titles_before_a_name_are_one_person_s():
    text = "“We bring two firms together,” Harbour Chairman and CEO Rodney Roe said."

    (quote,) = extract_quotes(text)

    assert quote.speaker == "Rodney Roe"


def test_a_companion_after_a_comma_is_not_who_is_meant():
    text = "Jack Roe’s son, with the singer Jane Doe, says “it is quite a long way.”"
    found = article(text)
    number = phrases(text).index("Jack Roe’s son")

    people = found.speakers.candidates(number, [])

    assert [one and one.canonical for one in people] != ["Jane Doe"]


def test_a_leader_is_known_by_their_country():
    text = (
        "Vladimir Putin met Jack Roe in Dunmore.\n\n"
        "“There is no doubt about that,” the Russian leader said."
    )
    found = article(text)
    (leader,) = [one for one in found.mentions if one.kind == NOMINAL]
    phrase = found.speakers.phrase(leader)

    fits = {one.canonical: phrase_fit(phrase, one.described) for one in found.people.everyone}

    assert fits["Vladimir Putin"] == "+"
    assert fits["Jack Roe"] == "0"


@pytest.mark.parametrize(
    ("before", "word"), [("according to", "according"), ("in a letter to", "to")]
)
def test_according_to_is_told_from_other_words_before(before, word):
    found = article(f"“It was so late,” {before} the committee.")
    (quote,) = range(len(found.spans))
    (candidate,) = found.sources.candidates(quote, None)[-1:]

    features, _ = found.sources.describe(quote, [candidate], None)

    assert f"prw:a{word}" in features


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("As a reporter walks in, he says it is “much too late for us.”", "a reporter"),
        ("The Doe ad hits Roe for being “much too late for us.”", "The Doe ad"),
        ("A woman born in Basra said it was “much too late for us.”", "A woman"),
    ],
)
def test_a_verb_in_s_ends_a_phrase(text, phrase):
    assert phrase in phrases(text)


def test_a_plural_in_s_ends_none():
    assert "The campaign staffers" in phrases(
        "The campaign staffers in Ohio said it was “much too late for us.”"
    )
