"""The file of an index's annotations: text, an object of JSON a line, the oldest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from filelock import FileLock, Timeout

from indexer.errors import unreadable
from indexer.store.durable import replace_file, writing_to
from query.annotations.annotation import (
    Annotation,
    AnnotationError,
    Label,
    Note,
    parse_annotation,
)

NAME = "annotations.jsonl"
"""The file in the index's folder. A run and a rebuild leave it alone."""

LARGEST = 64 * 2**20
"""Bytes of a file that is read; an annotation has some hundred."""

PATIENCE = 10.0
"""Seconds to wait for another process that changes the file."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the file holds.

    Attributes:
        notes: Oldest first.
        labels: Oldest first, each label of an article once.
        damaged: The lines that state nothing, as written. They stay in the file.
        problems: What is wrong with the file, a line for each thing.
    """

    notes: tuple[Note, ...] = ()
    labels: tuple[Label, ...] = ()
    damaged: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def about(self, document: str) -> list[Note]:
        """The notes about an article, by place."""
        found = (one for one in self.notes if one.document == document)
        return sorted(found, key=lambda one: (one.start, one.end, one.made))

    def labels_of(self, document: str) -> list[str]:
        """The labels of an article, in order of the alphabet."""
        return sorted(one.label for one in self.labels if one.document == document)

    @property
    def labelled(self) -> dict[str, list[str]]:
        """The ids of the articles that have each label; labels in order of the alphabet."""
        found: dict[str, list[str]] = {}
        for one in sorted(self.labels, key=lambda label: label.label):
            found.setdefault(one.label, []).append(one.document)
        return found

    def with_note(self, note: Note) -> Annotations:
        """With one more note."""
        return replace(self, notes=(*self.notes, note))

    def without_note(self, name: str) -> Annotations:
        """Without the note of an id.

        Raises:
            AnnotationError: If there is none.
        """
        kept = tuple(one for one in self.notes if one.id != name)
        if len(kept) == len(self.notes):
            raise AnnotationError("there is no such note any more")
        return replace(self, notes=kept)

    def with_label(self, label: Label) -> Annotations:
        """With a label, which an article has once."""
        if label.label in self.labels_of(label.document):
            return self
        return replace(self, labels=(*self.labels, label))

    def without_label(self, document: str, label: str) -> Annotations:
        """Without a label of an article."""
        pair = (document, label)
        kept = tuple(one for one in self.labels if (one.document, one.label) != pair)
        return replace(self, labels=kept)


class AnnotationFile:
    """The annotations of one index. Threads and processes may share the file.

    Args:
        root: The index's folder.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / NAME
        self._lock = Lock()
        self._known: tuple[tuple[int, ...], Annotations] | None = None

    def read(self) -> Annotations:
        """What the file holds now. What is damaged is told and left out, never fatal."""
        stamp = _stamp(self._path)
        with self._lock:
            if self._known is None or self._known[0] != stamp:
                self._known = (stamp, read_annotations(self._path))
            return self._known[1]

    def change(self, change: Callable[[Annotations], Annotations]) -> None:
        """Replace the file by what becomes of its content.

        Raises:
            AnnotationError: If the file cannot be read, so that writing would lose it, or
                another process holds it for long.
            IndexWriteError: If the disk or the permissions do not allow it.
        """
        with writing_to(self._path):
            lock = FileLock(self._path.with_name(f"{NAME}.lock"), timeout=PATIENCE)
            try:
                with lock:
                    self._replace(change)
            except Timeout:
                raise AnnotationError(f"{self._path}: another process is changing it") from None

    def _replace(self, change: Callable[[Annotations], Annotations]) -> None:
        before = read_annotations(self._path)
        if before.problems and not before.damaged:
            raise AnnotationError(before.problems[0])
        after = change(before)
        lines = [*after.damaged, *(one.line() for one in after.notes)]
        lines += [one.line() for one in after.labels]
        content = "".join(f"{line}\n" for line in lines)
        replace_file(self._path, content.encode("utf-8", "surrogateescape"))
        with self._lock:
            self._known = None


def read_annotations(path: Path) -> Annotations:
    """The annotations in a file; none where there is no file."""
    try:
        if not path.exists():
            return Annotations()
        if path.stat().st_size > LARGEST:
            return Annotations(problems=(f"{path} is too large to be read",))
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    except OSError as error:
        return Annotations(problems=(str(unreadable(path, error)),))
    return _parsed(path, lines)


def _parsed(path: Path, lines: Sequence[str]) -> Annotations:
    found = Annotations()
    damaged, problems = list[str](), list[str]()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            line.encode("utf-8")
            found = _with(found, parse_annotation(line))
        except ValueError:
            damaged.append(line)
            problems.append(f"{path}, line {number}: this is no note and no label; it is left out")
    return replace(found, damaged=tuple(damaged), problems=tuple(problems))


def _with(found: Annotations, one: Annotation) -> Annotations:
    return found.with_note(one) if isinstance(one, Note) else found.with_label(one)


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_mtime_ns, status.st_size
