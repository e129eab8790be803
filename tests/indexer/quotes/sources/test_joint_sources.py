"""Several who say something together."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes
from indexer.records import Grade

Q = "“doomed from the very start.”"


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        (f"Ines Duarte and Omar Haddad said it was {Q}", "Ines Duarte and Omar Haddad"),
        (f"According to Ines Duarte and Omar Haddad, it was {Q}", "Ines Duarte and Omar Haddad"),
        (f"Ines Duarte and her colleagues write that it was {Q}", "Ines Duarte and her colleagues"),
        (
            "“It was doomed from the start,” said Ines Duarte and Omar Haddad, who wrote it.",
            "Ines Duarte and Omar Haddad",
        ),
    ],
)
def test_the_first_of_several_is_named_and_all_are_shown(text, mention):
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Ines Duarte"
    assert quote.mention is not None
    assert quote.mention.of(text) == mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Ines Duarte, Omar Haddad and Ana Conti said it was {Q}",
         ("Ines Duarte", "Omar Haddad", "Ana Conti")),
        (f"In a joint statement, Sens. Ines Duarte, Omar Haddad, and Ana Conti called it {Q}",
         ("Ines Duarte", "Omar Haddad", "Ana Conti")),
        (f"Ines Duarte, and Omar Haddad as well, said it was {Q}", ("Ines Duarte", "Omar Haddad")),
        (f"Ines Duarte, along with Omar Haddad, said it was {Q}", ("Ines Duarte", "Omar Haddad")),
        (f"Both Ines Duarte and Omar Haddad said it was {Q}", ("Ines Duarte", "Omar Haddad")),
        (f"Ines Duarte, the mayor of Rivas, and Omar Haddad, a baker, said it was {Q}",
         ("Ines Duarte", "Omar Haddad")),
        (f"The mayor, Ines Duarte, and the police chief, Omar Haddad, said it was {Q}",
         ("Ines Duarte", "Omar Haddad")),
        (f"Ines Duarte (R-Utah) and Omar Haddad (D-Ohio) said it was {Q}",
         ("Ines Duarte", "Omar Haddad")),
        (f"Ines Duarte and her husband, Omar Haddad, said it was {Q}",
         ("Ines Duarte", "Omar Haddad")),
        (f"A joint statement by Ines Duarte and Omar Haddad said it was {Q}",
         ("Ines Duarte", "Omar Haddad")),
        (f"The FBI and the Justice Department said in a joint statement: {Q}",
         ("FBI", "Justice Department")),
        (f"The mayor and Omar Haddad said it was {Q}", ("Omar Haddad",)),
        (f"Omar and Ines Duarte said it was {Q}", ("Ines Duarte", "Omar Duarte")),
        ("“It was doomed,” said lawmakers Ines Duarte and Omar Haddad in a joint letter.",
         ("Ines Duarte", "Omar Haddad")),
        ("“It was doomed,” according to a joint letter from Ines Duarte and Omar Haddad.",
         ("Ines Duarte", "Omar Haddad")),
    ],
)  # fmt: skip
def test_each_of_several_is_a_speaker(text, names):
    (quote,) = extract_quotes(text)

    assert quote.speakers == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It was doomed,” said Ines Duarte, and Omar Haddad agreed.", ("Ines Duarte",)),
        ("“It was doomed,” said Ines Duarte and Omar Haddad nodded.", ("Ines Duarte",)),
        (f"Residents thanked Ines Duarte and Omar Haddad said it was {Q}", ("Omar Haddad",)),
        (f"After meeting Ana Conti, Ines Duarte and Omar Haddad said it was {Q}",
         ("Ines Duarte", "Omar Haddad")),
        (f"Ines Duarte told Omar Haddad and Ana Conti it was {Q}", ("Ines Duarte",)),
        (f"Omar Haddad, the husband of Ana Conti and Ines Duarte said it was {Q}",
         ("Omar Haddad",)),
        (f"The brother of Ines Duarte and Omar Haddad said it was {Q}", ()),
        ("“It was doomed,” said Omar Haddad, the Ines and Ana Duarte Chair of Economics.",
         ("Omar Haddad",)),
    ],
)  # fmt: skip
def test_who_stands_beside_the_speaker_does_not_speak(text, names):
    (quote,) = extract_quotes(text)

    assert quote.speakers == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ines Duarte and Omar Haddad issued a joint statement. “It was doomed,” they said.",
         ("Ines Duarte", "Omar Haddad")),
        ("Ines Duarte and Omar Haddad told reporters it was safe. “It will last,” they added.",
         ("Ines Duarte", "Omar Haddad")),
        ("Ines Duarte and Omar Haddad said it was safe. Police searched it. “It was empty,” they "
         "added.", ()),
        ("Ines Duarte met Omar Haddad. “It was doomed,” they said.", ()),
    ],
)  # fmt: skip
def test_they_are_the_two_who_spoke_before(text, names):
    quote = extract_quotes(text)[-1]

    assert quote.speakers == names
    assert not quote.joint_speakers or quote.grade is Grade.LIKELY


def test_a_statement_is_that_of_its_writer():
    text = "“It was doomed,” according to a statement from Mayor Ines Duarte."
    (quote,) = extract_quotes(text)

    assert (quote.speaker, quote.role) == ("Ines Duarte", "Mayor")


@pytest.mark.parametrize(
    "text",
    [
        f"Karl Weiss met Ines Duarte and Omar Haddad said it was {Q}",
        f"Karl Weiss thanked Ines Duarte, and Omar Haddad said it was {Q}",
    ],
)
def test_a_clause_behind_and_has_its_own_subject(text):
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Omar Haddad"


def test_a_directorate_with_two_fields_is_not_two():
    text = f"The Science and Trade Institute said it was {Q}"
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Science and Trade Institute"


@pytest.mark.parametrize(
    ("title", "role"), [("Sens.", "Sen."), ("Senators", "Senator"), ("Presidents", "President")]
)
def test_a_title_of_several_is_that_of_each(title, role):
    (quote,) = extract_quotes(f"{title} Ines Duarte and Omar Haddad said it was {Q}")

    assert [quote.role, *(one.role for one in quote.joint_speakers)] == [role, role]
