"""Readers: what each format gives, and that nothing bad stops a run or goes unsaid."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import CorpusError
from indexer.readers import decoding, source
from indexer.readers.failure import ReadFailure
from indexer.readers.folders.files import find_files
from indexer.readers.formats import jsonl
from indexer.readers.read import read_documents
from indexer.records import Document

ARTICLE = "The river fell by a metre overnight, and the ferry ran again.\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_one(path: Path) -> Document:
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    return document


def reason(path: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        list(read_documents(path))
    return caught.value.reason


def test_every_article_of_the_corpus_is_read_as_its_readme_says(corpus):
    items = [item for path in find_files([corpus]) for item in read_documents(path)]

    assert len(items) == 14
    assert all(isinstance(item, Document) and item.title for item in items)
    assert len({item.document_id for item in items}) == 14


def test_a_seed_like_text_has_its_title_and_three_lines_of_context(corpus):
    document = read_one(corpus / "tarn-sleeper-cells.txt")

    assert (
        document.title == "Sleeper cells still threaten Tarn a year after the Red Standard’s defeat"
    )
    assert [span.of(document.text) for span in document.context] == [
        "NORTHMARK | SECURITY",
        document.title,
        "Tarn, Northmark",
    ]


def test_front_matter_is_not_part_of_the_text_and_line_says_where_the_text_begins(tmp_path):
    path = write(tmp_path, "a.md", f"---\ntitle: No\ndate: 2016-05-17\n---\n\n{ARTICLE}")

    document = read_one(path)

    assert document.text == f"\n{ARTICLE}"
    assert document.line == 5
    assert (document.title, document.date) == ("No", "2016-05-17")
    assert document.path == path.as_posix()


def test_newlines_are_normalised_and_nothing_else_changes(tmp_path):
    words = "a\u2028b\x0bc\u0085d \u00a0 e\u0301 \u202e\ufeff"

    document = read_one(write(tmp_path, "a.txt", f"\r\n{words}\r{words}\n\r\n"))

    assert document.text == f"\n{words}\n{words}\n\n"


def test_the_same_file_has_the_same_id_by_whatever_path(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", ARTICLE)
    (tmp_path / "x").mkdir()
    monkeypatch.chdir(tmp_path)

    ids = {read_one(p).document_id for p in (path, Path("a.txt"), tmp_path / "x" / ".." / "a.txt")}

    assert len(ids) == 1
    assert len(ids.pop()) == 16


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty: nothing but white space"),
        (b"\xef\xbb\xbf", "empty"),
        (b"abc\0def", "binary: a NUL at byte 4"),
        (b"\x01\x02\x03" * 50, "binary: 150 of 150 bytes are control characters"),
        (b"%PDF-1.7 words", "binary: a PDF file, not text"),
        (b"\xff\xfe" + bytes(range(1, 256)) * 40, "binary: begins like UTF-16-LE but is not"),
        (b"---\ntitle: [a\n---\nBody", "line 3: front matter is not YAML"),
        (b"---\ntitle: a\nBody", "line 1: no --- line closes the front matter"),
        (b"---\ntitle: a\n---\n \n", "empty: front matter without an article"),
        (b"---\na: &x [b]\nc: *x\n---\nBody", "line 3: front matter has an alias (*x)"),
        (b"---\na: " + b"[" * 9000 + b"]" * 9000 + b"\n---\nBody", "line 2: front matter is nest"),
        (b"---\na: \"\x07\"\n---\nBody", "line 2: front matter is not YAML"),
        (b"---\n- a: b\n---\nBody", "line 2: front matter is not a list of names"),
    ],
)  # fmt: skip
def test_a_bad_file_says_what_is_wrong_and_where(tmp_path, content, expected):
    assert reason(write(tmp_path, "a.md", content)).startswith(expected)


def test_tags_in_front_matter_make_nothing(tmp_path):
    path = write(tmp_path, "a.md", f"---\ntitle: !!python/name:os.system\n---\n{ARTICLE}")

    assert read_one(path).title is None


def test_prose_between_two_rules_is_no_front_matter(tmp_path):
    text = f"---\nAn old text\n---\n{ARTICLE}"

    assert read_one(write(tmp_path, "a.md", text)).text == text


def test_a_file_beyond_the_limit_is_refused_with_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MAX_TEXT_BYTES", 2**20)

    assert "larger than 1 MiB" in reason(write(tmp_path, "a.txt", b"a" * (2**20 + 1)))
    assert len(read_one(write(tmp_path, "b.txt", b"a" * 2**20)).text) == 2**20


def test_what_is_no_regular_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")

    assert reason(tmp_path / "pipe.txt") == "not a regular file"
    assert reason(tmp_path / "gone.txt") == "a link to a file that does not exist"
    assert "cannot be read" in reason(tmp_path / "missing.txt")
    assert "not a format that whosaid reads" in reason(write(tmp_path, "a.exe", "a"))
    assert reason(tmp_path) == "not a regular file"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_without_permission_is_refused(tmp_path):
    path = write(tmp_path, "a.txt", ARTICLE)
    path.chmod(0)

    assert reason(path) == f"cannot be read: {os.strerror(errno.EACCES)}"


def test_a_name_that_is_not_utf8_is_refused_in_words_that_can_be_shown(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(ARTICLE)

    with pytest.raises(CorpusError, match="not UTF-8; rename it") as caught:
        list(read_documents(path))

    str(caught.value).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_reason(tmp_path, data):
    for name in ("a.txt", "a.md", "a.jsonl"):
        with contextlib.suppress(CorpusError):
            for item in read_documents(write(tmp_path, name, data)):
                words = item.reason if isinstance(item, ReadFailure) else item.text
                assert words.strip()
                assert words.encode().decode() == words


def test_jsonl_needs_one_line_in_memory_at_a_time(tmp_path, monkeypatch):
    """A document comes out before what follows it is looked at."""
    lines = [json.dumps({"text": ARTICLE})] * 3
    path = write(tmp_path, "a.jsonl", "\n".join(lines))
    parsed = []
    real = jsonl.parse_json
    monkeypatch.setattr(jsonl, "parse_json", lambda words: parsed.append(words) or real(words))

    next(read_documents(path))

    assert len(parsed) == 1


def test_limit_of_decoding_is_stated():
    assert decoding.MAX_TEXT_BYTES == 64 * 2**20


@pytest.mark.skipif(not Path("/proc/kmsg").exists(), reason="no kernel's log")
@pytest.mark.parametrize("name", ["log.txt", "log.jsonl", "log.md"])
def test_a_link_to_the_kernels_log_is_not_waited_for(tmp_path, name, monkeypatch):
    (tmp_path / name).symlink_to("/proc/kmsg")
    opened = []
    monkeypatch.setattr(source, "_without_waiting", lambda path, flags: opened.append(path) or 99)

    with contextlib.suppress(CorpusError):
        source.open_source(tmp_path / name)

    assert opened == [os.devnull]
