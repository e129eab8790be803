"""Records as rows of the catalog, each with its seal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from indexer.names.keys import name_keys
from indexer.records import Quote
from indexer.store.catalog.checksums import seal
from indexer.store.catalog.entry import Entry


def put_entry(
    connection: sqlite3.Connection, number: int, entry: Entry, first_passage: int, first_quote: int
) -> tuple[int, int, int, int]:
    """Insert all rows of a document with its passages and quotes.

    Returns:
        Its first passage number, how many passages it has, and the same for quotes.
    """
    document = entry.document
    one = (first_passage, len(entry.passages), first_quote, len(entry.quotes))
    connection.execute(
        f"INSERT INTO documents VALUES ({', '.join('?' * 18)})",
        (
            number, document.document_id, document.path, document.record, document.line,
            document.title, document.date, document.source, document.author, document.url,
            json.dumps(dict(document.rules), sort_keys=True), json.dumps(document.context),
            entry.digest, *one, seal(number, document.line, *one, entry.digest),
        ),
    )  # fmt: skip
    connection.execute("INSERT INTO texts VALUES (?, ?)", (number, document.text))
    passages = enumerate(entry.passages, first_passage)
    _put_sealed(
        connection,
        "passages",
        ((place, number, one.paragraph, *one.span) for place, one in passages),
    )
    put_quotes(connection, number, entry.quotes, first_quote)
    return one


def put_quotes(
    connection: sqlite3.Connection, document: int, quotes: Sequence[Quote], first: int
) -> None:
    """Insert the rows of a document's quotes, and what their speakers are looked up by."""
    numbered = enumerate(quotes, first)
    _put_sealed(connection, "quotes", ((own, document, *_values(one)) for own, one in numbered))
    connection.executemany(
        "INSERT OR IGNORE INTO speaker_keys VALUES (?, ?)",
        [
            (key, name)
            for name in {quote.speaker for quote in quotes if quote.speaker}
            for key in name_keys(name)
        ],
    )


def _put_sealed(
    connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]
) -> None:
    """Insert rows, each with its seal as the last value."""
    for row in rows:
        marks = ", ".join("?" * (len(row) + 1))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", (*row, seal(*row)))


def _values(quote: Quote) -> tuple[object, ...]:
    """What follows a quote's numbers in its row."""
    cue = quote.cue or (None, None)
    mention = quote.mention or (None, None)
    return (
        *quote.span, json.dumps(quote.parts), quote.kind.value, *cue, *mention,
        quote.speaker, quote.role, quote.confidence,
    )  # fmt: skip
