"""Decisions about quotes: as lines of a file, and as they change what was found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decisions.apply import DecidedQuotes
from indexer.decisions.decision import (
    AnyDecision,
    Decision,
    Identity,
    PeopleDecision,
    Verdict,
    decided,
    parse_decision,
)
from indexer.decisions.file import DecisionError, Decisions, read_decisions, write_decisions
from indexer.records import Document, Grade, JointSpeaker, Quote, QuoteKind, Span
from indexer.store.layout import Layout

TEXT = "“No,” he said. Then he said “no.” Then “No,” said Roe."
DOCUMENT = Document("a1", "/a.txt", TEXT)


def quote(start: int, speaker: str | None = "Ann Poe") -> Quote:
    span = Span(start, start + 3)
    return Quote((span,), QuoteKind.DIRECT, None, Span(6, 8), speaker, "mayor", 0.8, Grade.LIKELY)


FIRST, LAST = quote(1), quote(TEXT.rindex("No,"))


def test_the_speaker_of_a_decision_is_sure():
    about = decided(DOCUMENT, FIRST, Verdict.SPEAKER, "Paul Doe")

    assert DecidedQuotes([about]).of(DOCUMENT, [FIRST, LAST]) == (
        replace(
            FIRST, mention=None, speaker="Paul Doe", role=None, confidence=1.0, grade=Grade.SURE
        ),
        LAST,
    )


def test_a_speaker_who_is_confirmed_keeps_the_role():
    about = decided(DOCUMENT, FIRST, Verdict.SPEAKER, "Ann Poe")

    assert DecidedQuotes([about]).of(DOCUMENT, [FIRST]) == (
        replace(FIRST, confidence=1.0, grade=Grade.SURE),
    )


@pytest.mark.parametrize("verdict", [Verdict.SPEAKER, Verdict.NOBODY])
def test_another_speaker_speaks_alone(verdict):
    together = replace(FIRST, joint_speakers=(JointSpeaker("Omar Haddad", Span(6, 8)),))
    about = decided(DOCUMENT, FIRST, verdict, "Paul Doe" if verdict is Verdict.SPEAKER else None)

    (found,) = DecidedQuotes([about]).of(DOCUMENT, [together])

    assert found.joint_speakers == ()


def test_nobody_and_not_a_quote():
    nobody = decided(DOCUMENT, FIRST, Verdict.NOBODY)
    none = decided(DOCUMENT, LAST, Verdict.NOT_A_QUOTE)
    (left,) = DecidedQuotes([nobody, none]).of(DOCUMENT, [FIRST, LAST])

    assert (left.speaker, left.mention, left.role, left.grade) == (None, None, None, Grade.UNSURE)
    assert left.parts == FIRST.parts


def test_the_nearest_quote_of_the_same_words_is_meant():
    about = decided(DOCUMENT, LAST, Verdict.NOT_A_QUOTE)
    edited = replace(DOCUMENT, text=f"New. {TEXT}")
    moved = [
        replace(one, parts=(Span(one.span.start + 5, one.span.end + 5),)) for one in (FIRST, LAST)
    ]

    assert DecidedQuotes([about]).of(edited, moved) == (moved[0],)


def test_words_that_are_no_quote_any_more_change_nothing():
    about = replace(decided(DOCUMENT, FIRST, Verdict.NOT_A_QUOTE), words="Yes,")

    assert DecidedQuotes([about]).of(DOCUMENT, [FIRST]) == (FIRST,)


def test_an_article_that_has_moved_keeps_its_decisions_and_another_has_none():
    about = DecidedQuotes([decided(DOCUMENT, FIRST, Verdict.NOT_A_QUOTE)])

    assert about.of(replace(DOCUMENT, document_id="b2"), [FIRST]) == ()
    assert about.of(Document("b2", "/b.txt", f"{TEXT} More."), [FIRST]) == (FIRST,)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
decisions = st.builds(
    Decision,
    st.sampled_from([Verdict.NOBODY, Verdict.NOT_A_QUOTE]),
    texts, texts, st.integers(0), st.integers(0), texts,
)  # fmt: skip


names = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)
people = st.builds(PeopleDecision, st.sampled_from(list(Identity)), st.tuples(names, names))


@given(decisions | people)
def test_a_line_states_its_decision(decision: AnyDecision):
    assert "\n" not in decision.line()
    assert parse_decision(decision.line()) == decision


@pytest.mark.parametrize(
    "line",
    ['{"verdict": "same", "names": ["Ann"]}', '{"verdict": "different", "names": ["", "Ann"]}',
     "", "[]", "{", "{}", '{"verdict": "maybe"}',
     decided(DOCUMENT, FIRST, Verdict.NOBODY).line().replace("null", '"Ann"'),
     decided(DOCUMENT, FIRST, Verdict.SPEAKER, "Ann").line().replace('"Ann"', "null"),
     decided(DOCUMENT, FIRST, Verdict.NOBODY).line().replace('"start": 1', '"start": true')],
)  # fmt: skip
def test_a_line_that_states_no_decision(line: str):
    with pytest.raises(ValueError, match=r"."):
        parse_decision(line)


def test_damaged_lines_are_told_and_stay_in_the_file(tmp_path: Path):
    layout = Layout(tmp_path)
    about = decided(DOCUMENT, FIRST, Verdict.NOBODY)
    layout.decisions.write_bytes(b"\xff{\n" + about.line().encode() + b"\nwords\n")
    found = read_decisions(layout)
    write_decisions(layout, found.with_one(decided(DOCUMENT, LAST, Verdict.NOT_A_QUOTE)))

    assert found.all == (about,)
    assert [note.split(", ", 1)[1] for note in found.notes] == [
        "line 1: this is no decision; it is left out",
        "line 3: this is no decision; it is left out",
    ]
    assert layout.decisions.read_bytes().splitlines()[:3] == [
        b"\xff{", b"words", about.line().encode()
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_told_and_not_written_over(tmp_path: Path):
    layout = Layout(tmp_path)
    layout.decisions.mkdir()
    found = read_decisions(layout)

    assert len(found.notes) == 1
    with pytest.raises(DecisionError):
        write_decisions(layout, found)


def test_a_later_decision_takes_the_place_of_an_earlier_one():
    first = decided(DOCUMENT, FIRST, Verdict.NOBODY)
    later = decided(DOCUMENT, FIRST, Verdict.SPEAKER, "Paul Doe")

    assert Decisions().with_one(first).with_one(later).all == (later,)
    assert Decisions().with_one(later).without(first).all == ()


def test_a_later_word_about_two_names_takes_the_place_of_an_earlier_one():
    same = PeopleDecision(Identity.SAME, ("Ann Poe", "Paul Doe"))
    different = PeopleDecision(Identity.DIFFERENT, ("Paul Doe", "Ann Poe"))
    found = Decisions().with_one(same).with_one(different)

    assert found.names(Identity.SAME) == []
    assert found.names(Identity.DIFFERENT) == [("Paul Doe", "Ann Poe")]
