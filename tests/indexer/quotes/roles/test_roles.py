"""Roles as written, with the words that belong to them and no others."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes


def role(text: str) -> str | None:
    """The role given with the first quote."""
    return extract_quotes(text)[0].role


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("said Secretary of State Jane Doe", "Secretary of State"),
        ("said former Ohio Gov. Jane Doe", "former Ohio Gov."),
        ("said Prime Minister Sir Paul Doe", "Prime Minister"),
        ("said first lady Jane Doe", "first lady"),
        ("said Dunmore Port CEO Xilo Doe", "Dunmore Port CEO"),
        ("said Deputy Director of Harbour Fires Jane Doe", "Deputy Director of Harbour Fires"),
        ("said Jane Doe, the district magistrate", "the district magistrate"),
        ("said Jane Doe, a Dunmore judge on Monday", "a Dunmore judge"),
        ("said Jane Doe, Duchess of Dunmore, has", "Duchess of Dunmore"),
        ("said Port Chief of Staff Jane Doe", "Port Chief of Staff"),
        ("is what Gov. Jane Doe said", "Gov."),
        ("said 'Dunmore Hour' guest host Xilo Doe", "guest host"),
        ("said Sir Paul Doe", None),
        (
            "said Harbour Workers Secretary-Treasurer Jane Doe",
            "Harbour Workers Secretary-Treasurer",
        ),
        ("said Dunmore press secretary Jane Doe", "Dunmore press secretary"),
        ("said talk show host Jane Doe", "talk show host"),
        ("said harbour planning director Jane Doe", "harbour planning director"),
        ("said rival Jane Doe", None),
        ("said presidential campaign rival Jane Doe", None),
        ("said Coe ally Jane Doe", "Coe ally"),
        ("said the singer Xilo", "singer"),
        ("said CNN presenter Jane Doe", "CNN presenter"),
        ("said the newspaper Harbour Post", None),
        ("said after the matter Jane Doe", None),
        ("said the rival Sen. Jane Doe", "Sen."),
    ],
)
def test_titles_are_whole(before, expected):
    assert role(f"“We will not sell the old harbour,” {before}.") == expected


def test_whose_campaign_it_is_says_nothing_of_a_role():
    text = (
        "The campaign of Sen. Jane Doe ended.\n\n"
        "“I will not sell the old harbour to anybody,” Doe said."
    )

    assert role(text) == "Sen."


def test_a_verb_before_a_title_is_no_part_of_it():
    text = (
        "They want to force Sen. Jane Doe out.\n\n"
        "“I will not sell the old harbour to anybody,” Doe said."
    )

    assert role(text) == "Sen."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At the state party convention Sen. Jane Doe spoke", "Sen."),
        ("Voters whose views resemble Sen. Jane Doe met", "Sen."),
        ("They did it in a way Harbour Director Jane Doe likes", "Harbour Director"),
        ("The harbour panel Chairman Jane Doe left", "harbour panel Chairman"),
        ("The independent Sen. Jane Doe left", "independent Sen."),
        ("Paul Coe Finally Meets Harbour Speaker Jane Doe", "Harbour Speaker"),
        ("MORE DEADLY STORMS Dunmore Mayor Jane Doe left", "Dunmore Mayor"),
        ("Jane Doe came. The federal judge Doe was speaking of left", None),
        ("Jane Doe came. They would not count Doe in", None),
        ("For comparison, consider Jane Doe and others", None),
        ("Jane Doe came. Some have been veteran Doe haters ever since", None),
        ("Jane Doe came. It was on a private letter Doe wrote", None),
    ],
)
def test_words_of_the_sentence_are_no_part_of_a_title(text, expected):
    assert role(f"{text}.\n\n“We will not sell the old harbour,” Doe said.") == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("a trader", "a trader"),
        ("an astronaut from Ohio", "an astronaut from Ohio"),
        ("a matter for the court", None),
        ("the club’s secretary-treasurer", "the club’s secretary-treasurer"),
        ("a talk show host", "a talk show host"),
        ("an author of books on civil issues", "an author of books on civil issues"),
        ("chief of the club’s voting section", "chief of the club’s voting section"),
        ("a Doe campaign volunteer", "a Doe campaign volunteer"),
        ("a former envoy to Ohio; Dunmore investor Paul Coe", "a former envoy to Ohio"),
        ("the owner of Harbour Ltd -- the club that", "the owner of Harbour Ltd"),
        ("a strategist for causes whose agency left", "a strategist for causes"),
        ("whom Paul Coe made chief of mission", None),
        ("faces one count of theft", None),
        ("host of the show “Harbour Hour,” which", "host of the show “Harbour Hour”"),
        ("host of MSNBC’s “Harbour Hour,” which", "host of MSNBC’s “Harbour Hour”"),
        ("author of ''Harbours of Ohio,'' which", "author of ''Harbours of Ohio''"),
        ("an aide of the couple’s", "an aide of the couple"),
        ("a professor of history at Dunmore College", "a professor of history at Dunmore College"),
        ("a broker based in Dunmore", "a broker based in Dunmore"),
        ("then a supporter of the plan that failed", None),
        ("whose aide was there", None),
    ],
)
def test_an_apposition_is_a_role_where_its_noun_is_one(after, expected):
    text = f"“We will not sell the old harbour,” said Jane Doe, {after}, on Monday."

    assert role(text) == expected


def test_a_long_apposition_is_cut_between_phrases():
    text = (
        "“We will not sell the old harbour,” said Jane Doe, a director of the Dunmore Centre for "
        "the Study of Northern Harbours and Canals in the Age of Steam at the Royal Dunmore "
        "College of Engineering in the North."
    )

    found = role(text)

    assert found is not None
    assert found.startswith("a director of the Dunmore Centre")
    assert found.rsplit(" ", 1)[1] not in ("of", "the", "in", "at", "and", "for")


def test_the_man_is_no_role():
    text = "A man opened the gate. “I have lived here for sixty years,” the man said."

    assert role(text) is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("DUNMORE − Former Governor", "Former Governor"),
        ("suing Republican Gov.", "Republican Gov."),
        ("outgoing Gov.", "outgoing Gov."),
        ("Fire chief", "Fire chief"),
        ("Secretary of State", "Secretary of State"),
        ("Supreme Court Justice annulled", None),
        ('"Night Train" actor', "actor"),
    ],
)
def test_titles_end_with_a_title_and_open_with_what_belongs_to_it(before, expected):
    text = f"{before} Jane Doe came to the harbour.\n\n“We will not sell it,” Doe said."

    assert role(text) == expected


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        (
            "said Major General Hadi Karim al Roe, the Port Operations Coordinator.",
            "Major General, the Port Operations Coordinator",
        ),
        ("said Senator Jane Doe, Democrat of Ohio.", "Senator, Democrat of Ohio"),
        ("said Dr. Jane Doe, a former director of ports.", "Dr., a former director of ports"),
        ("said former Ohio Gov. Jane Doe, who left.", "former Ohio Gov."),
        ("said Senator Jane Doe, of Ohio.", "Senator"),
        ("said Senator Jane Doe, 54, a farmer from Dunmore.", "Senator, a farmer from Dunmore"),
    ],
)
def test_titles_before_and_behind_a_name_both_count(attribution, expected):
    assert role(f"“We will not sell the old harbour,” {attribution}") == expected
