"""Every name under which an answer shows a place leads back to it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from indexer.errors import DocumentNotFoundError
from indexer.store.catalog.find import find_place
from indexer.store.index import Index
from tests.support.hashing import HashingEncoder

ARTICLES = {
    "flood.md": "---\ntitle: The flood in Ardmouth\n---\n\n"
    "The first.\n\nThe second\nis longer.\n\nThird.",
    "second.md": "---\ntitle: The flood in Vell\n---\n\nAnother article about water.",
    "plain.txt": "Ships wait for grain\n\nThey waited.\n\nThey sailed.\n",
    unicodedata.normalize("NFD", "zürich/café.txt"): "Der See\n\nA lake froze over.\n",
}  # fmt: skip
RECORDS = [
    {"id": f"r{number}", "title": f"Record {number}", "text": f"Text of {number}."}
    for number in (1, 2)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("find")
    for name, text in ARTICLES.items():
        (root / "articles" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "articles" / name).write_text(text, encoding="utf-8")
    lines = "".join(json.dumps(record) + "\n" for record in RECORDS)
    (root / "articles" / "wire.jsonl").write_text(lines, encoding="utf-8")
    build_index([root / "articles"], root / "index", encoder=HashingEncoder())
    return root


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[Index]:
    opened = Index.open(folder / "index")
    yield opened
    opened.close()


def found(index: Index, name: str) -> tuple[str, str | None]:
    """The title of the article, and the words of the passage."""
    place = find_place(index.catalog, name)
    title = index.catalog.document(place.document).title or ""
    return title, place.passage and place.passage.text


def id_of(index: Index, name: str) -> str:
    return index.catalog.document(find_place(index.catalog, name).document).document_id


FLOOD = "The flood in Ardmouth"


@pytest.mark.parametrize(
    ("name", "title", "words"),
    [
        ("flood.md", FLOOD, None),
        ("articles/flood.md", FLOOD, None),
        ("the flood in ardmouth", FLOOD, None),
        ("ardmouth", FLOOD, None),
        ("Flood Ardmouth", FLOOD, None),
        ("flood.md:5", FLOOD, "The first."),
        ("flood.md:7", FLOOD, "The second\nis longer."),
        ("flood.md:8", FLOOD, "The second\nis longer."),
        ("flood.md:9", FLOOD, "The second\nis longer."),
        ("flood.md:10", FLOOD, "Third."),
        ("flood.md:1", FLOOD, "The first."),
        ("ardmouth:2", FLOOD, "The second\nis longer."),
        ("r2", "Record 2", None),
        ("wire.jsonl:2", "Record 2", None),
        ("r2:1", "Record 2", "Text of 2."),
        ("ship grains", "Ships wait for grain", None),
        ("plain.txt:5", "Ships wait for grain", "They sailed."),
        (unicodedata.normalize("NFC", "café.txt"), "Der See", None),
        (unicodedata.normalize("NFD", "zürich/café.txt:3"), "Der See", "A lake froze over."),
        (unicodedata.normalize("NFC", "zürich/café.txt:3"), "Der See", "A lake froze over."),
    ],
)
def test_a_name_leads_to_its_place(index: Index, name: str, title: str, words: str | None):
    assert found(index, name) == (title, words)


def test_an_id_and_the_beginning_of_one(index: Index):
    whole = id_of(index, "flood.md")

    assert found(index, whole) == found(index, whole[:8]) == (FLOOD, None)
    assert found(index, f"{whole}:2") == found(index, f"{whole[:8]}:2")
    assert found(index, f"{whole}:2") == (FLOOD, "The second\nis longer.")


def test_a_path_from_the_working_folder(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(folder / "index")

    assert found(index, "../articles/flood.md") == (FLOOD, None)
    assert found(index, "../articles/flood.md:10") == (FLOOD, "Third.")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("flood", "may be any of .*“The flood in .*“The flood in "),
        ("the flood in", "may be any of "),
        ("wire.jsonl", "may be any of "),
        ("flood.md:99", "the file has no line 99"),
        ("ardmouth:9", "the article has no paragraph 9"),
        ("flood.md, page 2", "no passage begins on page 2"),
        ("no such words", "no such document"),
        ("", "no such document"),
        ("%", "no such document"),
        ("\0", "no such document"),
        ("a:\n", "no such document"),
    ],
)
def test_what_is_no_place_is_refused_with_the_choice(index: Index, name: str, reason: str):
    with pytest.raises(DocumentNotFoundError, match=reason):
        find_place(index.catalog, name)
