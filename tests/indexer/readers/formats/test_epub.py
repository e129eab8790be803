from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.read import read_documents
from indexer.records import Document
from tests.support.hostile import CHAPTER, epub

BOOK = Path(__file__).parents[3] / "files" / "pandoc.epub"


def test_a_chapter_is_a_document_with_the_facts_of_the_book():
    chapters = [one for one in read_documents(BOOK) if isinstance(one, Document)]
    text = "\n\n".join(one.text for one in chapters)

    assert chapters
    assert all(one.record.endswith(".xhtml") for one in chapters)
    assert {one.title for one in chapters} == {
        "River Esk floods lower Ardmouth for the first time in 61 years"
    }
    assert {one.date for one in chapters} == {None}
    assert "“We offered six pumps,” he said." in text


def test_a_book_with_copy_protection_says_so(tmp_path: Path):
    path = tmp_path / "a.epub"
    path.write_bytes(BOOK.read_bytes())
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("META-INF/rights.xml", "<rights/>")

    with pytest.raises(CorpusError, match="copy protection"):
        list(read_documents(path))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_book_that_was_cut_off_says_so(tmp_path: Path, share: float):
    path = tmp_path / "a.epub"
    data = BOOK.read_bytes()
    path.write_bytes(data[: int(share * len(data))])

    with pytest.raises(CorpusError):
        list(read_documents(path))


def test_entities_from_outside_are_not_read(tmp_path: Path):
    (tmp_path / "secret.txt").write_text("the secret of the desk")
    path = tmp_path / "a.epub"
    entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    with zipfile.ZipFile(BOOK) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith(".opf"):
                head, _, rest = data.partition(b"?>")
                data = head + b"?>" + entity.encode() + rest.replace(b"River", b"&x;", 1)
            new.writestr(info.filename, data)
    try:
        found = [one for one in read_documents(path) if isinstance(one, Document)]
    except CorpusError:
        return

    assert all("secret of the desk" not in f"{one.title} {one.text}" for one in found)


def test_a_chapter_that_is_not_in_the_book_costs_no_other(tmp_path: Path):
    path = tmp_path / "a.epub"
    path.write_bytes(epub({"../../etc/passwd": "", "a.xhtml": CHAPTER}))

    failure, chapter = read_documents(path)

    assert isinstance(failure, ReadFailure)
    assert failure.reason.endswith("not in the book, or damaged")
    assert isinstance(chapter, Document)
