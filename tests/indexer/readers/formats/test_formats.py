"""A format is one file and one line: everything else follows from the list."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers import formats
from indexer.readers.folders.files import SUFFIXES, find_files
from indexer.readers.formats import FORMATS, Format, format_of, usual_suffixes
from indexer.readers.read import read_documents
from indexer.records import Document
from tests.support.program import Program

FOLDER = Path(formats.__file__).parent


def test_each_file_of_the_folder_is_one_line_of_the_list():
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}

    assert {one.module for one in FORMATS} == files


def test_no_two_formats_share_a_suffix():
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.module)
def test_each_format_has_a_function_that_reads(one: Format):
    first, *others = inspect.signature(one.load()).parameters.values()

    assert first.name == "path"
    assert all(other.default is not inspect.Parameter.empty for other in others)


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("a.txt", "plain_text"), ("A.TXT", "plain_text"), ("a.b.md", "markdown"),
        ("a.jsonl", "jsonl"), ("a.pdf", "pdf"), ("a.txt.gz", "archive"), ("a.exe", None),
        ("txt", None), (".txt", None), ("a.txt.bak", None),
    ],
)  # fmt: skip
def test_the_name_of_a_file_shows_its_format(name: str, module: str | None):
    found = format_of(Path("folder.md") / name)

    assert (found and found.module) == module


def add(monkeypatch: pytest.MonkeyPatch, one: Format) -> None:
    """Let whosaid read a format more."""
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, one))
    for suffix in one.suffixes:
        monkeypatch.setitem(formats.BY_SUFFIX, suffix, one)


def test_the_longest_suffix_counts(monkeypatch: pytest.MonkeyPatch):
    longer = Format("letters", (".letter.txt",), "plain_text")
    add(monkeypatch, longer)

    assert format_of(Path("a.letter.txt")) is longer
    assert format_of(Path("a.b.tar.gz")) is format_of(Path("a.tgz"))
    assert format_of(Path("a.warc.gz")) is format_of(Path("a.wacz"))


def test_a_format_more_is_found_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    add(monkeypatch, Format("notes", (".note",), "plain_text"))
    (tmp_path / "a.note").write_text("The river fell by a metre.", encoding="utf-8")

    (path,) = find_files([tmp_path])
    (document,) = read_documents(path)

    assert isinstance(document, Document)
    assert document.text == "The river fell by a metre."
    assert usual_suffixes("or").startswith(".txt, .md, .jsonl, ")
    assert usual_suffixes("or").endswith(" or .note")


def test_a_format_whose_packages_are_missing_says_how_to_install_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    absent = Format("film", (".film",), "not_there", extra="film")
    add(monkeypatch, absent)
    (tmp_path / "a.film").write_bytes(b"x")

    with pytest.raises(CorpusError) as caught:
        list(read_documents(tmp_path / "a.film"))

    assert caught.value.reason == ('reading film needs more packages: pip install "whosaid[film]"')


def test_a_fault_of_our_own_is_not_taken_for_a_missing_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    add(monkeypatch, Format("broken", (".txt",), "not_there"))
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")

    with pytest.raises(ModuleNotFoundError):
        list(read_documents(tmp_path / "a.txt"))


def test_the_help_names_the_formats(whosaid: Program):
    assert f"{usual_suffixes('and')} files" in " ".join(whosaid("index", "--help").out.split())


def test_the_list_loads_no_reader():
    code = "import sys, indexer.readers.formats; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert "yaml" not in loaded
    assert [name for name in loaded if name.startswith("indexer.readers.")] == [
        "indexer.readers.formats"
    ]
