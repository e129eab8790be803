from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.read import read_documents
from indexer.records import Document

PLAIN = "The River Esk rose four metres in nine hours.\n\n“We asked twice,” said Ines Calder.\n"


def message(text: str | None = PLAIN, page: str | None = None, number: int = 1) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "River Esk floods the lower town – again"
    made["From"] = "Petra Oduya <petra@courier.invalid>"
    made["Date"] = "Tue, 21 Nov 2017 06:30:00 +0100"
    made["Message-ID"] = f"<alert-{number}@courier.invalid>"
    if text is not None:
        made.set_content(text)
    if page is not None and text is not None:
        made.add_alternative(page, subtype="html")
    elif page is not None:
        made.set_content(page, subtype="html")
    return made


def read(path: Path, data: bytes) -> list[Document | ReadFailure]:
    path.write_bytes(data)
    return list(read_documents(path))


def test_a_message_gives_its_text_and_its_headers(tmp_path: Path):
    [found] = read(tmp_path / "a.eml", message().as_bytes())

    assert isinstance(found, Document)
    assert found.text.strip() == PLAIN.strip()
    assert found.title == "River Esk floods the lower town – again"
    assert (found.author, found.date) == ("Petra Oduya", "2017-11-21")
    assert found.rules["date"] == "mail header"


def test_a_date_that_cannot_be_read_is_told(tmp_path: Path):
    data = message().as_bytes().replace(b"Tue, 21 Nov 2017 06:30:00 +0100", b"the day before")
    [found] = read(tmp_path / "a.eml", data)

    assert isinstance(found, Document)
    assert found.date is None
    assert found.rules["date"] == "unreadable: the day before"


def test_a_plain_part_that_is_only_a_note_gives_way_to_the_page(tmp_path: Path):
    page = "<html><body><p>The River Esk rose.</p><p>“We asked,” said Calder.</p></body></html>"
    [found] = read(tmp_path / "a.eml", message("See web.", page).as_bytes())
    [kept] = read(tmp_path / "b.eml", message(PLAIN, page).as_bytes())

    assert isinstance(found, Document)
    assert isinstance(kept, Document)
    assert found.text == "The River Esk rose.\n\n“We asked,” said Calder."
    assert kept.text.strip() == PLAIN.strip()


def test_attachments_are_documents_of_their_own(tmp_path: Path):
    made = message()
    made.add_attachment("Pumps were refused twice.", filename="note.txt")
    made.add_attachment(b"\0\1", maintype="image", subtype="png", filename="map.png")
    found = read(tmp_path / "a.eml", made.as_bytes())

    assert [one.record for one in found] == ["", "note.txt"]
    assert isinstance(found[1], Document)
    assert found[1].text.strip() == "Pumps were refused twice."
    assert found[1].path == found[0].path


def test_a_mailbox_gives_every_message(tmp_path: Path):
    box = b"".join(
        b"From petra Tue Nov 21 06:30:00 2017\n" + message(number=number).as_bytes() + b"\n"
        for number in (1, 2, 2)
    )
    found = read(tmp_path / "a.mbox", box)

    assert [one.record for one in found] == [
        "alert-1@courier.invalid", "alert-2@courier.invalid",
        f"alert-2@courier.invalid@{found[2].line}",
    ]  # fmt: skip
    assert len({one.document_id for one in found if isinstance(one, Document)}) == 3


def test_a_message_without_a_text_is_a_failure_among_others(tmp_path: Path):
    box = b"From a\n" + message("").as_bytes() + b"\nFrom b\n" + message().as_bytes()
    first, second = read(tmp_path / "a.mbox", box)

    assert isinstance(first, ReadFailure)
    assert first.reason == "empty: the message has no text"
    assert isinstance(second, Document)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"no headers here", b"\xff\xfe\0\0"])
def test_what_is_no_message_is_refused(tmp_path: Path, data: bytes):
    with pytest.raises(CorpusError):
        read(tmp_path / "a.eml", data)


def test_a_message_of_messages_has_a_limit(tmp_path: Path):
    parts = "".join(f"--b\nContent-Type: text/plain\n\n{number}\n" for number in range(1_100))
    data = f"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n"

    with pytest.raises(CorpusError, match="more than 1,000 parts"):
        read(tmp_path / "a.eml", data.encode())
