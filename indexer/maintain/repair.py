"""Making damaged parts again from the catalog: it holds every text, so the rest can be derived.

As in a compaction, a part is written beside the damaged one, and one transaction of the catalog
names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from indexer.build.plan import absolute
from indexer.encoder.encoder import Encoder, open_encoder
from indexer.encoder.prepare import prepare_encoder
from indexer.errors import EncoderMismatchError, IndexCorruptError
from indexer.maintain.check import check_index
from indexer.maintain.damaged import Damaged
from indexer.maintain.parts import Fault
from indexer.records import Quote
from indexer.store.catalog.entry import Entry, stored_entry
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.renumber import Kind
from indexer.store.catalog.state import State
from indexer.store.durable import sync_folder
from indexer.store.housekeeping import (
    describe_index,
    locked_catalog,
    remove_garbage,
)
from indexer.store.keyword.inverter import KeywordRow
from indexer.store.keyword.writer import KeywordWriter
from indexer.store.layout import Layout, fresh_part, random_id
from indexer.store.quote_text import NO_PASSAGE, found_by, quote_text
from indexer.store.rows import keyword_rows, quote_rows, with_languages

Notify = Callable[[str], None]
ROWS_AT_ONCE = 4096
"""Rows that are written, or encoded, at once."""

_PRECISIONS: tuple[Literal["float32"] | None, ...] = (None, "float32")


def repair_index(
    index: Path | str = "index_data",
    *,
    notify: Notify | None = None,
    encoder: Encoder | None = None,
) -> list[Fault]:
    """Repair all that `check_index` finds.

    Args:
        index: The index's folder.
        notify: Told, a line each, what is being done.
        encoder: The one that made the index, if the index does not carry it.

    Returns:
        What was wrong and has been repaired; nothing if all was well.

    Raises:
        IndexCorruptError: If the catalog itself is damaged, so that only the sources can help;
            nothing has changed then.
        SearchError: If there is no such index, it cannot be written, or its encoder cannot be
            had again.
    """
    layout = Layout(absolute(Path(index)))
    faults = check_index(layout.root)
    for fault in faults:
        if not fault.repairable:
            raise IndexCorruptError(layout.root, fault.reason)
    if faults:
        _Repair(layout, {fault.part for fault in faults}, notify, encoder).run()
        for fault in check_index(layout.root):
            raise IndexCorruptError(layout.root, f"still damaged after the repair: {fault.reason}")
    return faults


class _Repair:
    """One repair of some parts."""

    def __init__(
        self, layout: Layout, parts: set[str], notify: Notify | None, encoder: Encoder | None
    ) -> None:
        self._layout = layout
        self._parts = parts
        self._tell = notify or (lambda _: None)
        self._encoder = encoder
        self._checksums: dict[Kind, NDArray[np.uint64]] = {}

    def run(self) -> None:
        """Write the damaged parts again and switch to them."""
        if "manifest" in self._parts:
            self._layout.manifest.unlink(missing_ok=True)  # it is written again below
        with locked_catalog(self._layout) as writer:
            remove_garbage(self._layout)
            if "catalog" in self._parts:
                self._tell("sorting the catalog's indexes")
                writer.renew_indexes()
            with closing(Catalog.open(self._layout.catalog)) as catalog:
                renewed = self._renewed(catalog, writer.state())
            sync_folder(self._layout.root)
            with writer.transaction():
                writer.put_state(renewed)
                for kind, checksums in self._checksums.items():
                    writer.bind_vectors(kind, checksums)
            remove_garbage(self._layout)
            describe_index(self._layout, writer)

    def _renewed(self, catalog: Catalog, state: State) -> State:
        """The state with the parts that have been written again."""
        if "encoder" in self._parts:
            state = replace(state, encoder=self._write_encoder(state))
        if "keyword" in self._parts:
            folder, listed = self._write_keyword(catalog, "keyword")
            state = replace(state, keyword=folder, keyword_list=listed)
        if "quote_keyword" in self._parts:
            folder, listed = self._write_keyword(catalog, "quote_keyword")
            state = replace(state, quote_keyword=folder, quote_keyword_list=listed)
        if {"keyword", "quote_keyword"} & self._parts:
            tags = [tag for (tag,) in catalog.select("SELECT DISTINCT language FROM documents")]
            state = replace(state, languages=with_languages(state, tags))
        if {"vectors", "quote_vectors"} & self._parts:
            passages = Damaged.of_passages(self._layout, catalog, state)
            quotes = Damaged.of_quotes(self._layout, catalog, state, passages)
            if "vectors" in self._parts:
                folder, part_id = self._write_vectors(catalog, state, passages)
                state = replace(state, vectors=folder, vectors_id=part_id)
            folder, part_id = self._write_vectors(catalog, state, quotes)
            state = replace(state, quote_vectors=folder, quote_vectors_id=part_id)
        return state

    def _write_encoder(self, state: State) -> str:
        """Put the encoder that made the index into a new folder; the folder's name."""
        name = fresh_part("encoder")
        for precision in _PRECISIONS:
            found = prepare_encoder(
                state.encoder_name, precision, self._layout.part(name),
                replace=True, notify=self._tell,
            )  # fmt: skip
            if found.identity == state.encoder_identity:
                return name
        raise EncoderMismatchError(self._layout.root, state.encoder_name, found.name)

    def _write_keyword(self, catalog: Catalog, part: str) -> tuple[str, str]:
        """Write a keyword index from the texts: its folder's name and its segment list's."""
        self._tell(f"writing {part} from the texts")
        folder = fresh_part(part)
        return folder, _write_keyword(self._layout.part(folder), _keyword_rows(catalog, part))

    def _write_vectors(self, catalog: Catalog, state: State, old: Damaged) -> tuple[str, str]:
        """Write vectors from those that are sound and from the texts: folder's name and id."""
        part = "vectors" if old.kind == "passage" else "quote_vectors"
        self._tell(f"writing {part} from what is sound and from the texts")
        folder, part_id = fresh_part(part), random_id()
        texts = _texts(catalog, old.kind, old.is_damaged)
        found = [np.empty(0, dtype=np.uint64)]
        renewed = old.part._replace(vectors_id=part_id)
        with renewed.new_vectors(self._layout.part(folder)) as writer:
            for start in range(0, len(old.is_damaged), ROWS_AT_ONCE):
                block, shared, wrong = old.block(start, ROWS_AT_ONCE)
                self._encode(block, wrong, texts, start, state)
                found.append(writer.append(block, shared))
            writer.commit()
        self._checksums[old.kind] = np.concatenate(found)
        return folder, part_id

    def _encode(
        self,
        block: NDArray[np.float32],
        wrong: NDArray[np.int64],
        texts: dict[int, str],
        first: int,
        state: State,
    ) -> None:
        """Fill in the wrong rows of a block; those without a text are of deleted articles."""
        block[wrong] = np.eye(1, state.dimension, dtype=np.float32)
        places = [int(place) for place in wrong if int(place) + first in texts]
        if places:
            encoder = self._open_encoder(state)
            block[places] = encoder.encode_passages([texts[place + first] for place in places])

    def _open_encoder(self, state: State) -> Encoder:
        if self._encoder is None:
            self._encoder = open_encoder(self._layout.part(state.encoder))
        if self._encoder.identity != state.encoder_identity:
            raise EncoderMismatchError(self._layout.root, state.encoder_name, self._encoder.name)
        return self._encoder


def _write_keyword(folder: Path, rows: Iterator[KeywordRow]) -> str:
    """Write a keyword index; the name of its segment list."""
    writer = KeywordWriter.open(folder)
    waiting: list[KeywordRow] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS_AT_ONCE:
            writer.add(waiting)
            writer.commit()
            waiting = []
    writer.add(waiting)
    writer.commit()
    writer.drop_garbage()
    writer.close()
    return writer.listed


def _keyword_rows(catalog: Catalog, part: str) -> Iterator[KeywordRow]:
    """What the keyword index of passages or of quotes holds, document by document."""
    for one in catalog.ranges():
        entry = stored_entry(catalog, one.document)
        if part == "keyword":
            yield from keyword_rows([entry], one.first_passage)
        else:
            texts = [quote_text(entry.document, quote) for quote in entry.quotes]
            yield from quote_rows([entry], one.first_quote, texts)


def _texts(catalog: Catalog, kind: Kind, wanted: NDArray[np.bool_]) -> dict[int, str]:
    """The texts that were encoded, of the wanted numbers that are live."""
    found: dict[int, str] = {}
    for one in catalog.ranges():
        first, count = one.first_passage, one.passages
        if kind == "quote":
            first, count = one.first_quote, one.quotes
        if not wanted[first : first + count].any():
            continue
        entry = stored_entry(catalog, one.document)
        if kind == "passage":
            texts = [passage.text for passage in entry.passages]
        else:
            texts = [_encoded_for(entry, quote) for quote in entry.quotes]
        found |= {n: text for n, text in enumerate(texts, first) if wanted[n]}
    return found


def _encoded_for(entry: Entry, quote: Quote) -> str:
    """The text whose vector a quote has: that of its passage, or its own words."""
    text, place = found_by(entry.document, quote, entry.passages)
    return text if place == NO_PASSAGE else entry.passages[place].text
