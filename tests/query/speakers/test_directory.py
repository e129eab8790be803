"""Who is quoted, and what a question makes of a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.names.matching import Level
from query.engine import Engine
from query.parse.tree import Not, SpokenBy
from query.settings import Settings
from query.speakers.directory import Directory, meant
from tests.support.hashing import HashingEncoder
from tests.support.quoted import build_quoted


@pytest.fixture
def asked(quoted_index: Path) -> Iterator[Engine]:
    with Engine.open(quoted_index, HashingEncoder()) as opened:
        yield opened


@pytest.fixture
def directory(asked: Engine) -> Directory:
    return Directory(asked.index.catalog)


def test_everyone_is_listed_most_quoted_first(directory: Directory):
    assert [(person.name, person.quotes) for person in directory.everyone()] == [
        ("Atheel al-Nujaifi", 2),
        ("Bill Clinton", 1),
        ("Clinton", 1),
        ("Hatem al-Jubouri", 1),
        ("Hillary Clinton", 1),
    ]


def test_a_person_has_aliases_roles_and_dates(directory: Directory):
    person = directory.everyone()[0]

    assert [alias.name for alias in person.aliases] == ["Nujaifi"]
    assert [(role.role, role.first) for role in person.roles] == [
        ("Nineveh governor", "2014-06-10"),
        ("former Nineveh governor", "2016-11-20"),
    ]
    assert (person.first, person.last) == ("2014-06-10", "2016-11-20")


def test_a_family_name_that_may_be_two_peoples_is_said_to_be_so(directory: Directory):
    unresolved = [person.name for person in directory.everyone() if not person.is_resolved]

    assert unresolved == ["Clinton"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("clin", ["Bill Clinton", "Clinton", "Hillary Clinton"]),
        ("CLINTON hil", ["Hillary Clinton"]),
        ("*nujaifi", ["Atheel al-Nujaifi"]),
        ("hatem*", ["Hatem al-Jubouri"]),
        ("?ill clinton", ["Bill Clinton"]),
        ("linton", []),
        ("[a-z]*", []),
    ],
)
def test_a_pattern_chooses_people(directory: Directory, pattern: str, names: list[str]):
    assert [person.name for person in directory.everyone(pattern)] == names


def test_a_name_is_looked_up_as_it_would_be_among_all(directory: Directory):
    """Looking up one name joins nothing that the whole archive keeps apart."""
    everyone = {person.name: person for person in directory.everyone()}

    for name in ("Clinton", "Nujaifi", "Jubouri", "Hillary", "Bill Clinton"):
        for one in directory.find(name):
            assert one.person.quotes == everyone[one.person.name].quotes


def test_a_given_name_is_meant_only_where_nothing_fits_better(directory: Directory):
    assert [one.person.name for one in meant(directory.find("Hillary"))] == ["Hillary Clinton"]
    assert [one.level for one in directory.find("Hillary")] == [Level.WEAK]


@pytest.mark.parametrize("name", ["", "...", "'", "x" * 10_000, "\x00", "\ud800"])
def test_no_name_is_an_error(directory: Directory, name: str):
    assert directory.find(name) == ()


def test_ask_finds_only_passages_that_quote_the_speaker(asked: Engine):
    answer = asked.ask("bridges", Settings(limit=50, filters=SpokenBy("Hillary Clinton")))

    assert [hit.passage.text[:8] for hit in answer.hits] == ["“Bridges"]
    assert answer.searched == 1
    assert answer.notes == (
        "speaker: Hillary Clinton (1)",
        "probably not meant by 'Hillary Clinton': Clinton (1)",
    )


def test_ask_leaves_out_passages_that_quote_the_speaker(asked: Engine):
    everything = asked.ask("bridges", Settings(limit=50))
    others = asked.ask("bridges", Settings(limit=50, filters=Not(SpokenBy("Clinton"))))

    assert others.searched == everything.searched - 3


def test_what_somebody_said_is_looked_for_first_where_they_are_quoted(asked: Engine):
    answer = asked.ask("What did Hillary Clinton say about bridges?")
    free = asked.ask("What did Hillary Clinton say about bridges?", Settings(spoken=False))

    assert answer.hits[0].quotes[0].speaker == "Hillary Clinton"
    assert answer.notes == (
        "preferred speaker: Hillary Clinton (1); --no-speaker-preference prefers nobody",
        "probably not meant by 'Hillary Clinton': Clinton (1)",
    )
    assert answer.searched == free.searched > 1
    assert free.notes == ()


def test_who_said_is_no_part_of_what_was_said(asked: Engine):
    answer = asked.ask("who said bridges need money?")

    assert answer.hits[0].quotes[0].speaker == "Hillary Clinton"
    assert answer.question == "who said bridges need money?"


TITLED = """“Pumps fail,” said Ada Tarn, the mayor.

“Pumps cost money,” said Bela Tarn, a baker.

“Pumps are made here,” said Tarn Foundation.

“Pumps rust,” said Joseph Carver Jr, a senator.

“Pumps hum,” said Carla Osten Fjord, a painter.
"""


@pytest.fixture
def titled(tmp_path: Path) -> Iterator[Directory]:
    (tmp_path / "pumps").mkdir()
    (tmp_path / "pumps" / "a.txt").write_text(TITLED, encoding="utf-8")
    build_quoted(tmp_path / "pumps", tmp_path / "index")
    with Engine.open(tmp_path / "index", HashingEncoder()) as opened:
        yield Directory(opened.index.catalog)


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("Mayor Tarn", ["Ada Tarn"]),
        ("Tarn", ["Ada Tarn", "Bela Tarn"]),
        ("Senator Tarn", ["Ada Tarn", "Bela Tarn"]),
        ("Tarn Foundation", ["Tarn Foundation"]),
        ("Joe Carver", ["Joseph Carver Jr"]),
        ("Joe Carver Sr.", []),
        ("Town Director Ada Tarn", ["Ada Tarn"]),
        ("the Rev. Ada Tarn", ["Ada Tarn"]),
        ("House Speaker Ada Tarn", ["Ada Tarn"]),
        ("Minister of Health Ada Tarn", ["Ada Tarn"]),
        ("Minister of Public Works Ada Tarn", ["Ada Tarn"]),
        ("town mayor Tarn", ["Ada Tarn"]),
        ("pump inspector Ada Tarn", ["Ada Tarn"]),
        ("nobody tarn", []),
        ("Painter Carla Osten Fjord", ["Carla Osten Fjord"]),
        ("the Velden Painter Osten Fjord", ["Carla Osten Fjord"]),
        ("Painter Bela Osten Fjord", []),
        ("critic of Mayor Tarn", []),
        ("friend to the Painter Carla Osten Fjord", []),
        ("aide to Mayor Tarn", []),
        ("aide to Mayor Ada Tarn", []),
        ("spokesman for Ada Tarn", []),
        ("critics of Ada Tarn", []),
        ("Osten Fjord", ["Carla Osten Fjord"]),
        ("Carla Osten", ["Carla Osten Fjord"]),
    ],
)
def test_who_is_meant_by_a_title_or_a_part_of_a_name(
    titled: Directory, name: str, chosen: list[str]
):
    assert sorted(one.person.name for one in meant(titled.find(name))) == chosen


def test_who_is_passed_over_is_named(titled: Directory):
    assert titled.notes([SpokenBy("Mayor Tarn")]) == [
        "speaker: Ada Tarn (1)",
        "probably not meant by 'Mayor Tarn': Bela Tarn (1), Tarn Foundation (1)",
    ]


def test_no_note_repeats_a_name_without_end(directory: Directory):
    name = "x" * 100_000

    assert all(len(note) < 200 for note in directory.notes([SpokenBy(name)]))
    assert all(len(note) < 200 for note in directory.notes_excluded([SpokenBy(name)]))
