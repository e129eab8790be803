from __future__ import annotations

import gzip
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.folders.passed_over import NO_SUFFIX
from indexer.readers.packed import allowance
from indexer.readers.read import read_documents
from indexer.records import Document


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_the_files_in_a_zip_are_read_as_in_a_folder(tmp_path: Path):
    path = zipped(tmp_path / "a.zip", {
        "2017/flood.txt": b"The river rose.",
        "2017/wire.jsonl": b'{"id": "x", "text": "Closed."}\n{"text": 1}\n',
        "2017/map.png": b"\x89PNG",
        "__MACOSX/._flood.txt": b"x",
    })  # fmt: skip
    found = list(read_documents(path))

    assert [one.record for one in found] == [
        "2017/flood.txt", "2017/wire.jsonl/x", "2017/wire.jsonl/2"
    ]  # fmt: skip
    assert {one.path for one in found} == {path.as_posix()}
    assert isinstance(found[2], ReadFailure)


def test_files_in_archives_that_are_not_read_are_counted_by_suffix(tmp_path: Path):
    inner = zipped(tmp_path / "inner.zip", {"b.txt": b"The dam held.", "c.exe": b"x"})
    mail = EmailMessage()
    mail["Subject"] = "Report"
    mail.set_content("The report is attached.")
    mail.add_attachment(b"x", maintype="application", subtype="x", filename="figures.XLS")
    path = zipped(tmp_path / "a.zip", {
        "2017/flood.txt": b"The river rose.", "2017/map.PNG": b"x", "2017/other.png": b"x",
        "Makefile": b"x", "__MACOSX/._flood.txt": b"x", ".hidden": b"x",
        "page.html": b"<p>" + b"The council met. " * 20, "page_files/logo.png": b"x",
        "inner.zip": inner.read_bytes(), "mail.eml": mail.as_bytes(),
    })  # fmt: skip
    left = allowance.Allowance()
    list(read_documents(path, allowance=left))

    assert left.skipped == {".png": 2, NO_SUFFIX: 1, ".exe": 1, ".xls": 1}


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz"])
def test_the_files_in_a_tar_are_read_as_in_a_folder(tmp_path: Path, name: str):
    folder = tmp_path / "2017"
    folder.mkdir()
    (folder / "flood.txt").write_text("The river rose.", encoding="utf-8")
    (folder / "map.png").write_bytes(b"x")
    (folder / "link.txt").symlink_to("/etc/passwd")
    with tarfile.open(tmp_path / name, "w" if name == "a.tar" else "w:gz") as archive:
        archive.add(folder, "2017")

    left = allowance.Allowance()
    [found] = read_documents(tmp_path / name, allowance=left)
    assert isinstance(found, Document)
    assert (found.record, found.text) == ("2017/flood.txt", "The river rose.")
    assert left.skipped == {".png": 1}

    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 8])
    with pytest.raises(CorpusError, match=r"not a complete tar file|cannot be read"):
        list(read_documents(tmp_path / name))


def test_the_parts_of_a_saved_page_are_no_articles_in_a_zip_either(tmp_path: Path):
    page = f"<p>{'The river rose by four metres in nine hours. ' * 9}</p>".encode()
    path = zipped(tmp_path / "a.zip", {
        "saved/Flood.html": page,
        "saved/Flood_files/frame.html": page,
        "other_files/notes.html": page,
    })  # fmt: skip

    assert [one.record for one in read_documents(path)] == [
        "other_files/notes.html", "saved/Flood.html"
    ]  # fmt: skip


def test_a_packed_file_is_read(tmp_path: Path):
    path = tmp_path / "wire.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "x", "text": "Closed."}\n'))
    [found] = read_documents(path)

    assert isinstance(found, Document)
    assert (found.record, found.text) == ("wire.jsonl/x", "Closed.")


def test_a_bomb_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(allowance, "MAX_TEXT_BYTES", 1_000)
    path = zipped(tmp_path / "a.zip", {"a.txt": b"a" * 5_000, "b.txt": b"Words."})
    first, second = read_documents(path)

    assert isinstance(first, ReadFailure)
    assert "larger than" in first.reason
    assert isinstance(second, Document)


def test_an_archive_of_bombs_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(allowance, "MOST_BYTES", 1_000)
    path = zipped(tmp_path / "a.zip", {f"{n}.txt": b"word " * 100 for n in range(5)})

    with pytest.raises(CorpusError, match="when unpacked"):
        list(read_documents(path))


@pytest.mark.parametrize("share", [0.0, 0.2, 0.8])
@pytest.mark.parametrize("name", ["a.zip", "a.txt.gz"])
def test_an_archive_that_was_cut_off_says_so(tmp_path: Path, name: str, share: float):
    path = tmp_path / name
    if name.endswith(".zip"):
        zipped(path, {f"{n}.txt": bytes(range(32, 126)) * 9 for n in range(9)})
    else:
        path.write_bytes(gzip.compress(bytes(range(32, 126)) * 99))
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])

    with pytest.raises(CorpusError, match="not a complete"):
        list(read_documents(path))


def test_an_archive_in_an_archive_is_read(tmp_path: Path):
    inner = zipped(tmp_path / "in.zip", {"a.txt": b"The river rose."})
    path = zipped(tmp_path / "out.zip", {"in.zip": inner.read_bytes()})
    [found] = read_documents(path)

    assert found.record == "in.zip/a.txt"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.zip"])
def test_a_member_that_is_read_in_pieces_may_have_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setattr(allowance, "MAX_TEXT_BYTES", 1_000)
    lines = b'{"text": "The river rose."}\n' * 100
    path = tmp_path / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(lines))
    else:
        zipped(path, {"a.jsonl": lines})

    assert len([one for one in read_documents(path) if isinstance(one, Document)]) == 100


def test_archives_in_archives_share_one_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(allowance, "MOST_MEMBERS", 20)
    inner = zipped(tmp_path / "in.zip", {f"{n}.txt": b"The river rose." for n in range(9)})
    path = zipped(tmp_path / "out.zip", {f"{n}.zip": inner.read_bytes() for n in range(9)})
    found = []

    with pytest.raises(CorpusError, match="more than 20 files in it"):
        found.extend(read_documents(path))
    assert len([one for one in found if isinstance(one, Document)]) < 20
