"""Verifying an index completely: what is wrong, in plain words, and what can be mended.

Everything is looked at once, so the time grows with the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.build.plan import absolute
from indexer.encoder.manifest import read_file
from indexer.encoder.manifest import read_manifest as read_encoder_manifest
from indexer.errors import (
    EncoderError,
    IndexAccessError,
    IndexCorruptError,
    IndexTooNewError,
    IndexTooOldError,
    SearchError,
)
from indexer.limits import blame_the_limit
from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.renumber import Kind, sum_of
from indexer.store.catalog.state import DocumentRanges, State
from indexer.store.guard import refuse_foreign
from indexer.store.keyword.reader import KeywordIndex
from indexer.store.keyword.segment import FIELDS
from indexer.store.layout import Layout, is_file
from indexer.store.manifest import read_manifest
from indexer.store.part import PartState, map_to_documents
from indexer.store.vectors.reader import Vectors
from indexer.text import analyzer as analysis

ATTEMPTS = 5
"""How often to look again because a writer has committed meanwhile."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong.

    Attributes:
        part: Which part of the index: "manifest", "catalog", or as the parts are called in the
            catalog's state ("keyword", "vectors", "quote_keyword", "quote_vectors", "encoder").
        reason: What is wrong, as one line.
        mendable: Whether the part can be made anew from the others.
    """

    part: str
    reason: str
    mendable: bool = True


def check_index(index: Path | str = "index_data") -> list[Fault]:
    """Look for everything that can be wrong with an index.

    Returns:
        What is wrong, most fundamental first; nothing if all is well. After a fault of the
        catalog, which is the truth, the other parts are not looked at.

    Raises:
        IndexNotFoundError: If there is none.
        IndexTooOldError, IndexTooNewError: If this program cannot read its format.
        IndexAccessError: If the system does not let it be read.
    """
    layout = Layout(absolute(Path(index)))
    if not is_file(layout.catalog):
        read_manifest(layout.manifest)
        return [Fault("catalog", "catalog.db is missing", mendable=False)]
    faults: list[Fault] = []
    for _ in range(ATTEMPTS):
        faults, generation = _look(layout)
        # What a writer changes meanwhile may look like damage to the state that is checked.
        if not faults or generation is None or generation == _look_at_generation(layout):
            break
    return faults


def _look(layout: Layout) -> tuple[list[Fault], int | None]:
    """The faults, and the generation that was checked; None if the catalog does not tell."""
    try:
        refuse_foreign(layout.root)
        catalog = Catalog.open(layout.catalog)
    except (IndexTooNewError, IndexTooOldError, IndexAccessError):
        raise
    except SearchError as error:
        blame_the_limit(error)
        return [Fault("catalog", str(error), mendable=False)], None
    try:
        faults = list(_catalog_faults(layout, catalog))
        if faults:
            return faults, None
        faults += _manifest_faults(layout, catalog.state())
        faults += _part_faults(layout, catalog)
        return faults, catalog.state().generation
    finally:
        catalog.close()


def _look_at_generation(layout: Layout) -> int:
    catalog = Catalog.open(layout.catalog)
    try:
        return catalog.state().generation
    finally:
        catalog.close()


def _catalog_faults(layout: Layout, catalog: Catalog) -> Iterator[Fault]:
    """What is wrong with the truth itself; only its own indexes can be mended."""
    try:
        for message in catalog.damage():
            yield Fault("catalog", f"catalog.db: {message}", mendable="index" in message)
        for message in catalog.faults():
            yield Fault("catalog", f"catalog.db: {message}", mendable=False)
        for one in catalog.ranges():
            yield from _document_faults(catalog, one)
        for name in Quotations(catalog).unlisted():
            reason = f"catalog.db: the speaker {name!r} cannot be looked up"
            yield Fault("catalog", reason, mendable=False)
        state = catalog.state()
    except IndexAccessError:
        raise  # what cannot be read need not be damaged
    except SearchError as error:
        blame_the_limit(error)
        yield Fault("catalog", str(error), mendable=False)
        return
    if state.analyzer != analysis.IDENTITY:
        reason = f"terms made by {state.analyzer}; this version has {analysis.IDENTITY}"
        yield Fault("catalog", reason, mendable=False)
    for kind, rows in (("passages", state.rows), ("quotes", state.quote_rows)):
        yield from _overlaps(layout, catalog, kind, rows)


def _document_faults(catalog: Catalog, one: DocumentRanges) -> Iterator[Fault]:
    """Read a document with all that belongs to it; seals and digests are compared on the way."""
    document = catalog.document(one.document)
    passages, quotes = catalog.passages_of(one.document), catalog.quotes_of(one.document)
    size = len(document.text)
    for passage in passages:
        start, end = passage.span
        if not 0 <= start < end <= size or passage.text != passage.text.strip():
            reason = f"{document.path}: paragraph {passage.paragraph} is not where it should be"
            yield Fault("catalog", reason, mendable=False)
    for quote in quotes:
        spans = [*quote.parts, *(span for span in (quote.cue, quote.mention) if span)]
        if any(not 0 <= start <= end <= size for start, end in spans):
            reason = f"{document.path}: a quote lies outside of the text"
            yield Fault("catalog", reason, mendable=False)


def _overlaps(layout: Layout, catalog: Catalog, kind: str, rows: int) -> Iterator[Fault]:
    """Whether each number belongs to one document, and has its row."""
    numbers = [
        (e.first_passage, e.passages) if kind == "passages" else (e.first_quote, e.quotes)
        for e in catalog.ranges()
    ]
    document_of = map_to_documents(layout.catalog, numbers, rows)
    given = sum(count for _, count in numbers)
    if int(np.count_nonzero(document_of >= 0)) != given or catalog.count(kind) != given:
        reason = f"catalog.db: the documents have {given} {kind}, there are {catalog.count(kind)}"
        yield Fault("catalog", reason, mendable=False)


def _manifest_faults(layout: Layout, state: State) -> Iterator[Fault]:
    try:
        manifest = read_manifest(layout.manifest)
    except IndexAccessError:
        raise  # what cannot be read need not be damaged
    except SearchError as error:
        blame_the_limit(error)
        yield Fault("manifest", str(error))
        return
    said = (manifest.analyzer, manifest.encoder, manifest.encoder_identity, manifest.dimension)
    true = (state.analyzer, state.encoder_name, state.encoder_identity, state.dimension)
    if said != true:
        yield Fault("manifest", "manifest.json: describes another index than the catalog does")


def _part_faults(layout: Layout, catalog: Catalog) -> Iterator[Fault]:
    state, ranges = catalog.state(), catalog.ranges()
    numbers = [(one.first_passage, one.passages) for one in ranges]
    live = map_to_documents(layout.catalog, numbers, state.rows) >= 0
    passages = PartState.of_passages(state)
    yield from _keyword_faults(layout, "keyword", state.keyword, passages, live)
    yield from _vector_faults(layout, catalog, "passage", state.vectors, passages, live)
    numbers = [(one.first_quote, one.quotes) for one in ranges]
    live = map_to_documents(layout.catalog, numbers, state.quote_rows) >= 0
    quotes = PartState.of_quotes(state)
    yield from _keyword_faults(layout, "quote_keyword", state.quote_keyword, quotes, live)
    yield from _vector_faults(layout, catalog, "quote", state.quote_vectors, quotes, live)
    yield from _encoder_faults(layout, state)


def _keyword_faults(
    layout: Layout, part: str, folder: str, state: PartState, live: NDArray[np.bool_]
) -> Iterator[Fault]:
    """Read every list of the keyword index, and compare what it holds with what is live."""
    try:
        keyword = KeywordIndex.open(layout.part(folder), state.segment_list)
        for field in FIELDS:
            keyword.lengths(field, len(live))
        keyword.verify()
        missing = int(np.count_nonzero(live & ~keyword.held(len(live))))
    except IndexAccessError:
        raise  # what cannot be read need not be damaged
    except SearchError as error:
        blame_the_limit(error)
        yield Fault(part, str(error))
        return
    if missing:
        yield Fault(part, f"{folder}: {missing} of {int(live.sum())} entries are missing")


def _vector_faults(
    layout: Layout,
    catalog: Catalog,
    kind: Kind,
    folder: str,
    state: PartState,
    live: NDArray[np.bool_],
) -> Iterator[Fault]:
    part = "vectors" if kind == "passage" else "quote_vectors"
    try:
        vectors = Vectors.open(
            layout.part(folder), state.dimension, state.rows, state.vectors_id, live
        )
        faulty = vectors.faulty()
        foreign = foreign_rows(catalog, vectors, kind)
    except IndexAccessError:
        raise  # what cannot be read need not be damaged
    except SearchError as error:
        blame_the_limit(error)
        yield Fault(part, str(error))
        return
    wrong = faulty[live[faulty]]
    if len(wrong):
        yield Fault(part, f"{folder}: {len(wrong)} vectors are damaged, the first is {wrong[0]}")
    elif len(foreign):
        reason = f"{folder}: {len(foreign)} vectors are not those that the catalog names"
        yield Fault(part, reason)


def foreign_rows(catalog: Catalog, vectors: Vectors, kind: Kind) -> NDArray[np.int64]:
    """Numbers of the vectors of documents whose vectors are not those that were committed.

    In format 1 it cannot be told.
    """
    found = [np.empty(0, dtype=np.int64)]
    if catalog.format > 1:
        for first, count, expected in catalog.vector_sums(kind):
            if sum_of(vectors.checksums[first : first + count, 0]) != expected:
                found.append(np.arange(first, first + count))
    return np.concatenate(found)


def _encoder_faults(layout: Layout, state: State) -> Iterator[Fault]:
    """An index may carry no encoder at all, when whoever built it gave one."""
    folder = layout.part(state.encoder)
    if not folder.exists():
        return
    try:
        manifest = read_encoder_manifest(folder)
        for name in manifest.files:
            read_file(folder, manifest, name)
        if manifest.identity != state.encoder_identity:
            raise IndexCorruptError(folder, "is not the encoder that made the vectors")
    except (IndexCorruptError, EncoderError, IndexTooNewError) as error:
        blame_the_limit(error)
        yield Fault("encoder", str(error))
