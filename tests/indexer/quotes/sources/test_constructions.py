"""Whose words a quote is where the grammar of its sentence leaves no choice."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes

Q = "“a very dirty race.”"


def speaker(text: str) -> str | None:
    (quote,) = extract_quotes(text)
    return quote.speaker


@pytest.mark.parametrize(
    "text",
    [
        f"Ines Duarte quoted Omar Haddad as saying it was {Q}",
        f"Omar Haddad was quoted as saying it was {Q}",
        "Ines Duarte heard Omar Haddad say: “It was a very dirty race.”",
        "Ines Duarte remembers Omar Haddad telling her, “It was a very dirty race.”",
        "A video shows Omar Haddad saying: “It was a very dirty race.”",
        "The spot ends with footage of Omar Haddad saying, “It was a very dirty race.”",
    ],
)
def test_who_is_heard_or_quoted_speaks(text):
    assert speaker(text) == "Omar Haddad"


@pytest.mark.parametrize(
    "text",
    [
        "Ines Duarte was accused by Omar Haddad of running “a very dirty race.”",
        "Ines Duarte has been called “the worst mayor in years” by Omar Haddad.",
        "Ines Duarte, once described as “the worst mayor in years” by Omar Haddad, won easily.",
    ],
)
def test_by_whom_somebody_is_called_something_speaks(text):
    assert speaker(text) == "Omar Haddad"


@pytest.mark.parametrize(
    "text",
    [
        "Ines Duarte signed what Omar Haddad called “a very generous offer.”",
        "The road, which Omar Haddad has described as “a very long wound,” was closed.",
        "Ines Duarte resigned after “a very long winter,” as Omar Haddad put it.",
        "As Omar Haddad puts it, “There was no other road to Basra.”",
        "The winter was “a very long wound,” in Omar Haddad's words.",
        "The winter was, in the words of Omar Haddad, “a very long wound.”",
    ],
)
def test_what_somebody_called_it_is_theirs(text):
    assert speaker(text) == "Omar Haddad"


@pytest.mark.parametrize("who", ["Ines Duarte", "the Harbour Post", "a transcript", "two clerks"])
def test_who_passes_on_what_somebody_said_does_not_say_it(who):
    assert speaker(f"“There was no other road,” Omar Haddad said, according to {who}.") == (
        "Omar Haddad"
    )
    assert speaker(f"“There was no other road,” according to {who}.") != "Omar Haddad"


def test_a_claim_is_its_owner_s_whoever_rejects_it():
    assert speaker(f"Ines Duarte rejected Omar Haddad's claim that it was {Q}") == "Omar Haddad"


@pytest.mark.parametrize(
    "text",
    [
        f"Ines Duarte told Omar Haddad that it was {Q}",
        f"Ines Duarte accused Omar Haddad of running {Q}",
        f"Ines Duarte said a report by Omar Haddad was {Q}",
        f"Ines Duarte recalled Omar Haddad, then said it was {Q}",
    ],
)
def test_elsewhere_the_subject_speaks(text):
    assert speaker(text) == "Ines Duarte"


def test_a_place_that_was_passed_through_says_nothing():
    text = "Thousands marched through Tarn on Saturday chanting “Bread, work, justice.”"

    (quote,) = extract_quotes(text)

    assert quote.mention is not None
    assert quote.mention.of(text) == "Thousands"


def test_who_takes_up_the_person_and_not_the_place_before_it():
    text = f"The rally was for Sen. Ines Duarte of Ohio, who said it was {Q}"

    assert speaker(text) == "Ines Duarte"


@pytest.mark.parametrize(
    "text",
    [
        f"The Harbour Post reported that Omar Haddad had called it {Q}",
        f"The Harbour Post reported that Omar Haddad had called the offer {Q}",
        f"Ines Duarte told the Post that Omar Haddad said it was {Q}",
        f"Ines Duarte said Omar Haddad told her it was {Q}",
        "Ines Duarte said that Omar Haddad told her, “It was a very dirty race.”",
    ],
)
def test_who_is_said_to_have_said_it_speaks(text):
    assert speaker(text) == "Omar Haddad"


@pytest.mark.parametrize(
    "text",
    [
        f"Ines Duarte, who thanked Omar Haddad, said it was {Q}",
        f"Ines Duarte said Omar Haddad's call for calm ended {Q}",
        f"Ines Duarte did not mention Omar Haddad by name, but told clerks it was {Q}",
    ],
)
def test_who_is_only_spoken_of_says_nothing(text):
    assert speaker(text) == "Ines Duarte"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Ines Duarte held up a sign saying “Justice for my brother now.”", "a sign"),
        ("Ines Duarte wore a cap that said “No more lies from you.”", "a cap"),
        ("She held up the placard — which read “Justice for my brother now.”", "the placard"),
        ("They found a note in Omar Haddad's car that read: “Forgive me, all of you.”", "a note"),
    ],
)
def test_what_stands_on_things_is_said_by_nobody(text, thing):
    (quote,) = extract_quotes(text)

    assert quote.speaker is None
    assert quote.mention is not None
    assert quote.mention.of(text) == thing


def test_who_explains_a_sign_speaks():
    text = "Ines Duarte explained the sign by saying: “It was meant for my brother.”"

    assert speaker(text) == "Ines Duarte"


def test_who_was_asked_did_not_ask():
    asked, answer = extract_quotes(
        "Ines Duarte was asked: “Will you resign over this?” “I will not,” Ines Duarte replied."
    )

    assert asked.speaker is None
    assert answer.speaker == "Ines Duarte"


@pytest.mark.parametrize("noun", ["claim", "assertion", "accusations", "warning"])
def test_what_somebody_claims_is_theirs(noun):
    text = f"Ines Duarte dismissed Omar Haddad's {noun} of {Q}"

    assert speaker(text) == "Omar Haddad"


def test_what_somebody_criticises_is_not_theirs():
    text = f"Ines Duarte dismissed Omar Haddad's criticism of {Q}"

    assert speaker(text) != "Omar Haddad"


def test_as_a_paper_s_writer_puts_it():
    text = f"As the Post's Omar Haddad puts it, Ines Duarte ran {Q}"

    assert speaker(text) == "Omar Haddad"


@pytest.mark.parametrize("noun", ["claim", "view", "belief"])
def test_whose_view_it_is_speaks(noun):
    text = f"Ines Duarte said she did not share Omar Haddad’s {noun} that it was {Q}"

    assert speaker(text) == "Omar Haddad"


def test_by_in_the_next_sentence_is_no_agent():
    text = "Omar Haddad wrote a report that was called “a mess.” By Ines Duarte it was read aloud."

    assert speaker(text) != "Ines Duarte"
