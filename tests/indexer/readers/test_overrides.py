"""What a sidecar or a table gives counts, and its rule is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.overrides import Overrides
from indexer.readers.read import read_documents
from indexer.records import Document

ARTICLE = "---\ntitle: Ferry\ndate: 2015\nauthor: A. Wrong\n---\nThe ferry sank.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def sidecar(article: Path, text: str) -> Path:
    path = article.with_name(article.name + ".meta.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def table(folder: Path, text: str) -> Path:
    path = folder / "metadata.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(article: Path, overrides: Overrides) -> Document:
    [found] = read_documents(article, overrides.of(article.as_posix()))
    assert isinstance(found, Document)
    return found


def test_a_sidecar_counts_before_the_file(article: Path):
    beside = sidecar(article, "date: 2016-05-17\nsource: The Courier\n")
    found = read(article, Overrides((), [beside]))

    assert (found.title, found.date, found.source) == ("Ferry", "2016-05-17", "The Courier")
    assert found.rules == {
        "title": "front matter", "date": "sidecar", "author": "front matter", "source": "sidecar",
    }  # fmt: skip
    assert found.text == "The ferry sank.\n"


def test_a_table_counts_before_the_file_and_after_a_sidecar(article: Path):
    rows = table(
        article.parent,
        "Path;Title;Date;URL\nferry.md;A ferry;17 May 2016;https://courier.example/f\n",
    )
    beside = sidecar(article, "title: The ferry")
    found = read(article, Overrides([rows], [beside]))

    assert (found.title, found.rules["title"]) == ("The ferry", "sidecar")
    assert (found.date, found.rules["date"]) == ("2016-05-17", "metadata table")
    assert (found.source, found.rules["source"]) == ("courier.example", "url")
    assert found.author == "A. Wrong"


def test_an_empty_cell_gives_nothing(article: Path):
    found = read(
        article, Overrides([table(article.parent, "path,title,author\nferry.md,,B. Right\n")])
    )

    assert (found.title, found.author) == ("Ferry", "B. Right")


def test_a_date_that_cannot_be_read_changes_nothing_and_is_told(article: Path):
    found = read(article, Overrides((), [sidecar(article, "date: 17/05/16")]))

    assert (found.date, found.rules["date"]) == ("2015", "front matter; unreadable: 17/05/16")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: [", "ferry.md.meta.yaml: line "),
        ("- a\n- b\n", "not a list of names and values"),
        ("titel: Ferry\n", "gives none of title, date"),
        ("", "empty"),
        ("a: &x 1\ntitle: *x\n", "line 2"),
    ],
)
def test_a_sidecar_that_cannot_be_understood_is_an_error(article: Path, text: str, reason: str):
    overrides = Overrides((), [sidecar(article, text)])

    with pytest.raises(CorpusError, match=reason):
        overrides.of(article.as_posix())
    assert overrides.digest(article.as_posix())


def test_what_names_no_file_is_a_fault(article: Path):
    rows = table(article.parent, "path,title\nferry.md,x\nferry.md,y\n,z\ngone.md,w\n")
    orphan = article.with_name("gone.txt.meta.yaml")
    orphan.write_text("title: x")
    faults = Overrides([rows], [orphan]).faults({article.as_posix()})

    assert [(one.line, one.reason.split(":")[0]) for one in faults[rows.as_posix()]] == [
        (3, "an earlier row has the same path"),
        (4, "the row has no path"),
        (5, "no such file among those that are indexed"),
    ]
    assert [one.reason for one in faults[orphan.as_posix()]] == [
        "no file 'gone.txt' beside it that is indexed"
    ]


@pytest.mark.parametrize("text", ["title,date\na,b\n", "path,x\na,b\n", ""])
def test_a_table_without_the_columns_is_refused(tmp_path: Path, text: str):
    with pytest.raises(CorpusError):
        Overrides([table(tmp_path, text)])


def test_the_digest_changes_with_what_is_given(article: Path):
    name = article.as_posix()
    digests = {
        Overrides().digest(name),
        *(Overrides((), [sidecar(article, f"title: {n}")]).digest(name) for n in range(3)),
    }

    assert len(digests) == 4
    assert Overrides().digest(name) == ""
