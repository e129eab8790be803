"""Interviews without quotation marks, told from lists with labels."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes

HEAD = "Ines Duarte of the Post spoke to Omar Haddad.\n\n"


def turns(text: str) -> list[tuple[str, str | None]]:
    return [(one.parts[0].of(text), one.speaker) for one in extract_quotes(text)]


def test_each_turn_is_a_quote_of_whom_the_label_names():
    text = (
        f"{HEAD}Ines Duarte: Were you there?\n\nOmar Haddad: I was there until noon.\n\n"
        "Duarte: Did you see the boat?\n\nHaddad: I saw it go down."
    )

    assert turns(text) == [
        ("Were you there?", "Ines Duarte"),
        ("I was there until noon.", "Omar Haddad"),
        ("Did you see the boat?", "Ines Duarte"),
        ("I saw it go down.", "Omar Haddad"),
    ]


@pytest.mark.parametrize("words", ["{}", "“{}”"])
def test_initials_stand_for_the_one_person_who_has_them(words):
    said = [("ID", "Were you there?"), ("OH", "Until noon."), ("ID", "Why?"), ("OH", "I left it.")]
    text = HEAD + "\n\n".join(f"{name}: {words.format(one)}" for name, one in said)

    assert {speaker for _, speaker in turns(text)} == {"Ines Duarte", "Omar Haddad"}


def test_initials_of_nobody_are_no_name():
    text = f"{HEAD}XY: “Were you there that night?”\n\nOmar Haddad: “I was.”"

    assert turns(text)[0][1] is None


@pytest.mark.parametrize(
    "text",
    [
        "Monday: Rain in the north.\n\nTuesday: Sun.\n\nMonday: Rain.\n\nTuesday: Sun and wind.",
        f"{HEAD}Duarte: 1,769.\n\nHaddad: 1,501.\n\nDuarte: 547.\n\nHaddad: 46.",
        f"{HEAD}Duarte: A mayor since 2010.\n\nHaddad: A baker in the old town.",
        "Flour: Two cups.\n\nSugar: One cup.\n\nFlour: A spoon.\n\nMilk: Some.",
    ],
)
def test_a_list_is_no_interview(text):
    assert turns(text) == []
