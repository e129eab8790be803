"""The status of an index for people, one fact on each line."""

from __future__ import annotations

from dataclasses import asdict

from indexer.maintain.status import Status
from indexer.readers.folders.passed_over import in_words
from indexer.store.catalog.state import Counts


def summary(report: Counts) -> str:
    """The line that a run ends with."""
    counts = asdict(report)
    renewed = counts.pop("renewed", 0)
    line = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{line}; quotes found again in {renewed}" if renewed else line


def status_lines(found: Status) -> list[str]:
    """The status for people, one fact on each line."""
    lines = [
        f"index      {found.index} (format {found.format}, {found.bytes / 1e6:.1f} MB)",
        f"holds      {found.documents} documents, {found.passages} passages,"
        f" {found.quotes} quotes under {found.speakers} names",
        f"encoder    {found.encoder} ({found.dimension} dimensions, {found.encoder_identity[:12]})",
        f"analyzer   {found.analyzer}",
        f"deleted    {found.deleted_passages} passages still take up space",
    ]
    if found.scan_recall is not None:
        told = found.low_recall or (
            f"the scan finds {100 * found.scan_recall:.1f} % of the passages nearest in meaning"
        )
        lines.append(f"recall     {told}")
    if found.older_quotes:
        lines.append(
            f"quotes     {found.older_quotes} documents have quotes from an older version of"
            " whosaid; `whosaid index` finds them again"
        )
    if found.last_run:
        run = found.last_run
        lines.append(f"last run   {run.started}, {run.seconds:.1f} s: {summary(run.report)}")
    lines.append(
        f"on disk    {found.new_files} new, {found.changed_files} changed,"
        f" {found.gone_files} gone since"
    )
    if found.passed_over:
        lines.append(f"skipped    {in_words(found.passed_over)}")
    lines += _reading_lines(found)
    if found.draft:
        lines.append("rebuild    not finished; `whosaid index --rebuild` continues it")
    for failure in found.failures:
        place = f"{failure.path}:{failure.line}" if failure.line else failure.path
        lines.append(f"failed     {place}: {failure.reason}")
    return lines


def _reading_lines(found: Status) -> list[str]:
    """What reading the files could not do or had to guess, with an example of each."""
    lines = []
    if dates := found.unreadable_dates:
        lines.append(
            f"dates      whosaid cannot read the date of {_documents(dates.documents)}, or only the"
            f" year; for example {dates.path}: {dates.told}"
        )
    if encodings := found.guessed_encodings:
        lines.append(
            f"encodings  the encoding of {_documents(encodings.documents)} is a guess, so check the"
            f" names; for example {encodings.path}: {encodings.told}"
        )
    if languages := found.other_languages:
        listed = ", ".join(f"{count} in {name}" for name, count in languages.items())
        total = _documents(sum(languages.values()))
        lines.append(f"languages  {total} without quotes, which whosaid finds in English: {listed}")
    return lines


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"
