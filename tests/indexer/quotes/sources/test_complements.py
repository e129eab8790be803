"""Names that only tell whose man or woman speaks."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes

BEFORE = "“He will veto the bill before summer,” "
AFTER = "said it was “a very dirty race.”"


def source(text: str) -> tuple[str, str | None]:
    """The mention's words and the name that is given."""
    quote = extract_quotes(text)[-1]
    assert quote.mention is not None
    return quote.mention.of(text), quote.speaker


@pytest.mark.parametrize(
    ("phrase", "mention"),
    [
        ("an adviser to President Ines Duarte", "an adviser"),
        ("a lawyer for Ines Duarte", "a lawyer"),
        ("a close aide of Ines Duarte", "a close aide"),
        ("a source close to Ines Duarte", "a source"),
        ("a lawyer representing Ines Duarte", "a lawyer"),
        ("an official familiar with Ines Duarte's thinking", "an official"),
        ("a spokeswoman who works for Ines Duarte", "a spokeswoman"),
        ("an official with the Harbour Authority", "an official"),
        ("an official briefed on the talks between Ines Duarte and Omar Haddad", "an official"),
        ("an aide to Ines Duarte who asked not to be named", "an aide"),
        ("a woman whose son was killed by Omar Haddad", "a woman"),
    ],
)
def test_whose_lawyer_it_is_does_not_speak(phrase, mention):
    assert source(f"{BEFORE}{phrase} said.") == (mention, None)
    opened = phrase[0].upper() + phrase[1:]
    assert source(f"{opened} {AFTER}") == (mention[0].upper() + mention[1:], None)


@pytest.mark.parametrize(
    "text",
    [
        f"An aide to Ines Duarte, Omar Haddad, {AFTER}",
        f"The lawyer for Ines Duarte, Omar Haddad, {AFTER}",
        f"Omar Haddad, a lawyer for Ines Duarte, {AFTER}",
        f"A man named Omar Haddad {AFTER}",
        f"{BEFORE}said Omar Haddad, who represents Ines Duarte.",
    ],
)
def test_who_is_named_beside_speaks(text):
    assert source(text)[1] == "Omar Haddad"


@pytest.mark.parametrize(
    "text",
    [
        f"The head of Ines Duarte's party {AFTER}",
        f"The deputy to Governor Ines Duarte {AFTER}",
        f"{BEFORE}the mayor told Ines Duarte of the Harbour Post.",
        f"The minister, flanked by Ines Duarte, {AFTER}",
        f"Neighbours who saw Ines Duarte leave {AFTER}",
    ],
)
def test_a_phrase_never_stands_for_whom_it_only_names(text):
    assert source(text)[1] is None


def test_where_somebody_was_born_says_nothing_of_them():
    text = "Residents of the village where Ines Duarte was born said she was “one of our own.”"
    (quote,) = extract_quotes(text)

    assert quote.speaker is None
    assert quote.mention is not None
    assert quote.mention.of(text) == "Residents"


@pytest.mark.parametrize(
    "source",
    [
        "A panel of Ines Duarte and Omar Haddad",
        "A bench of Justices I. Duarte and O. Haddad",
        "A lawyer for Ines Duarte and Omar Haddad",
        "A party founded by Ines Duarte",
        "The firm owned by Ines Duarte",
    ],
)
def test_of_several_who_belong_to_a_phrase_none_speaks(source):
    (quote,) = extract_quotes(f"{source} said it was “a very long night for us.”")

    assert quote.speaker is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Jane Roe met officials at the Harbour Ministry and Paul Doe {AFTER}", "Paul Doe"),
        (f"Ana Conti met a lawyer for Jane Roe and Paul Doe {AFTER}", "Paul Doe"),
        (f"Paul Doe is an aide to Jane Roe and she {AFTER}", "Jane Roe"),
    ],
)
def test_behind_and_may_begin_a_clause(text, speaker):
    assert source(text)[1] == speaker
