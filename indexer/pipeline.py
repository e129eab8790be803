"""The run of the indexer: read, split, extract, encode, write, one batch after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Encoder
from indexer.errors import CorpusError, IndexNotFoundError
from indexer.export import prepare_encoder
from indexer.extractor_identity import extractor_identity
from indexer.paragraphs import split_passages
from indexer.plan import RACY_NS, Plan, absolute, make_plan, show_path
from indexer.quotes import QuoteExtractor
from indexer.readers import ReadFailure, find_files, read_documents
from indexer.records import Document
from indexer.renewal import Renewal
from indexer.store.batch import Batch, QuoteTexts
from indexer.store.entries import Entry, Stored
from indexer.store.facts import Failure, FileState, RunReport, State
from indexer.store.layout import Layout
from indexer.store.seals import document_digest
from indexer.store.writer import EncoderSource, IndexWriter

BATCH_PASSAGES = 2048
"""Passages a commit: some seconds of work lost at most, and few commits on long runs."""

BATCH_CHARACTERS = 2**24
"""Of text a commit, whatever the number of passages, so that memory stays bounded."""

SLICE_PASSAGES = 1024
"""Passages encoded between two words of progress."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; the defaults are right for a first index.

    Attributes:
        model: Name or folder of a sentence-transformers model; None for the index's own, or
            the default one if the index is new.
        precision: int8 is several times faster, float32 exact.
        batch: About how many passages become visible at once.
    """

    model: str | None = None
    precision: Literal["int8", "float32"] | None = None
    batch: int = BATCH_PASSAGES


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        done, total: Of the source files to read, and of those whose articles get their quotes
            anew, in bytes; what is read but not yet encoded does not count.
        documents, passages: How many were indexed, and how many encoded.
    """

    done: int
    total: int
    documents: int
    passages: int


Watcher = Callable[[Progress], None]


def build_index(
    paths: Sequence[Path | str] = (),
    index: Path | str = "index_data",
    *,
    options: Options | None = None,
    watch: Watcher | None = None,
    notify: Callable[[str], None] | None = None,
    encoder: Encoder | None = None,
) -> RunReport:
    """Bring an index up to date with its source files, making it if there is none.

    Only what is new or has changed is read and encoded; what has gone from under `paths` leaves
    the index. A file that cannot be read never stops the run, and never takes the version of it
    that was indexed before out of the index. Articles whose quotes an older version of this
    program found get those that this one finds, wherever their sources are.

    Args:
        paths: Files and folders; none means all that were ever named for this index.
        index: The index's folder.
        options: Model, precision, batch size.
        watch: Called after every file and every batch.
        notify: Told, a line each, what takes long or is worse than expected.
        encoder: Use this one instead of preparing one; the index does not carry it then.

    Returns:
        How many documents were added, changed, removed, unchanged; how many sources failed; of
        how many documents the quotes were found anew.

    Raises:
        CorpusError: If a path does not exist or there is no article under any of them.
        SearchError: If the index cannot be opened or written; what was committed stays.
    """
    chosen = options or Options()
    roots = [named_path(path) for path in paths]
    layout = Layout(absolute(Path(index)))
    if not layout.exists():
        if not roots:
            raise IndexNotFoundError(layout.root)
        make_plan(roots, {}, ())  # an index is not begun for nothing
    with IndexWriter.open(layout.root, prepare_source(chosen, notify, encoder)) as writer:
        return update_index(writer, roots, chosen, watch, notify)


def named_path(path: Path | str) -> Path:
    """A path that was named, from the root.

    Raises:
        CorpusError: If there is no such thing, it is no file that is read, or it has a name that
            no index could keep.
    """
    root = absolute(Path(path))
    find_files([root])
    if show_path(root) != root.as_posix():
        raise CorpusError(show_path(root), "its name is not UTF-8; rename it")
    return root


def update_index(
    writer: IndexWriter,
    roots: Sequence[Path],
    options: Options,
    watch: Watcher | None,
    notify: Callable[[str], None] | None,
) -> RunReport:
    """Bring the index that a writer has open up to date; see `build_index`."""
    return _Run(writer, options, watch, notify).update(roots)


def prepare_source(
    options: Options, notify: Callable[[str], None] | None, given: Encoder | None
) -> EncoderSource:
    """What gives a writer its encoder: the one given, or the one that the options mean."""

    def source(folder: Path, state: State | None) -> Encoder:
        if given is not None:
            return given
        # Without a state there are no vectors yet, and what a killed run left may be replaced.
        return prepare_encoder(
            options.model, options.precision, folder, replace=state is None, notify=notify
        )

    return source


class _Run:
    """One run: what it has done so far, and the batch that it is filling."""

    def __init__(
        self,
        writer: IndexWriter,
        options: Options,
        watch: Watcher | None,
        notify: Callable[[str], None] | None,
    ) -> None:
        self._writer = writer
        self._options = options
        self._watch = watch
        self._notify = notify
        self._batch = Batch()
        self._waiting_names: set[str] = set()
        self._waiting_passages = self._waiting_characters = 0
        self._report = RunReport()
        self._total = self._read_bytes = self._done = self._passages = 0
        self._extractor = QuoteExtractor.load()

    def update(self, roots: Sequence[Path]) -> RunReport:
        """Do the whole run."""
        started, clock = datetime.now(timezone.utc), time.monotonic()
        ledger, sources = self._writer.ledger, self._writer.ledger.sources
        with ledger.transaction():
            sources.put_roots(roots)
            ledger.expect_extractor(extractor_identity())
        held = ledger.document_counts()
        plan = make_plan(
            roots or ledger.sources.roots(),
            ledger.sources.files(),
            ledger.sources.failure_counts(),
            held,
        )
        self._start(plan, held)
        for file in plan.read:
            self._read(file)
            self._read_bytes += file.size
        self._flush()
        self._renew()
        seconds = time.monotonic() - clock
        with ledger.transaction():
            ledger.put_run(started.isoformat(timespec="seconds"), seconds, self._report)
        return self._report

    def _start(self, plan: Plan, held: Mapping[str, int]) -> None:
        self._total = plan.size
        if self._writer.ledger.state().older:
            known = self._writer.ledger.sources.files()
            self._total += sum(known[path].size for path in plan.unchanged)
        self._report = RunReport(unchanged=sum(held.get(path, 0) for path in plan.unchanged))
        for root in plan.absent:
            self._say(f"{root} is empty or not there; its articles stay in the index as they were")
        for path in plan.gone:
            stored = self._writer.ledger.stored_in(path)
            self._batch.removed += [document.document for document in stored.values()]
            self._batch.forgotten.append(path)
            self._report = self._report.plus(removed=len(stored))
        for name in plan.unnamed:
            reason = "the file's name is not UTF-8; rename it"
            self._batch.failures[name] = [Failure(name, 0, reason)]
            self._report = self._report.plus(failed=1)
        self._tell()

    def _read(self, file: FileState) -> None:
        """Read one source file, committing in between if it holds many documents."""
        stored = self._writer.ledger.stored_in(file.path)
        failures: list[Failure] = []
        seen: set[str] = set()
        try:
            for item in read_documents(Path(file.path)):
                if isinstance(item, ReadFailure):
                    failures.append(Failure(file.path, item.line, item.reason))
                elif item.document_id in seen or self._is_taken(item, stored):
                    reason = f"its id {item.document_id} is already that of another article"
                    failures.append(Failure(file.path, item.line, reason))
                else:
                    seen.add(item.document_id)
                    self._take(item, stored.get(item.document_id))
        except CorpusError as error:
            failures.append(Failure(file.path, 0, error.reason))
        self._settle(file, failures, [stored[name] for name in stored if name not in seen])

    def _is_taken(self, document: Document, stored: Mapping[str, Stored]) -> bool:
        """Whether another file's article has the same id, which is a hash and so could happen."""
        name = document.document_id
        if name in stored:
            return False
        return name in self._waiting_names or self._writer.ledger.owner(name) is not None

    def _settle(self, file: FileState, failures: list[Failure], missing: list[Stored]) -> None:
        """Note how reading went; what is missing goes only if all could be read."""
        self._batch.failures[file.path] = failures
        self._report = self._report.plus(failed=len(failures))
        if failures:
            self._report = self._report.plus(unchanged=len(missing))
            return
        self._batch.removed += [document.document for document in missing]
        self._report = self._report.plus(removed=len(missing))
        fresh = time.time_ns() - file.modified < RACY_NS
        self._batch.files.append(replace(file, modified=0) if fresh else file)

    def _take(self, document: Document, stored: Stored | None) -> None:
        """Put a document into the batch unless the index has it already, just so."""
        digest = document_digest(document)
        if stored and stored.digest == digest:
            self._report = self._report.plus(unchanged=1)
            if stored.line != document.line:
                self._batch.moved.append((stored.document, document.line))
            return
        quotes = self._extractor.extract(
            document.text, title=document.title, author=document.author
        )
        entry = Entry(
            document=document,
            passages=tuple(split_passages(document)),
            quotes=tuple(quotes),
            digest=digest,
            replaces=stored.document if stored else None,
        )
        self._batch.entries.append(entry)
        self._report = self._report.plus(**{"changed" if stored else "added": 1})
        self._waiting_names.add(document.document_id)
        self._waiting_passages += len(entry.passages)
        self._waiting_characters += len(document.text)
        if (
            self._waiting_passages >= self._options.batch
            or len(self._batch.entries) >= self._options.batch
            or self._waiting_characters >= BATCH_CHARACTERS
        ):
            self._flush()

    def _flush(self) -> None:
        """Encode and commit the batch."""
        batch, self._batch = self._batch, Batch()
        self._waiting_names.clear()
        self._waiting_passages = self._waiting_characters = 0
        if batch.is_empty():
            return
        passages, quotes = batch.texts(), batch.quote_texts()
        vectors = self._encode(passages)
        found = self._of_quotes(quotes, passages, vectors)
        self._writer.commit(batch, vectors, QuoteTexts(quotes, found))
        self._done = self._read_bytes
        self._tell()

    def _renew(self) -> None:
        """Find the quotes anew that an older extractor found."""
        if not self._writer.ledger.state().older:
            return
        renewal = Renewal(self._writer, self._extractor)
        articles, read = len(renewal), self._total - self._read_bytes
        if articles:
            self._say(f"{articles} articles have quotes by an older version; finding them anew")
        for left in renewal.run(self._options.batch, BATCH_CHARACTERS):
            self._report = replace(self._report, renewed=articles - left)
            self._done = self._total - (read * left // articles if articles else 0)
            self._tell()

    def _of_quotes(
        self, quotes: list[str], passages: list[str], vectors: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Unit rows for the quotes' texts; one that is a whole passage has that one's already."""
        known = {text: row for row, text in enumerate(passages)}
        fresh = [text for text in dict.fromkeys(quotes) if text not in known]
        known |= {text: row for row, text in enumerate(fresh, len(passages))}
        rows = np.concatenate([vectors, self._writer.encoder.encode_passages(fresh)])
        return rows[np.array([known[text] for text in quotes], dtype=np.int64)]

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit rows for the texts, telling how far it is now and then."""
        encoder, done = self._writer.encoder, self._done
        parts = [np.empty((0, encoder.dimension), dtype=np.float32)]
        for start in range(0, len(texts), SLICE_PASSAGES):
            parts.append(encoder.encode_passages(texts[start : start + SLICE_PASSAGES]))
            self._passages += len(parts[-1])
            share = min(start + SLICE_PASSAGES, len(texts)) / len(texts)
            self._done = done + int((self._read_bytes - done) * share)
            self._tell()
        return np.concatenate(parts)

    def _say(self, message: str) -> None:
        if self._notify:
            self._notify(message)

    def _tell(self) -> None:
        if self._watch:
            done = self._report.added + self._report.changed + self._report.renewed
            self._watch(Progress(self._done, self._total, done, self._passages))
