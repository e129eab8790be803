"""Which names can be a source."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes


@pytest.mark.parametrize(
    ("text", "mention", "speaker"),
    [
        ("“Nothing was lost,” experts in Chicago warned.", "experts", None),
        (
            "Spokesman Xilo Roe in a statement to the Harbour Post called it “a cruel stunt.”",
            "Spokesman Xilo Roe",
            "Xilo Roe",
        ),
        ("“Nothing was lost,” according to Beijing.", "Beijing", "Beijing"),
    ],
)
def test_where_something_is_and_whom_it_reaches_does_not_speak(text, mention, speaker):
    (quote,) = extract_quotes(text)

    assert quote.mention is not None
    assert (quote.mention.of(text), quote.speaker) == (mention, speaker)


def test_the_second_of_two_places_does_not_speak():
    text = "If you live in Washington, D.C., feel free to “vote for whoever you want.”"

    assert all(quote.speaker is None for quote in extract_quotes(text))


def test_a_dash_leaves_a_place_a_place():
    (quote,) = extract_quotes("Volunteers in Chicago - said it was “a very cruel stunt.”")

    assert quote.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Omar Haddad was blunt. “We will never vote for” Ines Duarte.",
        "Omar Haddad was blunt. ‘‘We will not stop before we know who told’’ Ines Duarte.",
    ],
)
def test_whom_the_quoted_sentence_ends_with_does_not_speak(text):
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Omar Haddad"


def test_who_said_it_may_end_the_sentence():
    (quote,) = extract_quotes("“I was not at all ready for it,” said Omar Haddad.")

    assert quote.speaker == "Omar Haddad"
