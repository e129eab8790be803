"""Everything that can go wrong for a reason that a user can understand and fix.

    SearchError
    ├── CorpusError             a source file or folder cannot be read
    ├── IndexNotFoundError      there is no index at that place
    ├── IndexTooOldError        written by an earlier version of the format
    ├── IndexTooNewError        written by a later version of the format
    ├── IndexCorruptError       a part of the index is damaged, or from another index
    ├── IndexAccessError        the system does not let the index be read
    ├── IndexClosedError        the program has closed the index
    ├── IndexLockedError        another process is writing
    ├── IndexWriteError         the disk or the permissions do not allow writing
    ├── SystemLimitError        the system refuses memory, open files or a path of that length
    ├── OutputError             what was asked for cannot be written
    ├── EncoderError            a model cannot be loaded, exported or trusted
    │   └── ForeignEncoderError   an index's encoder may not be run
    ├── EncoderMismatchError    the index has a different encoder from the one asked for
    ├── AnalyzerMismatchError   a different analyzer made its terms
    ├── DocumentNotFoundError   no document of that name or number in the index
    └── QuerySyntaxError        a question or filter cannot be understood

A message says where and what; `hint` is the one thing to do about it. A bug in the calling
program still raises `ValueError`. This module imports nothing from the project.
"""

from __future__ import annotations

import errno
from pathlib import Path

_DAMAGE = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EINVAL, None}
"""Numbers of system errors that say that a file is not what it should be."""

_SHOWN = 100
"""Characters of a question that a message repeats."""


class SearchError(Exception):
    """Base of the errors that the command line shows as one line and a hint."""

    hint = ""


class CorpusError(SearchError):
    """A source file or folder cannot be read."""

    hint = "Check the path; `whosaid status` lists the files that failed and why."

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = Path(path), reason


class IndexNotFoundError(SearchError):
    """There is no index at that place."""

    hint = "Build one with `whosaid index FOLDER`, or name another with `--index DIR`."

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: no index here")
        self.path = path


class IndexTooOldError(SearchError):
    """The index was written by an earlier version of the format that is no longer read."""

    hint = "Rebuild it with `whosaid index --rebuild`."

    def __init__(self, path: Path, found: int, oldest: int) -> None:
        super().__init__(f"{path}: format {found}; this version reads from {oldest} on")
        self.path, self.found, self.oldest = path, found, oldest


class IndexTooNewError(SearchError):
    """The index was written by a later version of the format."""

    hint = "Upgrade whosaid, or build a new index with `--index DIR`."

    def __init__(self, path: Path, found: int, newest: int) -> None:
        super().__init__(f"{path}: format {found}; this version reads up to {newest}")
        self.path, self.found, self.newest = path, found, newest


class IndexCorruptError(SearchError):
    """A part of the index is damaged, incomplete or not ours."""

    hint = (
        "`whosaid check --repair` repairs what it can; `whosaid index --rebuild` builds a new one."
    )

    def __init__(self, part: Path | str, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part, self.reason = str(part), reason


class IndexAccessError(SearchError):
    """The system does not let the index be read: permissions, open files, memory, the disk."""

    hint = "Nothing in the index is known to be damaged; remove the cause and try again."

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: cannot be read: {reason}")
        self.path, self.reason = Path(path), reason


def unreadable(path: Path | str, error: OSError) -> IndexAccessError | IndexCorruptError:
    """The error to raise where a part of an index cannot be opened.

    Returns:
        `IndexCorruptError` for what is not there or no file; `IndexAccessError` for what the
        system does not let be read.
    """
    reason = error.strerror or str(error)
    if error.errno in _DAMAGE:
        return IndexCorruptError(error.filename or path, reason)
    return IndexAccessError(error.filename or path, reason)


class IndexClosedError(SearchError):
    """The calling program has closed the index, perhaps from another thread."""

    hint = "Open the index again."

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: the index was closed")
        self.path = path


class IndexLockedError(SearchError):
    """Another process is writing this index."""

    hint = "Wait until it has finished; you can ask questions meanwhile."

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(f"{path}: being written by {holder}")
        self.path, self.holder = path, holder


class IndexWriteError(SearchError):
    """The disk or the permissions do not allow writing; what was committed stays."""

    hint = "Free some space or correct the permissions, then run the same command again."

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{path}: cannot write: {reason}")
        self.path, self.reason = Path(path), reason


class SystemLimitError(SearchError):
    """The system refuses what the program needs: memory, open files, a path of that length."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


class OutputError(SearchError):
    """What was asked for cannot be written to where it was to go."""

    hint = "Free some space, or write to another place."

    def __init__(self, reason: str) -> None:
        super().__init__(f"cannot write the output: {reason}")
        self.reason = reason


class EncoderError(SearchError):
    """A model cannot be loaded, exported or trusted."""

    hint = "Name a sentence-transformers model that is on this machine with `--model`."


class ForeignEncoderError(EncoderError):
    """The encoder of an index was not made on this machine and may not be run on it."""

    hint = "Ask who made the index for the articles, and build an index of your own."

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: the encoder is not safe to run: {reason}")
        self.path, self.reason = path, reason


class EncoderMismatchError(SearchError):
    """The index was made by another encoder than the one asked for."""

    hint = "Leave out `--model`, or build a new index with `whosaid index --rebuild --model ...`."

    def __init__(self, path: Path, found: str, asked: str) -> None:
        super().__init__(f"{path}: made with encoder {found}, not {asked}")
        self.path, self.found, self.asked = path, found, asked


class AnalyzerMismatchError(SearchError):
    """The index's terms were made by another analyzer, so that questions would not match them."""

    hint = "Rebuild it with `whosaid index --rebuild`."

    def __init__(self, path: Path, found: str, wanted: str) -> None:
        super().__init__(f"{path}: terms made by {found}; this version has {wanted}")
        self.path, self.found, self.wanted = path, found, wanted


class DocumentNotFoundError(SearchError):
    """No document of that name in the index, or several."""

    hint = "`whosaid ask` shows each document's path and id."

    def __init__(self, name: str, reason: str = "no such document in the index") -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


class QuerySyntaxError(SearchError):
    """A question or a filter cannot be understood; `offset` is the place, in code points."""

    hint = "`whosaid ask --help` lists the conditions that it understands."

    def __init__(self, text: str, offset: int, reason: str) -> None:
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        super().__init__(f"{reason} (at character {offset + 1} of {shown!r})")
        self.text, self.offset, self.reason = text, offset, reason
