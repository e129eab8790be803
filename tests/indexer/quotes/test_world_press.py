"""Who speaks in the manner of papers all over the world, with the weights that come along."""

from __future__ import annotations

import pytest

from indexer.quotes.extractor import QuoteExtractor

# Text -> the speakers of its quotes, None for a blank.
UNNAMED = [
    (
        "Ann Calder said the quay was “a shame”.\n\nA neighbour, who asked not to be named, said "
        "the street was unsafe. “I stay in,” she said. “I lock the door.”\n\n"
        "“They laugh at us,” she added.",
        ["Ann Calder", None, None],
    ),
    (
        "“We have had enough,” Ann Calder said.\n\nA clerk said the office was cold. "
        "“I bring a blanket,” she said.",
        ["Ann Calder", None],
    ),
    (
        "“We have had enough,” Omar Pell said.\n\nA senior official with the Harbour Trust said "
        "that nothing would change. “There is no money,” he said.",
        ["Omar Pell", None],
    ),
    (
        "“Half of us want to go,” said one councillor who spoke on condition of anonymity, adding "
        "that Omar Pell was to blame. “He is finished,” he said.",
        [None, None],
    ),
    (
        "Ann Calder said it was “a shame”. Ms Calder declined to be identified as the buyer. "
        "“I only look,” she said.",
        ["Ann Calder", "Ann Calder"],
    ),
]
TITLES = [
    ("DI Sally Quist spoke. “We are looking for him,” DI Quist said.", ["Sally Quist"]),
    ("Det Con Sam Okello said it was “a mean trick”.", ["Sam Okello"]),
    ("Prefect Odile Marchetti warned that the road was “no playground”.", ["Odile Marchetti"]),
    ("Luigi Di Falco said it was “a mean trick”.", ["Luigi Di Falco"]),
    ("Mum Donna, 45, said: “She is a tough one, our Kay.”", ["Donna"]),
    ("The Ardmouth TD said it was “a mean trick”.", [None]),
    ("Leader of the Opposition Nadeem Ghori said it was “a mean trick”.", ["Nadeem Ghori"]),
    ("Director of the Harbour Trust Nadeem Ghori said it was “a trick”.", ["Nadeem Ghori"]),
]
OFFICES = [
    (
        "The General Secretary of the Dockers Union, Mr Yaw Asante, called on both sides to "
        "“put the port first”.",
        ["Yaw Asante"],
    ),
    ("The President of the Harbour Trust said it was “a mean trick”.", [None]),
    (
        "A stalwart of the Harbour Party, Chief Tonye Briggs, faulted the order, describing it as "
        "“a recipe for chaos”.",
        ["Tonye Briggs"],
    ),
    ("Doctors at St Brendan’s Hospital have warned that patients are “dying in halls”.", [None]),
]
BODIES = [
    ("The WHO said the outbreak was “under control”.\n\nIts chief, Ann Calder, left.", ["WHO"]),
    ("The US said it would “respond in kind”.", ["US"]),
    (
        "“We want peace,” said former minister L.K. Ghori.\n\nThe party’s IT wing secretary, Omar "
        "Pell, took to the air. “Those in glass houses should not throw stones,” he said.",
        ["L.K. Ghori", "Omar Pell"],
    ),
]
DATELINES = [
    (
        "LAHORE: Accusing the council of “selling the river”, former minister L.K. Ghori on "
        "Saturday called for a vote.",
        ["L.K. Ghori"],
    ),
    ("Calder: Spending is ‘out of all control now’", ["Calder"]),
]
NAMES = [
    ("Saif Al Marzouki spoke. Al Marzouki said it was “a shame”.", ["Saif Al Marzouki"]),
    (
        "“It is late,” said Stu Pell.\n\nMel Quist, of the council, nodded. “I agree,” she said.",
        ["Stu Pell", "Mel Quist"],
    ),
]
OTHERS = [
    ("Kenji Moriwaki rejected the minister’s claim that it was “a shame”.", [None]),
    ("Kenji Moriwaki apologised for an aide’s remark that it was “a shame”.", [None]),
    ("Zara Quist has hit back at trolls who called her “thin and pale”.", [None]),
    ("Zara Quist thanked those who had called the plan “a gift to us all”.", [None]),
]


@pytest.mark.parametrize(
    ("text", "speakers"), [*UNNAMED, *TITLES, *OFFICES, *BODIES, *DATELINES, *NAMES, *OTHERS]
)
def test_speakers(text: str, speakers: list[str | None]):
    quotes = QuoteExtractor.load().extract(text)

    assert [one.speaker for one in quotes] == speakers


# Sentences in which A speaks; the names of the first pairs stand in no list.
PAIRS = [
    ("Finlo Kerrash", "Rhodrig Vauthan", "he"),
    ("Wanjila Kamoro", "Ngozika Adeyole", "she"),
    ("Tan Bee Lianto", "Ong Teck Huato", "he"),
    ("Mary Kerr", "Susan Vaughan", "she"),
]
SENTENCES = [
    "{B} was late. “I am tired,” {b} said.\n\n{A} nodded. “We owe them a pint,” {he} said.",
    "{B} was late. “I am tired,” {b} said.\n\nBut {A} nodded. “We owe them a pint,” {he} said.",
    "{B} was late. “I am tired,” {b} said.\n\nNot so {A}. “We owe them a pint,” {he} said.",
    "{B} spoke. “I am tired,” {b} said. It was the turn of {A}. “We owe them a pint,” {he} said.",
    "“I am tired,” said {B}.\n\n{A}, 34, lost a brother. “We owe them a pint,” {he} said.",
    "“I am tired,” said {B}.\n\nWales’s {A}, asked, nodded. “We owe them a pint,” {he} said.",
    "{B} hit back at {A}, who had called the plan “a recipe for long chaos”.",
    "The village elder {A} was calm. “We owe them a pint,” {he} said. {B} left.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("one", "other", "pronoun"), PAIRS)
def test_a_name_need_not_be_in_a_list(sentence: str, one: str, other: str, pronoun: str):
    text = sentence.format(A=one, B=other, b=other.split()[-1], he=pronoun)

    assert QuoteExtractor.load().extract(text)[-1].speaker == one
