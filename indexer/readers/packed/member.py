"""A member of another file -> its documents.

A member is written to a temporary folder under its own name and read by the format that the name
shows, so that a format knows nothing of what its file came in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import FieldPaths
from indexer.readers.formats import Format, format_of
from indexer.readers.packed.allowance import Allowance
from indexer.readers.raw import RawDocument

_LONGEST_NAME = 100  # characters of a file name that every file system takes


def format_of_member(name: str) -> Format | None:
    """The format that a member's name shows, or None if whosaid does not read it."""
    base = PurePosixPath(name.replace("\\", "/")).name
    return None if base.startswith(".") else format_of(Path(base))


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside of another.

    Attributes:
        outer: The file that it is in, as `source_name` gives it.
        name: Its name there.
        form: The format that its name shows.
    """

    outer: str
    name: str
    form: Format


def read_member(
    member: Member, packed: BufferedIOBase, paths: FieldPaths, allowance: Allowance
) -> Iterator[RawDocument | ReadFailure]:
    """The documents of a member, each with the member's name before its own record.

    Args:
        member: The member.
        packed: Gives its bytes.
        paths: Where its records keep fields that have no usual name.
        allowance: What may still be unpacked from the outermost file.

    Raises:
        UnpackError: If it cannot be unpacked.
        SpentError: If nothing more may be unpacked.
    """
    outer, name, form = member.outer, member.name, member.form
    base = PurePosixPath(name.replace("\\", "/")).name[-_LONGEST_NAME:].replace("\0", "")
    with allowance.member(), TemporaryDirectory(prefix="whosaid-") as folder:
        path = Path(folder) / (base or "member")
        allowance.unpack(packed, path, any_size=form.any_size)
        try:
            for item in form.read(path, paths, allowance):
                yield _placed(item, outer, name)
        except CorpusError as error:
            yield ReadFailure(outer, name, 0, f"{name}: {error.reason}")
        except ModuleNotFoundError:
            wanted = f'pip install "whosaid[{form.extra}]"'
            yield ReadFailure(outer, name, 0, f"{name}: needs more packages: {wanted}")


def _placed(item: RawDocument | ReadFailure, outer: str, member: str) -> RawDocument | ReadFailure:
    """The same document or failure as one of the outer file."""
    if isinstance(item, ReadFailure):
        record = f"{member}/{item.record}" if item.record else member
        place = f"{member}, line {item.line}" if item.line else member
        return ReadFailure(outer, record, 0, f"{place}: {item.told}")
    record = f"{member}/{item.origin.record}" if item.origin.record else member
    origin = replace(item.origin, record=record, line=0)  # its lines are not those of the file
    return replace(item, origin=origin, is_whole_file=False)
