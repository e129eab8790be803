"""A small index of each released format, never written again, is read by every later version.

`pytest tests/test_formats.py --update-golden` writes the one of the present format if there is
none yet; it never touches one that is there.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.build.pipeline import build_index
from indexer.maintain.check import check_index
from indexer.maintain.compact import compact_index
from indexer.maintain.status import read_status
from indexer.store.catalog.state import RunReport
from indexer.store.layout import FORMAT_VERSION, OLDEST_READABLE
from query.engine import Engine
from query.render.fields import document_fields, hit_fields, quote_fields
from query.settings import Mode, Settings
from tests.support.articles import write_articles
from tests.support.hashing import HashingEncoder

LATER = {
    "language": None,
    "section": None,
    "grade": "likely",
    "polarity": "said",
    "joint_speakers": [],
}
"""What is shown in the place of columns that an older format had not."""

FORMATS = Path(__file__).parent / "formats"
PRESENT = FORMATS / f"v{FORMAT_VERSION}"
QUESTIONS = ("who rebuilt the bridge?", "harbour council", "Marlow", "it was late")
NEWER = ("rules", "start", "end", "text")
"""Fields that the files of expected answers do not have; the last three repeat what `parts` say."""

SOURCES = Path("/tmp/whosaid-frozen")  # where the articles lay when the index was made


def versions() -> list[Path]:
    return sorted(path for path in FORMATS.iterdir() if path.is_dir())


def known(fields: dict[str, object]) -> dict[str, object]:
    """The fields that are not as an older format, which has no columns for them, shows them."""
    return {
        name: value
        for name, value in fields.items()
        if name not in NEWER and (name, value) not in LATER.items()
    }


def described(index: Path) -> dict[str, Any]:
    """All that the index holds, and what it answers, as plain values."""
    with Engine.open(index, HashingEncoder()) as engine:
        documents = {}
        for number in engine.index.documents.tolist():
            document = engine.index.catalog.document(number)
            documents[document.document_id] = {
                **known(document_fields(document)),
                "text": document.text,
                "passages": [
                    [one.paragraph, *one.span] for one in engine.index.catalog.passages_of(number)
                ],
                "quotes": [
                    known(quote_fields(document, quote))
                    for quote in engine.index.catalog.quotes_of(number)
                ],
            }
        found = {
            f"{mode.value}: {question}": [
                {key: hit_fields(hit)[key] for key in ("passage_id", "line", "matches")}
                for hit in engine.ask(question, Settings(limit=3, mode=mode)).hits
            ]
            for question in QUESTIONS
            for mode in (Mode.KEYWORD, Mode.SEMANTIC)
        }
    return {"documents": documents, "answers": found}


def write_present_format() -> None:
    """Two runs, so that there are two segments, a deleted article and a moved one."""
    shutil.rmtree(SOURCES, ignore_errors=True)
    for version, numbers in enumerate([range(3), range(2, 4)]):
        write_articles(SOURCES, numbers, version)
        build_index([SOURCES], PRESENT / "index", encoder=HashingEncoder())
    for name in ("writer.lock", "catalog.db-wal", "catalog.db-shm"):
        (PRESENT / "index" / name).unlink(missing_ok=True)
    copy = Path(shutil.copytree(PRESENT / "index", SOURCES / "copy"))  # reading leaves traces
    text = json.dumps(described(copy), indent=1, ensure_ascii=False, sort_keys=True)
    (PRESENT / "expected.json").write_text(text + "\n", encoding="utf-8")
    shutil.rmtree(SOURCES)


def test_there_is_an_index_of_every_format(update_golden: bool):
    if update_golden and not PRESENT.exists():
        write_present_format()

    assert [path.name for path in versions()] == [
        f"v{version}" for version in range(OLDEST_READABLE, FORMAT_VERSION + 1)
    ]


@pytest.fixture(params=versions(), ids=lambda path: path.name)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of the index, and what it held when it was written."""
    source: Path = request.param
    expected = json.loads((source / "expected.json").read_text(encoding="utf-8"))
    return Path(shutil.copytree(source / "index", tmp_path / "index")), expected


def test_it_holds_and_answers_what_it_did(frozen: tuple[Path, dict[str, Any]]):
    index, expected = frozen

    assert json.loads(json.dumps(described(index))) == expected


def test_it_is_sound(frozen: tuple[Path, dict[str, Any]]):
    index, expected = frozen

    assert check_index(index) == []
    assert read_status(index).documents == len(expected["documents"])


def test_it_can_be_written_and_compacted(frozen: tuple[Path, dict[str, Any]], tmp_path: Path):
    index, expected = frozen
    write_articles(tmp_path / "more", range(20, 22))

    report = build_index([tmp_path / "more"], index, encoder=HashingEncoder())
    before = described(index)
    compact_index(index)

    assert described(index) == before
    assert replace(report, renewed=0) == RunReport(added=2)
    assert report.renewed in {0, len(expected["documents"])}  # once the extractor has changed
    assert read_status(index).format == FORMAT_VERSION
    assert check_index(index) == []
    held = json.loads(json.dumps(described(index)["documents"]))
    assert len(held) == len(expected["documents"]) + 2
    for name, document in expected["documents"].items():
        assert held[name] == {**document, "quotes": held[name]["quotes"]}
