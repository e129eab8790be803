"""Files inside of other files: attachments of a message, members of an archive.

A member is written to a temporary folder under its own name and read by the format that the name
shows, so that a format knows nothing of what its file came in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.formats import Format, format_of
from indexer.readers.raw import RawDocument

_LONGEST_NAME = 100  # characters of a file name that every file system takes


def format_of_member(name: str) -> Format | None:
    """The format that a member's name shows, or None if whosaid does not read it."""
    base = PurePosixPath(name.replace("\\", "/")).name
    return None if base.startswith(".") else format_of(Path(base))


def read_member(
    outer: str, member: str, data: bytes, form: Format
) -> Iterator[RawDocument | ReadFailure]:
    """The documents of a member, each with the member's name before its own record.

    Args:
        outer: The file that the member is in, as `source_name` gives it.
        member: Its name there.
        data: Its bytes.
        form: The format that its name shows.
    """
    base = PurePosixPath(member.replace("\\", "/")).name[-_LONGEST_NAME:].replace("\0", "")
    with TemporaryDirectory(prefix="whosaid-") as folder:
        path = Path(folder) / (base or "member")
        path.write_bytes(data)
        try:
            for item in form.load()(path):
                yield _placed(item, outer, member)
        except CorpusError as error:
            yield ReadFailure(outer, member, 1, f"{member}: {error.reason}")
        except ModuleNotFoundError:
            wanted = f'pip install "whosaid[{form.extra}]"'
            yield ReadFailure(outer, member, 1, f"{member}: needs more packages: {wanted}")


def _placed(item: RawDocument | ReadFailure, outer: str, member: str) -> RawDocument | ReadFailure:
    """The same document or failure as one of the outer file."""
    if isinstance(item, ReadFailure):
        record = f"{member}/{item.record}" if item.record else member
        return ReadFailure(outer, record, item.line, f"{member}: {item.reason}")
    record = f"{member}/{item.origin.record}" if item.origin.record else member
    return replace(item, origin=replace(item.origin, record=record), is_whole_file=False)
