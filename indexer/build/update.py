"""One run: new and changed documents go into the index, those that have gone leave it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from io import BufferedReader
from pathlib import Path

from indexer.build.choice import choice_of
from indexer.build.commit import BATCH_CHARACTERS, Committer
from indexer.build.content import is_same_content, verified
from indexer.build.extractor_version import EXTRACTOR_VERSION, current_version
from indexer.build.moves import Moves
from indexer.build.options import Options
from indexer.build.plan import RACY_NS, Plan, make_plan
from indexer.build.progress.meter import Meter, Watcher
from indexer.build.reextract import Reextraction
from indexer.build.scan_recall import is_due, measure_recall, recall_warning
from indexer.build.stories import compare_stories
from indexer.decisions.apply import DecidedQuotes
from indexer.decisions.file import read_decisions
from indexer.errors import CorpusError
from indexer.quotes import QuoteExtractor
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import FieldPaths
from indexer.readers.folders.choice import Choice
from indexer.readers.folders.passed_over import in_words
from indexer.readers.formats import format_of
from indexer.readers.overrides import Overrides
from indexer.readers.packed.allowance import Allowance
from indexer.readers.read import read_documents, read_piped
from indexer.readers.source import NAME_NOT_UTF8
from indexer.records import PIPE, Document, Quote
from indexer.store.catalog.checksums import document_digest
from indexer.store.catalog.entry import Entry, Relocation, Stored
from indexer.store.catalog.state import Failure, FileState, RunReport
from indexer.store.source_file import content_digest
from indexer.store.writer import IndexWriter
from indexer.text.languages.common_words import ENGLISH
from indexer.text.languages.recognise import analysed_as
from indexer.text.paragraphs import split_passages


class Update:
    """One run over the source files of an index."""

    def __init__(
        self,
        writer: IndexWriter,
        options: Options,
        watch: Watcher | None,
        notify: Callable[[str], None] | None,
    ) -> None:
        """Prepare to run; for the arguments see `pipeline.build_index`."""
        self._writer = writer
        self._catalog = writer.catalog
        self._options = options
        self._notify = notify or (lambda _: None)
        self._meter = Meter(watch)
        self._committer = Committer(writer, options.batch, self._meter)
        self._overrides = Overrides()
        self._moves = Moves(writer, ())
        self._report = RunReport()
        self._extractor = QuoteExtractor.load()
        decisions = read_decisions(writer.layout)
        for note in decisions.notes:
            self._notify(note)
        self._decided = DecidedQuotes(decisions.about_quotes)

    def run(self, roots: Sequence[Path]) -> RunReport:
        """Do the whole run."""
        with self._recorded():
            sources = self._catalog.sources
            with self._catalog.transaction():
                sources.put_roots(roots)
            choice = self._choose()
            held, known = self._catalog.document_counts(), sources.files()
            failed = sources.failure_counts()
            plan = make_plan(roots or sources.roots(), known, failed, held, choice)
            if self._options.verify:
                plan = verified(plan, known)
            self._overrides = plan.overrides
            self._start(plan, held)
            self._moves = Moves(self._writer, [*plan.gone, *plan.vanished])
            for file in plan.read:
                self._meter.begin(file.path)
                self._read(file, known.get(file.path), failed=file.path in failed)
                self._meter.read(file.size)
            self._drop(plan)
        self._tell_skipped(plan)
        self._tell_places(choice.paths)
        return self._report

    def run_piped(self, stream: BufferedReader) -> RunReport:
        """Add and update the documents that come through a pipe; none leaves the index."""
        with self._recorded():
            paths = self._choose().paths
            items = read_piped(stream, paths)
            self._meter.start(0)
            failures, _ = self._take_all(PIPE, items, self._catalog.stored_in(PIPE))
            self._committer.fail(PIPE, failures)
        self._tell_places(paths)
        return self._report

    def take_over(self, documents: Iterable[Document]) -> None:
        """Index documents that another index holds and no file."""
        try:
            self._take_all(PIPE, documents, self._catalog.stored_in(PIPE))
            self._committer.flush()
        finally:
            self._committer.stop()
        compare_stories(self._writer)

    def _choose(self) -> Choice:
        """What was chosen for this run, or remembered from an earlier one; remembered from now."""
        sources = self._catalog.sources
        choices = self._options.chosen.beside(sources.choices())
        choice = choice_of(choices)
        with self._catalog.transaction():
            sources.put_choices(choices)
        return choice

    @contextmanager
    def _recorded(self) -> Iterator[None]:
        """Around what a run does: commits what is left, and notes the run."""
        started, clock = datetime.now(timezone.utc), time.monotonic()
        rows = self._catalog.state().rows
        with self._catalog.transaction():
            recorded = current_version(self._catalog.state().extractor)
            self._catalog.expect_extractor(
                EXTRACTOR_VERSION, finds_the_same=recorded == EXTRACTOR_VERSION
            )
        try:
            yield
            self._committer.flush()
        finally:
            self._committer.stop()
        self._report = replace(self._committer.report, renewed=self._reextract())
        compare_stories(self._writer)
        self._measure_recall(rows)
        seconds = time.monotonic() - clock
        with self._catalog.transaction():
            self._catalog.put_run(started.isoformat(timespec="seconds"), seconds, self._report)

    def _measure_recall(self, before: int) -> None:
        """Measure what the scan finds, if many passages have come since."""
        state = self._catalog.state()
        if is_due(state, before):
            measure_recall(self._writer)
        if state.rows != before and (warning := recall_warning(self._catalog.state())):
            self._notify(warning)

    def _start(self, plan: Plan, held: Mapping[str, int]) -> None:
        self._meter.start(plan.size + self._size_to_reextract(plan))
        self._committer.keep(sum(held.get(path, 0) for path in (*plan.unchanged, PIPE)))
        if plan.unwanted:
            self._notify(f"patterns leave out {plan.unwanted} files and folders")
        for root in plan.absent:
            self._notify(
                f"{root} is empty or not there; its articles stay in the index as they were"
            )
        if plan.linked:
            self._notify(
                f"{len(plan.linked)} files are in the index already by another path, such as"
                f" {plan.linked[0]}; each stays one article"
            )
        for name in plan.unnamed:
            self._committer.fail(name, [Failure(name, 0, NAME_NOT_UTF8)])
        for name, faults in plan.faults.items():
            self._committer.fail(name, [Failure(name, one.line, one.reason) for one in faults])

    def _tell_skipped(self, plan: Plan) -> None:
        """Tell how many files have another format, in folders and in archives."""
        skipped = Counter(plan.passed_over) + Counter(self._catalog.sources.skipped())
        if skipped:
            self._notify(f"skipped {in_words(skipped)}")

    def _tell_places(self, paths: FieldPaths) -> None:
        """Tell which places of fields no record has."""
        for line in paths.use.told(paths.paths):
            self._notify(line)

    def _drop(self, plan: Plan) -> None:
        """Take out the documents of files that have gone, but for those found in other files."""
        for path in plan.gone:
            self._committer.remove(self._moves.left(path))
            self._committer.forget(path)
        for path in plan.vanished:
            if not self._moves.left(path):
                self._committer.forget(path)
        if self._moves.count:
            self._notify(
                f"{self._moves.count} articles have moved to other files, otherwise unchanged"
            )

    def _size_to_reextract(self, plan: Plan) -> int:
        """Bytes of the files whose documents may have quotes by an older extractor.

        Files that are read again, or are absent, count too: the index holds their documents.
        """
        if not self._catalog.state().older:
            return 0
        known, gone = self._catalog.sources.files(), set(plan.gone)
        return sum(known[path].size for path in known if path not in gone)

    def _read(self, file: FileState, before: FileState | None, *, failed: bool) -> None:
        """Read one source file, committing in between if it holds many documents.

        Args:
            file: As it is now.
            before: As it was when it was last read to its end.
            failed: Whether some of it could not be read then.
        """
        file = replace(file, digest=content_digest(file.path))
        stored = self._catalog.stored_in(file.path)
        if before and not failed and is_same_content(before, file):
            self._committer.keep(len(stored))
            self._finish(file)
            return
        if before:  # a killed run may commit a part of the file only
            self._committer.finish(replace(before, modified=0, digest=""))
        allowance = Allowance()
        items = self._documents(file.path, allowance)
        failures, seen = self._take_all(file.path, items, stored)
        form = format_of(Path(file.path))
        if form and form.has_members:
            self._committer.skip(file.path, allowance.skipped)
        self._settle(file, failures, [stored[name] for name in stored if name not in seen])

    def _documents(self, path: str, allowance: Allowance) -> Iterator[Document | ReadFailure]:
        given = self._overrides.of(path)
        yield from read_documents(Path(path), given, self._overrides.paths, allowance)

    def _take_all(
        self, path: str, items: Iterable[Document | ReadFailure], stored: Mapping[str, Stored]
    ) -> tuple[list[Failure], set[str]]:
        """Index documents; what failed, and the ids of those that could be read."""
        failures: list[Failure] = []
        seen: set[str] = set()
        try:
            for item in items:
                if isinstance(item, ReadFailure):
                    failures.append(Failure(path, item.line, item.told))
                elif item.document_id in seen or self._is_taken(item, stored):
                    reason = f"another article has the same id, {item.record or item.document_id}"
                    failures.append(Failure(path, item.line, reason))
                else:
                    seen.add(item.document_id)
                    self._take(item, stored.get(item.document_id))
        except CorpusError as error:
            failures.append(Failure(path, 0, error.reason))
        return failures, seen

    def _is_taken(self, document: Document, stored: Mapping[str, Stored]) -> bool:
        """Whether a document of another file has the same id; ids are hashes, so it can happen."""
        name = document.document_id
        if name in stored:
            return False
        return self._committer.holds(name) or self._catalog.owner(name) is not None

    def _take(self, document: Document, stored: Stored | None) -> None:
        """Index a document, unless the index has exactly this one already."""
        digest = document_digest(document)
        if stored and stored.digest == digest:
            self._committer.keep(1)
            if stored.line != document.line:
                self._committer.move(stored.document, document.line)
            return
        moved = None if stored else self._moves.take(document)
        if moved is not None:
            self._committer.rename(moved, _place(document, digest))
            return
        self._committer.add(
            Entry(
                document=document,
                passages=tuple(split_passages(document)),
                quotes=self._quotes_of(document),
                digest=digest,
                replaces=stored.document if stored else None,
            )
        )

    def _quotes_of(self, document: Document) -> tuple[Quote, ...]:
        """The quotes of a document, as found and as the reader has decided; English ones alone."""
        if analysed_as(document.language) != ENGLISH:
            return ()
        found = self._extractor.extract(document.text, title=document.title, author=document.author)
        return self._decided.of(document, found)

    def _settle(self, file: FileState, failures: list[Failure], missing: list[Stored]) -> None:
        """Note how reading a file went; missing documents go only if all of it could be read."""
        self._committer.fail(file.path, failures)
        if failures:
            self._committer.keep(len(missing))
            return
        self._committer.remove([document.document for document in missing])
        self._finish(file)

    def _finish(self, file: FileState) -> None:
        """Remember that a file was read, unless it may change again without another time."""
        fresh = time.time_ns() - file.modified < RACY_NS
        self._committer.finish(replace(file, modified=0) if fresh else file)

    def _reextract(self) -> int:
        """Extract quotes again that an older extractor found; returns of how many documents."""
        if not self._catalog.state().older:
            return 0
        reextraction = Reextraction(self._writer, lambda before: self._quotes_of(before.document))
        documents, size, renewed = len(reextraction), self._meter.left, 0
        if documents:
            self._notify(
                f"{documents} articles have quotes from an older version; finding them again"
            )
        for left in reextraction.run(self._options.batch, BATCH_CHARACTERS):
            self._meter.reextracted(
                documents - left - renewed, size * left // documents if documents else 0
            )
            renewed = documents - left
        return renewed


def _place(document: Document, digest: str) -> Relocation:
    return Relocation(document.document_id, document.path, document.record, document.line, digest)
