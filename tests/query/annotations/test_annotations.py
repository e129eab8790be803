"""Own notes and labels: kept line by line, found again, and safe from damage and from runs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.build.rebuild import rebuild_index
from indexer.maintain.check import check_index
from query.annotations.annotation import (
    AnnotationError,
    Colour,
    Label,
    Note,
    checked_label,
    checked_note,
    parse_annotation,
)
from query.annotations.file import NAME, AnnotationFile, Annotations
from query.annotations.place import place_of_note
from tests.support.build import build
from tests.support.hashing import HashingEncoder

NOTE = Note("a1", "doc", 4, 7, "sea", "Ask her about this.", Colour.GREEN, "2024-05-01T10:00:00")
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(words, words, st.integers(0, 99), st.sampled_from(Colour))
def test_a_line_states_just_the_note(text, note, start, colour):
    one = Note("a1", "doc", start, start + 3, text, note, colour, "2024")

    assert parse_annotation(one.line()) == one


@given(words)
def test_a_line_states_just_the_label(label):
    assert parse_annotation(Label("doc", label, "2024").line()) == Label("doc", label, "2024")


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"kind": "note"}', '{"kind": "label"}', "x"])
def test_what_states_nothing_is_refused(line):
    with pytest.raises(ValueError, match=r".*"):
        parse_annotation(line)


def test_the_file_keeps_what_was_put_into_it(tmp_path: Path):
    file = AnnotationFile(tmp_path)
    assert file.read() == Annotations()

    file.change(lambda all_: all_.with_note(NOTE).with_label(Label("doc", "court", "2024")))
    file.change(lambda all_: all_.with_label(Label("doc", "court", "2025")))

    again = AnnotationFile(tmp_path).read()
    assert again.about("doc") == [NOTE]
    assert again.labelled == {"court": ["doc"]}
    file.change(lambda all_: all_.without_note("a1").without_label("doc", "court"))
    assert file.read() == Annotations()


def test_a_note_that_is_not_there_cannot_be_removed(tmp_path: Path):
    with pytest.raises(AnnotationError):
        AnnotationFile(tmp_path).change(lambda all_: all_.without_note("a1"))


def test_a_damaged_line_is_told_and_stays(tmp_path: Path):
    (tmp_path / NAME).write_bytes(b"\xff\n" + NOTE.line().encode() + b"\nwords\n")
    file = AnnotationFile(tmp_path)

    assert file.read().notes == (NOTE,)
    assert len(file.read().problems) == 2
    file.change(lambda all_: all_.with_label(Label("doc", "court", "2024")))
    assert (tmp_path / NAME).read_bytes().startswith(b"\xff\nwords\n")
    assert file.read().notes == (NOTE,)


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path: Path):
    (tmp_path / NAME).mkdir()
    file = AnnotationFile(tmp_path)

    assert file.read().problems
    with pytest.raises(AnnotationError):
        file.change(lambda all_: all_.with_note(NOTE))


def test_changes_at_the_same_time_lose_nothing(tmp_path: Path):
    file = AnnotationFile(tmp_path)
    labels = [Label("doc", f"label {n}", "2024") for n in range(20)]

    def put(label: Label) -> None:
        file.change(lambda all_: all_.with_label(label))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(put, labels))

    assert set(file.read().labels) == set(labels)


def test_annotations_outlive_runs_and_rebuilds(tmp_path: Path):
    articles, index = tmp_path / "articles", tmp_path / "index"
    articles.mkdir()
    (articles / "sea.txt").write_text("The sea rose.\n", encoding="utf-8")
    build(index, articles)
    AnnotationFile(index).change(lambda all_: all_.with_note(NOTE))
    (articles / "wall.txt").write_text("The wall held.\n", encoding="utf-8")

    build(index, articles)
    rebuild_index([articles], index, encoder=HashingEncoder())

    assert AnnotationFile(index).read().notes == (NOTE,)
    assert check_index(index) == []


@given(st.text("se a", max_size=12), st.integers(0, 12), st.integers(1, 4), st.text("se a"))
def test_the_place_of_a_note_is_always_its_words(before, start, length, now):
    words = before[start : start + length]
    note = Note("1", "d", start, start + len(words), words, "x", Colour.BLUE, "2024")

    found = place_of_note(note, now)

    assert (
        (found is None and words not in now)
        or (found is not None and found.of(now) == words)
        or not words
    )


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 81, "a\x00b"])
def test_a_label_is_a_short_line(text):
    with pytest.raises(AnnotationError):
        checked_label(text)


def test_spaces_of_labels_and_notes_are_put_in_order():
    assert checked_label("  court \n record ") == "court record"
    assert checked_note("  two\n\nlines \n") == "two\n\nlines"
    with pytest.raises(AnnotationError):
        checked_note("  ")
