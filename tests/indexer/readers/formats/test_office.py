"""Files that other programs made of one invented article: `tests/files`, `tests/corpus`."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.formats import FORMATS
from indexer.readers.read import read_documents
from indexer.records import Document

FILES = Path(__file__).parents[3] / "files"
SAYS = "“It came up through the floor before it came in through the door,” said Ines Calder"
OFFICE = ("libreoffice.odt", "libreoffice.rtf", "pandoc.docx", "pandoc.rtf")


def only(path: Path) -> Document:
    documents = list(read_documents(path))
    assert len(documents) == 1
    assert isinstance(documents[0], Document)
    return documents[0]


def reason(path: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        list(read_documents(path))
    return caught.value.reason


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_file_gives_its_paragraphs(name: str):
    paragraphs = only(FILES / name).text.split("\n\n")

    assert len(paragraphs) == 11
    assert any(paragraph.startswith(SAYS) for paragraph in paragraphs)
    assert paragraphs[-1].endswith("he said, “if the ground is what we think it is.”")


@pytest.mark.parametrize("name", [name for name in OFFICE if name != "pandoc.rtf"])
def test_its_properties_give_title_and_author_but_no_date(name: str):
    document = only(FILES / name)

    assert document.title == "River Esk floods lower Ardmouth for the first time in 61 years"
    assert (document.author, document.date) == ("Petra Oduya", None)
    assert document.rules["title"] == "document properties"


@pytest.mark.parametrize("name", OFFICE)
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.95])
def test_a_file_that_was_cut_off_says_so(name: str, share: float, tmp_path: Path):
    data = (FILES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(data[: int(share * len(data))])
    try:
        documents = list(read_documents(path))
    except CorpusError:  # it says that the file is damaged
        return

    assert path.suffix == ".rtf"  # its markup is text, and a part of it is readable
    assert documents


def test_an_encrypted_or_old_file_says_what_to_do(tmp_path: Path):
    path = tmp_path / "old.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert "save it again as .docx, without a password" in reason(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (300 << 20))

    assert "larger than" in reason(path)


def test_external_entities_are_not_fetched(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the desk")
    path = tmp_path / "entity.docx"
    with zipfile.ZipFile(FILES / "pandoc.docx") as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
                data = data.replace(b"?>", b"?>" + entity.encode(), 1)
                data = data.replace(b"Ines Calder", b"Ines &x;")
            new.writestr(info.filename, data)
    try:
        text = only(path).text
    except CorpusError:
        text = ""

    assert "secret of the desk" not in text


def test_every_format_has_a_suffix_of_its_own():
    suffixes = [suffix for one in FORMATS for suffix in one.suffixes]

    assert len(suffixes) == len(set(suffixes))
