"""Verifying an index completely: what is wrong, in plain words, and what can be repaired.

Everything is looked at once, so the time grows with the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np

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
from indexer.maintain.parts import Fault, OpenParts
from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import DocumentRanges, State
from indexer.store.guard import refuse_foreign
from indexer.store.layout import Layout, is_file
from indexer.store.manifest import read_manifest
from indexer.store.part import map_to_documents
from indexer.text import analyzer as analysis

ATTEMPTS = 20
"""How often to look again because a writer has committed meanwhile."""


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
        return [Fault("catalog", "catalog.db is missing", repairable=False)]
    faults: list[Fault] = []
    for _ in range(ATTEMPTS):
        faults, generation = _look(layout)
        # A commit before all was opened may look like damage.
        if not faults or generation is None or generation == _look_at_generation(layout):
            break
    return faults


def _look(layout: Layout) -> tuple[list[Fault], int | None]:
    """The faults, and the generation that was checked; None if the catalog does not tell."""
    with ExitStack() as opened:
        try:
            refuse_foreign(layout.root)
            catalog = opened.enter_context(closing(Catalog.open(layout.catalog)))
            # First of all: a writer removes what only this state names, but not from us.
            parts = OpenParts.open(layout, catalog.state())
        except (IndexTooNewError, IndexTooOldError, IndexAccessError):
            raise
        except SearchError as error:
            blame_the_limit(error)
            return [Fault("catalog", str(error), repairable=False)], None
        opened.enter_context(closing(parts))
        faults = list(_catalog_faults(layout, catalog))
        if faults:
            return faults, None
        faults += _manifest_faults(layout, catalog.state())
        faults += _part_faults(layout, catalog, parts)
        return faults, catalog.state().generation


def _look_at_generation(layout: Layout) -> int:
    catalog = Catalog.open(layout.catalog)
    try:
        return catalog.state().generation
    finally:
        catalog.close()


def _catalog_faults(layout: Layout, catalog: Catalog) -> Iterator[Fault]:
    """What is wrong with the truth itself; only its own indexes can be repaired."""
    try:
        for message in catalog.damage():
            yield Fault("catalog", f"catalog.db: {message}", repairable="index" in message)
        for message in catalog.faults():
            yield Fault("catalog", f"catalog.db: {message}", repairable=False)
        for one in catalog.ranges():
            yield from _document_faults(catalog, one)
        for name in Quotations(catalog).unlisted():
            reason = f"catalog.db: the speaker {name!r} cannot be looked up"
            yield Fault("catalog", reason, repairable=False)
        state = catalog.state()
    except IndexAccessError:
        raise  # what cannot be read need not be damaged
    except SearchError as error:
        blame_the_limit(error)
        yield Fault("catalog", str(error), repairable=False)
        return
    if state.analyzer != analysis.IDENTITY:
        reason = f"terms made by {state.analyzer}; this version has {analysis.IDENTITY}"
        yield Fault("catalog", reason, repairable=False)
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
            yield Fault("catalog", reason, repairable=False)
    for quote in quotes:
        spans = [*quote.parts, *(span for span in (quote.cue, quote.mention) if span)]
        if any(not 0 <= start <= end <= size for start, end in spans):
            reason = f"{document.path}: a quote lies outside of the text"
            yield Fault("catalog", reason, repairable=False)


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
        yield Fault("catalog", reason, repairable=False)


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


def _part_faults(layout: Layout, catalog: Catalog, parts: OpenParts) -> Iterator[Fault]:
    state, ranges = catalog.state(), catalog.ranges()
    numbers = [(one.first_passage, one.passages) for one in ranges]
    live = map_to_documents(layout.catalog, numbers, state.rows) >= 0
    yield from parts.keyword_faults("keyword", live)
    yield from parts.vector_faults("vectors", live, catalog)
    numbers = [(one.first_quote, one.quotes) for one in ranges]
    live = map_to_documents(layout.catalog, numbers, state.quote_rows) >= 0
    yield from parts.keyword_faults("quote_keyword", live)
    yield from parts.vector_faults("quote_vectors", live, catalog)
    yield from _encoder_faults(layout, state)


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
