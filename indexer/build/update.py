"""What a run does with the sources: new and changed articles in, those that have gone out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from indexer.build.commit import BATCH_CHARACTERS, Committer
from indexer.build.extractor_version import EXTRACTOR_VERSION, current_version
from indexer.build.meter import Meter, Watcher
from indexer.build.plan import RACY_NS, Plan, make_plan
from indexer.build.reextract import Renewal
from indexer.errors import CorpusError
from indexer.quotes import QuoteExtractor
from indexer.readers.failure import ReadFailure
from indexer.readers.read import read_documents
from indexer.records import Document
from indexer.store.catalog.checksums import document_digest
from indexer.store.catalog.entry import Entry, Stored
from indexer.store.catalog.state import Failure, FileState, RunReport
from indexer.store.writer import IndexWriter
from indexer.text.paragraphs import split_passages


class Update:
    """One run: what it has done so far."""

    def __init__(
        self,
        writer: IndexWriter,
        batch: int,
        watch: Watcher | None,
        notify: Callable[[str], None] | None,
    ) -> None:
        """Prepare to run; see `pipeline.build_index`."""
        self._writer = writer
        self._ledger = writer.ledger
        self._size = batch
        self._say = notify or (lambda _: None)
        self._meter = Meter(watch)
        self._committer = Committer(writer, batch, self._meter)
        self._report = RunReport()
        self._extractor = QuoteExtractor.load()

    def run(self, roots: Sequence[Path]) -> RunReport:
        """Do the whole run."""
        started, clock = datetime.now(timezone.utc), time.monotonic()
        sources = self._ledger.sources
        with self._ledger.transaction():
            sources.put_roots(roots)
            state = self._ledger.state()
            if state.extractor and current_version(state.extractor) == EXTRACTOR_VERSION:
                self._ledger.put_state(replace(state, extractor=EXTRACTOR_VERSION))
            self._ledger.expect_extractor(EXTRACTOR_VERSION)
        held = self._ledger.document_counts()
        plan = make_plan(roots or sources.roots(), sources.files(), sources.failure_counts(), held)
        self._start(plan, held)
        for file in plan.read:
            self._read(file)
            self._meter.read += file.size
        self._committer.flush()
        self._renew()
        seconds = time.monotonic() - clock
        with self._ledger.transaction():
            self._ledger.put_run(started.isoformat(timespec="seconds"), seconds, self._report)
        return self._report

    def _start(self, plan: Plan, held: Mapping[str, int]) -> None:
        self._meter.total = plan.size
        if self._ledger.state().older:
            # Also for files that are read again, or are not there: their articles count as well.
            known, gone = self._ledger.sources.files(), set(plan.gone)
            self._meter.total += sum(known[path].size for path in known if path not in gone)
        self._report = RunReport(unchanged=sum(held.get(path, 0) for path in plan.unchanged))
        for root in plan.absent:
            self._say(f"{root} is empty or not there; its articles stay in the index as they were")
        for path in plan.gone:
            stored = self._ledger.stored_in(path)
            self._committer.batch.removed += [document.document for document in stored.values()]
            self._committer.batch.forgotten.append(path)
            self._report = self._report.plus(removed=len(stored))
        for name in plan.unnamed:
            reason = "the file's name is not UTF-8; rename it"
            self._committer.batch.failures[name] = [Failure(name, 0, reason)]
            self._report = self._report.plus(failed=1)
        self._meter.tell()

    def _read(self, file: FileState) -> None:
        """Read one source file, committing in between if it holds many documents."""
        stored = self._ledger.stored_in(file.path)
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
        return self._committer.holds(name) or self._ledger.owner(name) is not None

    def _take(self, document: Document, stored: Stored | None) -> None:
        """Let a document be indexed unless the index has it already, just so."""
        digest = document_digest(document)
        if stored and stored.digest == digest:
            self._report = self._report.plus(unchanged=1)
            if stored.line != document.line:
                self._committer.batch.moved.append((stored.document, document.line))
            return
        quotes = self._extractor.extract(
            document.text, title=document.title, author=document.author
        )
        self._report = self._report.plus(**{"changed" if stored else "added": 1})
        self._meter.documents += 1
        self._committer.add(
            Entry(
                document=document,
                passages=tuple(split_passages(document)),
                quotes=tuple(quotes),
                digest=digest,
                replaces=stored.document if stored else None,
            )
        )

    def _settle(self, file: FileState, failures: list[Failure], missing: list[Stored]) -> None:
        """Note how reading went; what is missing goes only if all could be read."""
        batch = self._committer.batch
        batch.failures[file.path] = failures
        self._report = self._report.plus(failed=len(failures))
        if failures:
            self._report = self._report.plus(unchanged=len(missing))
            return
        batch.removed += [document.document for document in missing]
        self._report = self._report.plus(removed=len(missing))
        fresh = time.time_ns() - file.modified < RACY_NS
        batch.files.append(replace(file, modified=0) if fresh else file)

    def _renew(self) -> None:
        """Find the quotes anew that an older extractor found."""
        if not self._ledger.state().older:
            return
        renewal = Renewal(self._writer, self._extractor)
        articles, rest = len(renewal), self._meter.total - self._meter.read
        if articles:
            self._say(f"{articles} articles have quotes by an older version; finding them anew")
        for left in renewal.run(self._size, BATCH_CHARACTERS):
            self._meter.documents += articles - left - self._report.renewed
            self._report = replace(self._report, renewed=articles - left)
            self._meter.read = self._meter.total - (rest * left // articles if articles else 0)
            self._meter.committed()
