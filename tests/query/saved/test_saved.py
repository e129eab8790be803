"""A saved search shows what is new since the last look, once, and all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.program import Program

FLOOD = "The flood in Tarn took {number} houses and the council counted all of them twice.\n"


@pytest.fixture
def archive(tmp_path: Path, whosaid: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of one article, whose folder is beside it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    (tmp_path / "articles").mkdir()
    add(tmp_path, "first", 40)
    index(tmp_path, whosaid)
    return tmp_path


def add(archive: Path, name: str, number: int) -> None:
    text = f"---\ntitle: {name}\ndate: 2020-01-01\n---\n{FLOOD.format(number=number)}"
    (archive / "articles" / f"{name}.md").write_text(text, encoding="utf-8")


def index(archive: Path, whosaid: Program) -> None:
    assert whosaid("index", archive / "articles", "--index", archive / "index").status == 0


def test_only_what_was_added_is_news_and_only_once(archive: Path, whosaid: Program):
    saved = whosaid("save", "flood", "flood", "in", "Tarn", "--index", archive / "index")
    nothing = whosaid("news", "--index", archive / "index")
    add(archive, "second", 55)
    index(archive, whosaid)
    first = whosaid("news", "flood", "--index", archive / "index")
    second = whosaid("news", "flood", "--index", archive / "index")

    assert saved.status == 0
    assert (nothing.status, nothing.out) == (1, "")
    assert first.status == 0
    assert "55 houses" in first.out
    assert "40 houses" not in first.out
    assert (second.status, second.out) == (1, "")


def test_a_changed_paragraph_is_news(archive: Path, whosaid: Program):
    whosaid("save", "flood", "flood in Tarn", "--index", archive / "index")
    add(archive, "first", 41)
    index(archive, whosaid)

    assert "41 houses" in whosaid("news", "--index", archive / "index").out


def test_what_is_not_shown_stays_news(archive: Path, whosaid: Program):
    whosaid("save", "flood", "flood in Tarn", "--index", archive / "index")
    for number in range(3):
        add(archive, f"new {number}", 50 + number)
    index(archive, whosaid)
    looks = [whosaid("news", "flood", "--limit", "2", "--index", archive / "index") for _ in "abc"]

    assert [one.status for one in looks] == [0, 0, 1]
    assert "1 more are new" in looks[0].err
    shown = looks[0].out + looks[1].out
    assert all(f"{50 + number} houses" in shown for number in range(3))


def test_a_search_of_another_index_is_not_shown(archive: Path, whosaid: Program, tmp_path: Path):
    whosaid("save", "flood", "flood in Tarn", "--index", archive / "index")
    whosaid("index", archive / "articles", "--index", tmp_path / "other")
    ended = whosaid("news", "flood", "--index", tmp_path / "other")

    assert ended.status == 2
    assert "no search of the name 'flood'" in ended.err


def test_a_search_is_forgotten(archive: Path, whosaid: Program):
    whosaid("save", "flood", "flood in Tarn", "--index", archive / "index")

    assert whosaid("save", "flood", "--remove", "--index", archive / "index").status == 0
    assert whosaid("news", "--index", archive / "index").status == 2


@pytest.mark.parametrize("content", ["", "[]", '{"format": 9}', '{"format": 1, "searches": [1]}'])
def test_a_damaged_file_is_an_error_and_is_left_alone(
    archive: Path, whosaid: Program, content: str
):
    file = archive / "settings" / "whosaid" / "saved.json"
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    ended = whosaid("save", "flood", "flood in Tarn", "--index", archive / "index")

    assert ended.status == 2
    assert "Traceback" not in ended.err
    assert file.read_text(encoding="utf-8") == content


def test_no_question_is_an_error(archive: Path, whosaid: Program):
    assert whosaid("save", "flood", "--index", archive / "index").status == 2


def test_quotes_can_be_saved(archive: Path, whosaid: Program):
    ended = whosaid("save", "q", "flood", "--quotes", "--index", archive / "index")

    assert ended.status == 0
    assert whosaid("news", "q", "--index", archive / "index").status == 1
