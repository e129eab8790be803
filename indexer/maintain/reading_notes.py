"""What reading the files could not do, or had to guess: how many documents, with an example.

Each document's rules tell this of the document (`whosaid show`); here it is counted for all.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.readers.date_rules import AMBIGUOUS, UNREADABLE
from indexer.readers.decoding import GUESSED
from indexer.store.catalog.reader import Catalog


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """A number of documents, and one of them: its path, and what its rules tell."""

    documents: int
    path: str
    told: str


def unreadable_dates(catalog: Catalog) -> ReadingNote | None:
    """Documents with a date that could not be read as a whole; None if there are none."""
    return _note(catalog, "date", (UNREADABLE, AMBIGUOUS))


def guessed_encodings(catalog: Catalog) -> ReadingNote | None:
    """Documents whose encoding nothing states, so that it is a guess; None if there are none."""
    return _note(catalog, "encoding", (GUESSED,))


def _note(catalog: Catalog, rule: str, marks: tuple[str, ...]) -> ReadingNote | None:
    where = " OR ".join("instr(json_extract(rules, ?), ?)" for _ in marks)
    values = [part for mark in marks for part in (f"$.{rule}", mark)]
    query = f"SELECT count(*), min(document) FROM documents WHERE {where}"
    count, first = catalog.select(query, values)[0]
    if not count:
        return None
    example = catalog.document(first)
    return ReadingNote(count, example.path, example.rules.get(rule, ""))
