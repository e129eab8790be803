"""The way in: a file -> its documents, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from indexer.errors import CorpusError, SearchError
from indexer.readers.assemble import assemble
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import USUAL, FieldPaths
from indexer.readers.folders.files import unsupported
from indexer.readers.formats import Format, format_of
from indexer.readers.overrides import Override, overridden
from indexer.readers.packed.allowance import Allowance
from indexer.readers.raw import RawDocument
from indexer.readers.source import open_source, source_name
from indexer.records import PIPE, Document

_LONGEST_REASON = 300  # characters


def read_documents(
    path: Path,
    override: Override | None = None,
    paths: FieldPaths = USUAL,
    allowance: Allowance | None = None,
) -> Iterator[Document | ReadFailure]:
    """The documents of a file, in order, one at a time.

    A document that cannot be read while others of the same file can is a `ReadFailure` in its
    place.

    Args:
        path: The file.
        override: Metadata that counts before the file's own.
        paths: Where its records keep fields that have no usual name.
        allowance: Of the file alone; counts the files in it that are not read.

    Raises:
        CorpusError: While iterating, if the file as a whole cannot be read.
    """
    if path.is_dir():
        open_source(path)  # says why a folder is among the files: it could not be looked into
    found = format_of(path)
    if found is None:
        raise CorpusError(path, unsupported())
    name = source_name(path)
    try:
        for item in _read(found, path, paths, allowance or Allowance()):
            yield (
                item
                if isinstance(item, ReadFailure)
                else overridden(assemble(item, name), override or {})
            )
    except (SearchError, OSError, MemoryError, ImportError):
        raise
    except Exception as error:  # a fault in one file must not end the run over all others
        reason = f"a fault of whosaid, please report it: {type(error).__name__}: {error}"
        raise CorpusError(path, reason[:_LONGEST_REASON]) from error


def read_piped(
    stream: BufferedReader, paths: FieldPaths = USUAL
) -> Iterator[Document | ReadFailure]:
    """The documents of JSON Lines that come through a pipe, named by their ids.

    Args:
        stream: The pipe.
        paths: Where its records keep fields that have no usual name.

    Raises:
        CorpusError: While iterating, if what comes is no JSON Lines.
    """
    from indexer.readers.formats.jsonl import read_pipe

    for item in read_pipe(stream, paths):
        yield item if isinstance(item, ReadFailure) else assemble(item, PIPE)


def _read(
    found: Format, path: Path, paths: FieldPaths, allowance: Allowance
) -> Iterator[RawDocument | ReadFailure]:
    try:
        return found.read(path, paths, allowance)
    except ModuleNotFoundError as error:
        if found.extra is None:
            raise
        wanted = f'pip install "whosaid[{found.extra}]"'
        raise CorpusError(path, f"reading {found.name} needs more packages: {wanted}") from error
