from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from indexer.build.extractor_version import EXTRACTOR_VERSION, current_version
from indexer.quotes import extract_quotes
from indexer.readers.folders.files import find_files
from indexer.readers.read import read_documents
from indexer.records import Document

TESTS = Path(__file__).parents[2]
RECORD = TESTS / "golden" / "extractor_version.json"
RAISE = (
    "The extractor finds other quotes than version {} did: raise EXTRACTOR_VERSION in "
    "indexer/build/extractor_version.py, then run this test with --update-golden."
)


def extraction() -> str:
    """SHA-256 in hex of all that is found in the made-up articles of the tests."""
    whole = sha256()
    for path in sorted((TESTS / "golden" / "quotes").glob("*.txt")):
        add(whole, extract_quotes(path.read_text(encoding="utf-8")))
    for file in find_files([TESTS / "corpus"]):
        for document in read_documents(file):
            assert isinstance(document, Document)
            add(whole, extract_quotes(document.text, title=document.title, author=document.author))
    return whole.hexdigest()


def add(whole, quotes) -> None:
    whole.update(json.dumps([asdict(quote) for quote in quotes]).encode())


def test_the_version_is_raised_when_the_extraction_differs(update_golden):
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    now = {"version": EXTRACTOR_VERSION, "extraction": extraction()}
    if update_golden:
        assert now["extraction"] == recorded["extraction"] or now["version"] != recorded["version"]
        RECORD.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        return

    assert now == recorded, RAISE.format(recorded["version"])


def test_an_index_of_before_the_numbers_counts_as_the_first_version():
    hashed = "df64ae29c22f60235b01cbea25ab05167658deae210b9a6e746a77d86b51d8b3"

    assert current_version(hashed) == "1"
    assert current_version("2") == "2"
