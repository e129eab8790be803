"""The catalog's tables: their columns, and which columns a reader looks through as a whole.

To add a column before the format is released, add its line to the table in `TABLES`, before
`checksum`. The row's checksum and the table's digest cover every column by themselves. Then write
the value in `write_rows`, read it by its name in `read_rows`, and give the views in `format1` and
`format2` a value for it. A column that a filter reads also gets an entry in `TEXTS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

APPLICATION_ID = 0x77686F73  # "whos": lets `file` and SQLite's tools tell whose database it is

TABLES: dict[str, tuple[str, ...]] = {
    # What was named on the command line, so that a run without a path knows where to look.
    "roots": (
        "path TEXT PRIMARY KEY",
        "checksum INTEGER NOT NULL",
    ),
    # What else was chosen on the command line and holds for later runs: see `catalog.sources`.
    "choices": (
        "kind TEXT NOT NULL",
        "value TEXT NOT NULL",
        "checksum INTEGER NOT NULL",
        "PRIMARY KEY (kind, value)",
    ),
    # One row a source file as it was last read, so that an unchanged one is not read again.
    "files": (
        "path TEXT PRIMARY KEY",
        "size INTEGER NOT NULL",
        "modified INTEGER NOT NULL",
        "changed INTEGER NOT NULL",
        "inode INTEGER NOT NULL",
        "digest TEXT NOT NULL",
        "overrides TEXT NOT NULL",
        "checksum INTEGER NOT NULL",
    ),
    # What could not be read, kept until it succeeds or the file goes.
    "failures": (
        "path TEXT NOT NULL",
        "line INTEGER NOT NULL",
        "reason TEXT NOT NULL",
        "checksum INTEGER NOT NULL",
        "PRIMARY KEY (path, line)",
    ),
    # How many files in an archive have another format than whosaid reads, by suffix.
    "skipped": (
        "path TEXT NOT NULL",
        "suffix TEXT NOT NULL",
        "files INTEGER NOT NULL",
        "checksum INTEGER NOT NULL",
        "PRIMARY KEY (path, suffix)",
    ),
    # A document's passages have one range of numbers, so that a reader needs no row of each.
    # `..._vectors`: the sum of the checksums of the document's vectors, modulo 2**64.
    "documents": (
        "document INTEGER PRIMARY KEY",
        "document_id TEXT NOT NULL UNIQUE",
        "path TEXT NOT NULL",
        "record TEXT NOT NULL",
        "line INTEGER NOT NULL",
        "title TEXT",
        "date TEXT",
        "source TEXT",
        "author TEXT",
        "url TEXT",
        "rules TEXT NOT NULL",
        "context TEXT NOT NULL",
        "language TEXT",
        "section TEXT",
        "places TEXT NOT NULL",
        "digest TEXT NOT NULL",
        "first_passage INTEGER NOT NULL",
        "passages INTEGER NOT NULL",
        "first_quote INTEGER NOT NULL",
        "quotes INTEGER NOT NULL",
        "passage_vectors INTEGER NOT NULL",
        "quote_vectors INTEGER NOT NULL",
        "checksum INTEGER NOT NULL",
    ),
    # Apart, so that looking through the documents does not mean reading them; see `packing`.
    "texts": (
        "document INTEGER PRIMARY KEY",
        "text BLOB NOT NULL",
        "checksum INTEGER NOT NULL",
    ),
    "passages": (
        "passage INTEGER PRIMARY KEY",
        "document INTEGER NOT NULL",
        "paragraph INTEGER NOT NULL",
        "start INTEGER NOT NULL",
        "end INTEGER NOT NULL",
        "checksum INTEGER NOT NULL",
    ),
    # Offsets are into the document's text; `parts` is a JSON list of [start, end].
    # Quotes with the same words share the number `statement`; NULL without a word.
    # `joint_speakers` is a JSON list of [name, mention start, mention end, role, confidence,
    # grade]; NULL where at most one person speaks, as nearly always.
    "quotes": (
        "quote INTEGER PRIMARY KEY",
        "document INTEGER NOT NULL",
        "start INTEGER NOT NULL",
        "end INTEGER NOT NULL",
        "parts TEXT NOT NULL",
        "kind TEXT NOT NULL",
        "cue_start INTEGER",
        "cue_end INTEGER",
        "mention_start INTEGER",
        "mention_end INTEGER",
        "speaker TEXT",
        "role TEXT",
        "confidence REAL NOT NULL",
        "grade TEXT NOT NULL",
        "polarity TEXT NOT NULL",
        "joint_speakers TEXT",
        "statement INTEGER",
        "checksum INTEGER NOT NULL",
    ),
    # Facts of thousands of quotes in one row (`indexer/store/catalog/quote_columns`), for
    # questions that compare all quotes.
    "quote_columns": (
        "kind TEXT NOT NULL",
        "block INTEGER NOT NULL",
        "numbers BLOB NOT NULL",
        "texts TEXT NOT NULL",
        "checksum INTEGER NOT NULL",
        "PRIMARY KEY (kind, block)",
    ),
    # A MinHash of each text (`indexer/stories/signature.py`), by which near copies are found.
    "signatures": (
        "document INTEGER PRIMARY KEY",
        "signature BLOB NOT NULL",
        "checksum INTEGER NOT NULL",
    ),
    # Only documents that share their story; NULL until they are compared again.
    "stories": (
        "document INTEGER PRIMARY KEY",
        "story INTEGER",
        "checksum INTEGER NOT NULL",
    ),
    # Under which keys a speaker's name is looked up; names stay when their last quote has gone.
    "speaker_keys": (
        "key TEXT NOT NULL",
        "name TEXT NOT NULL",
        "checksum INTEGER NOT NULL",
        "PRIMARY KEY (key, name)",
    ),
    "runs": (
        "run INTEGER PRIMARY KEY",
        "started TEXT NOT NULL",
        "seconds REAL NOT NULL",
        "added INTEGER NOT NULL",
        "changed INTEGER NOT NULL",
        "removed INTEGER NOT NULL",
        "unchanged INTEGER NOT NULL",
        "failed INTEGER NOT NULL",
        "checksum INTEGER NOT NULL",
    ),
}
"""The columns of each table, and its key where that is not one column. Every row ends with its
checksum. Beside these there is the table `state` of keys and values."""

TEXTS = {
    **{
        f"documents.{column}": (
            f"SELECT document || coalesce('=' || {column}, '-') AS line FROM documents"
            " ORDER BY document"
        )
        for column in ("document_id", "path", "record", "title", "date", "source", "author")
    },
    "speaker_keys": "SELECT key || '=' || name AS line FROM speaker_keys ORDER BY key, name",
}
"""What a reader compares at once, by name: a line for each row, all of them in order. The state has
a digest for each of these texts, since SQLite puts them together faster than rows can be read."""

RANGES = ("document", "first_passage", "passages", "first_quote", "quotes")
"""All that opening an index needs of each document; the state has a digest of these columns."""

COLUMNS = tuple(name.removeprefix("documents.") for name in TEXTS if "." in name)
"""Columns of documents that decide an answer without their rows being shown: a filter, for example,
reads one column of all documents."""

INDEXES = {
    "documents_by_number": """CREATE INDEX documents_by_number ON documents (
        document, first_passage, passages, first_quote, quotes
    )""",
    "documents_by_path": "CREATE INDEX documents_by_path ON documents (path)",
    "documents_by_date": "CREATE INDEX documents_by_date ON documents (date)",
    "documents_by_source": "CREATE INDEX documents_by_source ON documents (source)",
    "documents_by_author": "CREATE INDEX documents_by_author ON documents (author)",
    "passages_by_document": "CREATE INDEX passages_by_document ON passages (document)",
    "quotes_by_document": "CREATE INDEX quotes_by_document ON quotes (document)",
    "stories_by_story": "CREATE INDEX stories_by_story ON stories (story)",
}

_STATE = """CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT"""


@cache
def columns(table: str) -> tuple[str, ...]:
    """The names of a table's columns, in order; the last one is `checksum`."""
    return tuple(line.split()[0] for line in TABLES[table] if not line.startswith("PRIMARY KEY"))


def create_table(table: str, lines: Sequence[str] | None = None) -> str:
    """The statement that makes a table, of the lines of `TABLES` or of others."""
    listed = ",\n    ".join(TABLES[table] if lines is None else lines)
    options = "WITHOUT ROWID, STRICT" if table == "speaker_keys" else "STRICT"
    return f"CREATE TABLE {table} (\n    {listed}\n) {options}"


def statements() -> dict[str, str]:
    """By name, the statements that make all tables and indexes of the present format."""
    return {"state": _STATE, **{table: create_table(table) for table in TABLES}, **INDEXES}
