from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexCorruptError
from indexer.records import Document, Passage, Quote, QuoteKind, Span, quotes_within
from indexer.store.catalog.checks import MANY
from indexer.store.catalog.checksums import (
    LATER,
    document_digest,
    number_checksums,
    row_checksum,
    verified,
)
from indexer.store.catalog.digests import require_written
from indexer.store.catalog.entry import Entry
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.schema import columns
from indexer.store.catalog.state import Counts, Failure, FileState, State
from indexer.store.catalog.writer import CatalogWriter

STATE = State(
    generation=0, rows=99, quote_rows=99, keyword="keyword", vectors="vectors",
    quote_keyword="quote_keyword", quote_vectors="quote_vectors", encoder="encoder",
    encoder_name="hashing", encoder_identity="ab", dimension=8, analyzer="english 1",
    extractor="rules 1", older=0,
)  # fmt: skip
TEXT = "News.\n\n“The 🌊 rose,” she said.\n\n“We ‘won’,” said Ada."


def document(name: str = "0123456789abcdef", **fields: object) -> Document:
    values = {
        "document_id": name, "path": f"/news/{name}.md", "text": TEXT, "record": "", "line": 4,
        "title": "Flood “x”", "date": "2016-05", "source": None, "author": "Ann", "url": None,
        "rules": {"title": "given"}, "context": (Span(0, 5),),
    }  # fmt: skip
    return Document(**{**values, **fields})  # type: ignore[arg-type]


def entry(which: Document | None = None) -> Entry:
    stored = which or document()
    spans = [Span(7, 30), Span(32, 54)]
    return Entry(
        document=stored,
        passages=tuple(
            Passage(stored.document_id, number, span, span.of(stored.text))
            for number, span in enumerate(spans, 1)
        ),
        quotes=(
            Quote((Span(8, 19),), QuoteKind.DIRECT, cue=Span(25, 29), mention=Span(21, 24)),
            Quote(
                (Span(33, 40), Span(41, 44)), QuoteKind.MIXED, speaker="Ada Marlow", role="mayor",
                confidence=0.75,
            ),
        ),
        digest=document_digest(stored),
    )  # fmt: skip


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[CatalogWriter]:
    writer = CatalogWriter.open(tmp_path / "catalog.db")
    with writer.transaction():
        writer.put_state(STATE)
    yield writer
    writer.close()


@pytest.fixture
def catalog(tmp_path: Path, writer: CatalogWriter) -> Iterator[Catalog]:
    """As it is after one document was stored."""
    with writer.transaction():
        writer.insert(entry(), 10, 5)
    catalog = Catalog.open(tmp_path / "catalog.db")
    yield catalog
    catalog.close()


def test_what_was_stored_is_read(catalog: Catalog):
    stored = entry()
    [extent] = catalog.ranges()

    assert catalog.document(extent.document) == stored.document
    assert catalog.passages_of(extent.document) == list(stored.passages)
    assert catalog.quotes_of(extent.document) == list(stored.quotes)
    assert [catalog.quote(number) for number in (5, 6)] == [(1, one) for one in stored.quotes]
    assert catalog.passages([11, 10]) == [(1, 2, Span(32, 54)), (1, 1, Span(7, 30))]
    assert (extent.first_passage, extent.passages) == (10, 2)
    assert (extent.first_quote, extent.quotes) == (5, 2)


def test_quotes_in_a_stretch_are_those_with_a_part_in_it(catalog: Catalog):
    """The second quote has two parts with a word between them."""
    every = catalog.quotes_of(1)

    for start in range(len(TEXT)):
        for end in range(start, len(TEXT)):
            assert catalog.quotes_in(1, Span(start, end)) == quotes_within(every, Span(start, end))
    assert catalog.quotes_in(1, Span(40, 41)) == ()


def test_what_is_not_there_is_damage(catalog: Catalog):
    with pytest.raises(IndexCorruptError, match="passage number 12"):
        catalog.passages([12])
    with pytest.raises(IndexCorruptError, match="document number 2"):
        catalog.document(2)
    with pytest.raises(IndexCorruptError, match="quote number 7"):
        catalog.quote(7)
    texts = catalog.beginnings([(1, 1000), (2, 5)])
    assert next(texts) == catalog.text(1)
    with pytest.raises(IndexCorruptError, match="document number 2"):
        next(texts)


def test_texts_come_in_the_order_of_their_numbers(tmp_path: Path, writer: CatalogWriter):
    stored = [
        document(document_id=f"{n:016x}", text=f"An article of number {n}." * 4) for n in range(150)
    ]
    with writer.transaction():
        for place, one in enumerate(stored):
            writer.insert(entry(one), 10 + 2 * place, 5 + 2 * place)
    with closing(Catalog.open(tmp_path / "catalog.db")) as catalog:
        wanted = [150, *range(1, 150), 3, 3]
        needed = [(number, number) for number in wanted]
        for (number, length), text in zip(needed, catalog.beginnings(needed), strict=True):
            assert text[:length] == stored[number - 1].text[:length]


def test_a_deleted_document_leaves_nothing(tmp_path: Path, writer: CatalogWriter, catalog: Catalog):
    with writer.transaction():
        writer.delete(1)

    later = Catalog.open(tmp_path / "catalog.db")
    assert [later.count(table) for table in ("documents", "passages", "quotes")] == [0, 0, 0]
    assert later.ranges() == []
    assert later.select("SELECT count(*) FROM texts") == [(0,)]
    assert len(catalog.ranges()) == 1
    later.close()


def test_a_transaction_happens_as_a_whole_or_not_at_all(tmp_path: Path, writer: CatalogWriter):
    before = writer.state()

    def fail() -> None:
        with writer.transaction():
            writer.insert(entry(), 0, 0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert writer.state() == before
    assert writer.ranges() == []
    with writer.transaction():
        writer.insert(entry(), 0, 0)
    assert writer.state().generation == before.generation + 1


def test_a_moved_document_is_the_same_on_another_line(tmp_path: Path, writer: CatalogWriter):
    with writer.transaction():
        writer.insert(entry(), 0, 0)
    with writer.transaction():
        writer.move(1, 17)

    catalog = Catalog.open(tmp_path / "catalog.db")
    assert catalog.document(1) == document(line=17)
    catalog.close()


@pytest.mark.parametrize(
    "name", ["0123456789abcdef", "/news/0123456789abcdef.md", "0123456789abcdef.md", "FLOOD “X”"]
)
def test_a_document_is_found_by_what_a_reader_may_call_it(catalog: Catalog, name: str):
    assert catalog.find_documents(name) == [1]


@pytest.mark.parametrize("name", ["", "%", "_", "123456789abcdef.md", "Flood", "\0", "'; --"])
def test_a_document_is_not_found_by_a_part_of_its_name(catalog: Catalog, name: str):
    assert catalog.find_documents(name) == []


def test_files_failures_and_runs_are_kept(tmp_path: Path, writer: CatalogWriter):
    with writer.transaction():
        writer.sources.put_roots([Path("/b"), Path("/a"), Path("/b")])
        writer.sources.put_file(FileState("/a/x", 1, 2))
        writer.sources.put_file(FileState("/a/x", 3, 4))
        writer.sources.put_failures(
            "/a/y", [Failure("/a/y", 2, "bad"), Failure("/a/y", 1, "worse")]
        )
        writer.put_run("2020-01-01T00:00:00+00:00", 1.5, Counts(added=1, failed=2))
    catalog = Catalog.open(tmp_path / "catalog.db")

    assert catalog.roots() == [Path("/a"), Path("/b")]
    assert catalog.files() == {"/a/x": FileState("/a/x", 3, 4)}
    assert [failure.line for failure in catalog.failures()] == [1, 2]
    last = catalog.last_run()
    assert last is not None
    assert last.report == Counts(added=1, failed=2)
    catalog.close()

    with writer.transaction():
        writer.sources.put_failures("/a/y", [])
        writer.sources.forget_file("/a/x")
    assert (writer.sources.files(), writer.sources.failure_counts()) == ({}, {})


def test_only_the_last_runs_are_kept(writer: CatalogWriter):
    with writer.transaction():
        for _ in range(130):
            writer.put_run("2020-01-01T00:00:00+00:00", 0.0, Counts())

    assert writer._connection.execute("SELECT count(*) FROM runs").fetchone() == (100,)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(text=texts, title=texts, record=texts, line=st.integers(1, 2**40))
def test_any_text_is_stored_to_the_character(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str, record: str, line: int
):
    stored = document(text=text, title=title, record=record, line=line, context=())
    path = tmp_path_factory.mktemp("catalog") / "catalog.db"
    writer = CatalogWriter.open(path)
    with writer.transaction():
        writer.put_state(STATE)
    with writer.transaction():
        writer.insert(Entry(stored, (), (), document_digest(stored)), 0, 0)
    writer.close()

    catalog = Catalog.open(path)
    assert catalog.document(1) == stored
    catalog.close()


long = st.integers(-(2**63), 2**63 - 1)
values = st.lists(st.one_of(long, texts, st.none(), st.floats(1, 2)), min_size=1)


@given(values, values)
def test_a_checksum_holds_for_just_its_values(these: list[object], those: list[object]):
    row = (*these, row_checksum("quotes", these))  # type: ignore[arg-type]

    assert verified("quotes", row) == tuple(these)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not what was written"):
        verified("passages", row)  # type: ignore[arg-type]
    if repr(these) != repr(those):
        with pytest.raises(ValueError, match="not what was written"):
            verified("quotes", (*those, row[-1]))  # type: ignore[arg-type]


@given(st.lists(st.tuples(long, long), max_size=6))
def test_rows_of_numbers_have_the_same_checksums_all_at_once(rows: list[tuple[int, int]]):
    found = number_checksums("texts", np.array(rows, dtype=np.int64).reshape(-1, 2))

    assert found.tolist() == [row_checksum("texts", row) for row in rows]


def test_one_of_many_rows_that_is_not_what_was_written_is_found():
    rows = [(n, n, 0, 1, 2, row_checksum("passages", (n, n, 0, 1, 2))) for n in range(MANY)]
    require_written("passages", rows)
    rows[7] = (7, 8, *rows[7][2:])

    with pytest.raises(ValueError, match="the row of 7 is not what was written"):
        require_written("passages", rows)


def test_a_column_that_came_later_has_no_part_in_a_checksum_while_it_is_empty():
    place = columns("quotes").index("joint_speakers")
    row = tuple(range(len(columns("quotes")) - 1))
    without, empty = row[:place] + row[place + 1 :], (*row[:place], None, *row[place + 1 :])

    assert LATER["quotes"] == place
    assert row_checksum("quotes", empty) == row_checksum("quotes", without)
    assert row_checksum("quotes", row) != row_checksum("quotes", empty)


def test_a_digest_can_be_kept_up_to_date(tmp_path: Path, writer: CatalogWriter):
    """What comes and goes leaves the digests that the same rows have when they are read."""
    for number in range(6):
        with writer.transaction():
            writer.insert(
                entry(document(f"{number:016}", date=f"201{number}")), 2 * number, 2 * number
            )
            writer.sources.put_file(FileState(f"/a/{number}", number, 1))
    with writer.transaction():
        writer.delete(2)
        writer.move(3, 99)
        writer.revise(4, entry().quotes[::-1])
        writer.sources.forget_file("/a/1")

    catalog = Catalog.open(tmp_path / "catalog.db")
    assert catalog.faults() == []
    assert catalog.count("documents") == 5
    catalog.close()


def test_packed_facts_of_other_quotes_are_a_fault(tmp_path: Path, writer: CatalogWriter):
    with writer.transaction():
        writer.insert(entry(), 0, 0)
    with writer.transaction():
        tables = writer._tables
        (*facts, texts), *_ = tables.delete("quote_columns", "kind", "speakers")
        tables.insert("quote_columns", [(*facts, texts.replace("Ada Marlow", "Ann Other"))])

    catalog = Catalog.open(tmp_path / "catalog.db")
    assert "quote_columns: what is packed is not what the quotes say" in catalog.faults()
    catalog.close()


def test_damaged_packed_facts_are_noticed_when_they_are_read(tmp_path: Path, writer: CatalogWriter):
    with writer.transaction():
        writer.insert(entry(), 0, 0)
    with sqlite3.connect(tmp_path / "catalog.db") as raw:
        raw.execute("UPDATE quote_columns SET texts = replace(texts, 'Ada', 'Ida')")

    catalog = Catalog.open(tmp_path / "catalog.db")
    with pytest.raises(IndexCorruptError):
        _ = catalog.speakers
    catalog.close()
