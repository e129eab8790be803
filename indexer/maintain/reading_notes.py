"""What reading the files could not do, or had to guess: how many documents, with an example.

Each document's rules tell this of the document (`whosaid show`); here it is counted for all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from indexer.readers.date_rules import AMBIGUOUS, UNREADABLE
from indexer.readers.decoding import GUESSED
from indexer.store.catalog.reader import Catalog
from indexer.text.languages.common_words import ENGLISH
from indexer.text.languages.names import LANGUAGE_NAMES
from indexer.text.languages.recognise import analysed_as


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


def other_languages(catalog: Catalog) -> dict[str, int]:
    """How many documents are in each language but English, by its name, most first."""
    query = "SELECT language, count(*) FROM documents WHERE language NOTNULL GROUP BY language"
    counts = Counter[str]()
    for tag, count in catalog.select(query):
        code = analysed_as(tag)
        if code != ENGLISH:
            counts[LANGUAGE_NAMES.get(code, code)] += count
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _note(catalog: Catalog, rule: str, marks: tuple[str, ...]) -> ReadingNote | None:
    where = " OR ".join("instr(json_extract(rules, ?), ?)" for _ in marks)
    values = [part for mark in marks for part in (f"$.{rule}", mark)]
    query = f"SELECT count(*), min(document) FROM documents WHERE {where}"
    count, first = catalog.select(query, values)[0]
    if not count:
        return None
    example = catalog.document(first)
    return ReadingNote(count, example.path, example.rules.get(rule, ""))
