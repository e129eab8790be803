"""A column that is read from the text with which it is compared."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.catalog.checks import Checks
from indexer.store.catalog.digests import TEXT_PREFIX, text_digest

NAME = "documents.source"
VALUES = st.none() | st.sampled_from(["", "=", "-", "3=", "a\nb", "\n", "é\0"]) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=4
)  # fmt: skip


@given(st.lists(VALUES, max_size=6))
def test_a_column_has_the_values_of_the_rows(values: list[str | None]):
    connection = catalog(values)

    assert Checks(connection).column(NAME) == values


@pytest.mark.parametrize("changed", ["other", None, ""])
def test_a_column_that_is_not_what_was_written_is_refused(changed: str | None):
    connection = catalog(["one", "two"])
    connection.execute("UPDATE documents SET source = ? WHERE document = 2", (changed,))

    with pytest.raises(ValueError, match="not those of the last commit"):
        Checks(connection).column(NAME)


def catalog(values: list[str | None]) -> sqlite3.Connection:
    """The documents with these sources, and the digest of the sources."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA user_version = 3")
    connection.execute("CREATE TABLE documents (document INTEGER PRIMARY KEY, source TEXT) STRICT")
    connection.execute("CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT) STRICT")
    connection.executemany("INSERT INTO documents VALUES (?, ?)", enumerate(values, 1))
    digest = str(text_digest(connection, NAME))
    connection.execute("INSERT INTO state VALUES (?, ?)", (TEXT_PREFIX + NAME, digest))
    return connection
