"""One record a person: what is joined, and what never is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.names.graph import join
from indexer.names.people import Alias, Occurrence, Role, unify


def _names(*documents: str) -> list[list[str]]:
    """Every person's spellings; each argument holds a document's speakers, parted by semicolons."""
    occurrences = [
        Occurrence(number, name.strip())
        for number, speakers in enumerate(documents)
        for name in speakers.split(";")
    ]
    people = unify(occurrences)
    return sorted(sorted({p.name, *(alias.name for alias in p.aliases)}) for p in people)


def test_nujaifi_is_one_person():
    assert _names("Atheel al-Nujaifi", "Nujaifi", "al-Nujaifi", "Atheel Nujaifi") == [
        ["Atheel Nujaifi", "Atheel al-Nujaifi", "Nujaifi", "al-Nujaifi"]
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Robert Kennedy Jr.", "Robert Kennedy Sr."),
        ("George W. Bush", "George H. W. Bush"),
        ("Stephen Miller", "Steven Miller"),
        ("Bill Smith", "William Smith"),  # nothing more is known
        ("Bill Graham", "Will Graham"),
        ("Hassan Karimi", "Hussein Karimi"),
        ("Ada Busch", "Ada Bush"),
        ("New York Times", "New Times"),
        ("Clinton Campaign", "Clinton Foundation"),
        ("Pope Francis", "Jane Francis"),
        ("Van Jones", "Alex Jones"),
        ("CNN", "Jane Cnn Roe"),
    ],
)
def test_two_people_stay_two(one, other):
    assert _names(one, other) == sorted([[one], [other]])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald J. Trump", "Donald Trump"),
        ("Hillary Rodham Clinton", "Hillary Clinton"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Bashar al-Assad", "Bashar Asad"),
        ("François Hollande", "Francois Hollande"),
        ("The New York Times", "New York Times"),
    ],
)
def test_one_person_in_two_spellings_is_joined(one, other):
    assert _names(one, other) == [sorted([one, other])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "William J. Clinton"),
        ("Joe Biden", "Joseph R. Biden"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Mohammed al-Jubouri", "Muhammad al-Jabouri"),
        ("D. Trump", "Donald Trump"),
    ],
)
def test_names_that_may_be_two_peoples_are_joined_by_what_they_are(one, other):
    def people(role: str, other_role: str | None) -> int:
        occurrences = [Occurrence(1, one, role), Occurrence(2, other, other_role)]
        return len(unify(occurrences))

    assert people("the president", "former president") == 1
    assert people("Sen.", "a senator of Utah") == 1
    assert people("a tax lawyer", "a leader of a union") == 2
    assert people("a tax lawyer", None) == 2


def test_a_name_between_two_people_is_neither():
    assert _names("George Bush", "George W. Bush", "George H. W. Bush") == [
        ["George Bush"],
        ["George H. W. Bush"],
        ["George W. Bush"],
    ]


def test_short_forms_that_meet_in_one_document_are_two_people():
    assert _names("Bill Clinton; William Clinton") == [["Bill Clinton"], ["William Clinton"]]


def test_a_family_name_is_the_one_in_its_document():
    assert _names("Hillary Clinton; Clinton", "Bill Clinton") == [
        ["Bill Clinton"],
        ["Clinton", "Hillary Clinton"],
    ]


def test_a_family_name_that_may_be_two_peoples_is_nobodys():
    people = unify(
        [Occurrence(1, "Hillary Clinton"), Occurrence(2, "Bill Clinton"), Occurrence(3, "Clinton")]
    )

    assert [(p.name, p.is_resolved) for p in people] == [
        ("Bill Clinton", True),
        ("Clinton", False),
        ("Hillary Clinton", True),
    ]


@pytest.mark.parametrize("name", ["Smith", "Israel", "Guardian", "Frank"])
def test_a_family_name_that_tells_little_is_joined_within_a_document_only(name):
    full = f"Ada {name}"

    assert _names(full, name) == sorted([[full], [name]])
    assert _names(f"{full}; {name}") == [sorted([full, name])]


def test_a_record_has_counts_dates_aliases_and_roles_over_time():
    people = unify(
        [
            Occurrence(1, "Atheel al-Nujaifi", "Nineveh Governor", "2014-06-10", 2),
            Occurrence(2, "Nujaifi", None, "2016", 1),
            Occurrence(3, "Atheel al-Nujaifi", "former Nineveh Governor", "2017-01-02", 3),
            Occurrence(4, "Atheel al-Nujaifi", "Nineveh governor", "2015-01-02", 1),
        ]
    )

    (person,) = people
    assert (person.name, person.quotes, person.documents) == ("Atheel al-Nujaifi", 7, 4)
    assert (person.first, person.last) == ("2014-06-10", "2017-01-02")
    assert person.aliases == (Alias("Nujaifi", 1),)
    assert person.roles == (
        Role("Nineveh Governor", 3, "2014-06-10", "2015-01-02"),
        Role("former Nineveh Governor", 3, "2017-01-02", "2017-01-02"),
    )
    assert person.occurrences == (0, 1, 2, 3)


PAIRS = """
    Bill Clinton; Hillary Clinton; Clinton; William J. Clinton; George Bush; George W. Bush; Bush;
    George H. W. Bush; Donald Trump; Donald Trump Jr.; Trump; D. Trump; Atheel al-Nujaifi; Nujaifi;
    Usama al-Nujaifi; Mohammed Jubouri; Muhammad al-Jabouri; Van Jones; Jones; Kim Jong-un; Kim;
    New York Times; Times; Pope Francis; Francis; ...;
"""
names = st.sampled_from([name.strip() for name in PAIRS.split(";")])
occurrences = st.builds(
    Occurrence, st.integers(0, 5), names, quotes=st.just(1), likely=st.integers(0, 1)
)
archives = st.lists(occurrences, max_size=30)


@given(archives)
def test_nothing_is_lost_and_nothing_counted_twice(archive):
    people = unify(archive)

    assert sorted(place for p in people for place in p.occurrences) == list(range(len(archive)))
    assert sum(p.quotes for p in people) == len(archive)


@given(archives)
def test_two_full_family_members_never_share_a_record(archive):
    for person in unify(archive):
        written = {person.name, *(alias.name for alias in person.aliases)}
        assert not {"Bill Clinton", "Hillary Clinton"} <= written
        assert not {"Atheel al-Nujaifi", "Usama al-Nujaifi"} <= written
        assert not {"Donald Trump", "Donald Trump Jr."} <= written
        assert not {"George W. Bush", "George H. W. Bush"} <= written


@given(archives, st.randoms())
def test_the_order_of_documents_does_not_matter(archive, random):
    shuffled = list(archive)
    random.shuffle(shuffled)

    def plain(occurrences):
        return sorted(
            (p.name, p.aliases, p.quotes, p.documents, p.is_resolved) for p in unify(occurrences)
        )

    assert plain(archive) == plain(shuffled)


pairs = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[0] < e[1]))


@given(pairs, pairs)
def test_nothing_in_a_group_contradicts_another_of_it(edges, contradictions):
    groups = join(8, edges, lambda a, b: (min(a, b), max(a, b)) in contradictions)

    for a, b in combinations(range(8), 2):
        assert groups[a] != groups[b] or (a, b) not in contradictions


@given(pairs)
def test_without_contradictions_all_that_is_connected_is_joined(edges):
    groups = join(8, edges, lambda a, b: False)

    assert all(groups[a] == groups[b] for a, b in edges)


def test_a_name_joins_two_that_nothing_tells_to_be_one():
    """The joint evidence of a third name counts; what is only unknown is no contradiction."""
    people = unify(
        [
            Occurrence(1, "Joe Biden", "Vice President"),
            Occurrence(2, "Joseph R. Biden", "the vice president"),
            Occurrence(3, "Joseph Biden"),
        ]
    )

    assert len(people) == 1


def test_a_role_is_one_with_and_without_an_article_and_in_a_title_of_several():
    written = ["the mayor", "Mayor", "mayor", "Sens.", "Sen.", "Sen.", "the mayor of Tarn"]
    (person,) = unify(
        [
            Occurrence(number, "Ada Tarn", role, f"2016-01-0{number + 1}")
            for number, role in enumerate(written)
        ]
    )

    assert [(role.role, role.quotes, role.first) for role in person.roles] == [
        ("Mayor", 3, "2016-01-01"),
        ("Sen.", 3, "2016-01-04"),
        ("the mayor of Tarn", 1, "2016-01-07"),
    ]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        (["Ana Rivas Fuentes; Rivas"], [["Ana Rivas Fuentes", "Rivas"]]),
        (["Ana Rivas Fuentes", "Rivas"], [["Ana Rivas Fuentes"], ["Rivas"]]),
        (["Ana Rivas Fuentes; Eva Rivas Mora; Rivas"],
         [["Ana Rivas Fuentes"], ["Eva Rivas Mora"], ["Rivas"]]),
        (["Ana Rivas Fuentes; Eva Rivas; Rivas"], [["Ana Rivas Fuentes"], ["Eva Rivas", "Rivas"]]),
        (["Mary Louise Fuentes; Louise"], [["Louise"], ["Mary Louise Fuentes"]]),
        (["Ana R. Fuentes; R."], [["Ana R. Fuentes"], ["R."]]),
    ],
)  # fmt: skip
def test_the_first_of_two_family_names_is_enough_in_the_same_document(documents, expected):
    assert _names(*documents) == expected


def _people(*occurrences: Occurrence, graded: bool = True) -> list[tuple[str, int, int]]:
    return [(one.name, one.sure, one.likely) for one in unify(occurrences, graded=graded)]


def test_a_likely_name_joins_the_one_person_that_it_fits():
    sure, likely = Occurrence(1, "Joseph R. Tarn"), Occurrence(2, "Joseph Tarn", likely=1)

    assert _people(sure, likely, likely) == [("Joseph R. Tarn", 1, 2)]


def test_a_likely_name_does_not_join_others():
    bridge = Occurrence(3, "J. Tarn", "the mayor of Marlow", likely=1)
    both = (Occurrence(1, "Joseph Tarn"), Occurrence(2, "John Tarn"))

    assert len(_people(*both, bridge)) == 3
    assert _people(Occurrence(1, "Ann Poe", likely=1), Occurrence(2, "Ann B. Poe", likely=1)) == [
        ("Ann B. Poe", 0, 1), ("Ann Poe", 0, 1)
    ]  # fmt: skip
    assert _people(Occurrence(1, "Calderhaven"), Occurrence(2, "Ann Calderhaven", likely=1)) == [
        ("Ann Calderhaven", 0, 1), ("Calderhaven", 1, 0)
    ]  # fmt: skip


def test_without_grades_all_names_join_alike():
    names = (Occurrence(1, "Ann Poe", likely=1), Occurrence(2, "Ann B. Poe", likely=1))

    assert len(_people(*names, graded=False)) == 1


def test_only_sure_quotes_count_where_that_is_wanted():
    found = unify([Occurrence(1, "Ann Poe"), Occurrence(2, "Ann Poe", likely=1)], sure_only=True)

    assert [(one.quotes, one.documents, one.likely) for one in found] == [(1, 1, 0)]


def _named(*names: str, same: Pairs = (), different: Pairs = ()) -> list[list[str]]:
    """The names of each person; each name is in an article of its own."""
    archive = [Occurrence(number, name) for number, name in enumerate(names)]
    people = unify(archive, same=same, different=different)
    return sorted(sorted(archive[place].name for place in one.occurrences) for one in people)


Pairs = Sequence[tuple[str, str]]


@pytest.mark.parametrize(
    ("same", "different", "expected"),
    [
        ([], [], [["Ann Poe", "Ann B. Poe"], ["Kit Loe"], ["Loe"], ["Nan Roe"]]),
        ([("ann poe", "Nan Roe")], [],
         [["Ann Poe", "Ann B. Poe", "Nan Roe"], ["Kit Loe"], ["Loe"]]),
        ([], [("Ann Poe", "Ann B. Poe")],
         [["Ann Poe"], ["Ann B. Poe"], ["Kit Loe"], ["Loe"], ["Nan Roe"]]),
        ([("Ann Poe", "Nan Roe")], [("Ann B. Poe", "Nan Roe")],
         [["Ann Poe", "Nan Roe"], ["Ann B. Poe"], ["Kit Loe"], ["Loe"]]),
        ([("Loe", "Kit Loe")], [], [["Ann Poe", "Ann B. Poe"], ["Kit Loe", "Loe"], ["Nan Roe"]]),
        ([("Ann Poe", "Nan Roe"), ("Nan Roe", "Kit Loe")], [("Ann Poe", "Kit Loe")],
         [["Ann Poe", "Ann B. Poe"], ["Kit Loe"], ["Loe"], ["Nan Roe"]]),
        ([("Ann Poe", "Nobody Known")], [],
         [["Ann Poe", "Ann B. Poe"], ["Kit Loe"], ["Loe"], ["Nan Roe"]]),
    ],
)  # fmt: skip
def test_a_readers_word_joins_and_separates(same: Pairs, different: Pairs, expected):
    found = _named("Ann Poe", "Ann B. Poe", "Nan Roe", "Loe", "Kit Loe", "Jim Loe",
                   same=same, different=different)  # fmt: skip

    assert found == sorted(sorted(one) for one in [*expected, ["Jim Loe"]])


def test_a_family_name_that_is_another_persons_by_a_readers_word():
    assert _named("Calderhaven", "Ann Calderhaven") == [["Ann Calderhaven", "Calderhaven"]]
    assert _named(
        "Calderhaven", "Ann Calderhaven", different=[("Calderhaven", "Ann Calderhaven")]
    ) == [["Ann Calderhaven"], ["Calderhaven"]]


def test_people_keep_their_names_though_only_another_spelling_counts():
    occurrences = [Occurrence(1, "Ann Calderhaven"), Occurrence(2, "Calderhaven")]

    (person,) = unify(occurrences, within=[2])

    assert (person.name, person.aliases) == ("Ann Calderhaven", (Alias("Calderhaven", 1),))
    assert (person.quotes, person.occurrences) == (1, (1,))
