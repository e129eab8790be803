"""Mail: one message in an .eml file, many in an .mbox file; attachments are documents too.

The headers give the title (Subject), the author (From), the date (Date) and the mailing list as
source. The text is the plain part; a message without one, or with a plain part that only says
"open this in a browser", gives the text of its HTML part.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.decoding import MAX_TEXT_BYTES, UndecodableError, decode
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import USUAL, FieldPaths
from indexer.readers.packed.allowance import Allowance, SpentError, UnpackError
from indexer.readers.packed.member import Member, format_of_member, read_member
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import open_source, read_bytes, source_name, too_large, unreadable

LEAST_SHARE = 0.2
"""Of the letters of the HTML part: a plain part with fewer is a note, not the message."""

MOST_PARTS = 1_000
"""Parts of one message, nested ones included."""

_FROM_LINE = b"From "
_UNREADABLE = "not a message that can be read"
_STUMBLES = (  # what hostile headers make the parser of the standard library stumble on
    RecursionError, LookupError, ValueError, AttributeError, TypeError, MessageError, AssertionError
)  # fmt: skip


class _BadMessageError(ValueError):
    """The message cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class _Attachments:
    """How the attachments of a file's messages are read."""

    outer: str
    paths: FieldPaths
    allowance: Allowance

    def read(self, part: EmailMessage, origin: Origin) -> Iterator[RawDocument | ReadFailure]:
        """The documents of a part of a message; none if it is no attachment that is read."""
        name = part.get_filename()
        form = format_of_member(name) if name else None
        if not name or not _is_attached(part):
            return
        if not form:
            self.allowance.skip(name)
            return
        inner = f"{origin.record}/{name}" if origin.record else name
        member, packed = Member(self.outer, inner, form), io.BytesIO(_bytes(part))
        try:
            yield from read_member(member, packed, self.paths, self.allowance)
        except UnpackError as error:
            yield ReadFailure(self.outer, inner, origin.line, f"{inner}: {error}")


def read(
    path: Path, paths: FieldPaths = USUAL, allowance: Allowance | None = None
) -> Iterator[RawDocument | ReadFailure]:
    """The messages of a file in order, each followed by its attachments.

    The record of a message in a mailbox is its Message-ID, else its number; of an attachment, its
    name behind that.

    Args:
        path: The file.
        paths: Where records in attachments keep fields that have no usual name.
        allowance: What may be unpacked; None for a file that is in no other.

    Raises:
        CorpusError: If the file cannot be read or holds no message.
    """
    name, names = source_name(path), RecordNames(path)
    is_mailbox = path.suffix.lower() == ".mbox"
    found = False
    for line, data in _messages(path) if is_mailbox else [(1, _whole(path))]:
        found = True
        record = ""
        try:
            if data is None:
                raise _BadMessageError(too_large("message"))
            message = _parse(data)
            if is_mailbox:
                record = names.unique(_id(message) or str(line), line)
            if not is_mailbox:
                line = _first_line(data, message)
            attached = _Attachments(name, paths, allowance or Allowance())
            yield from _documents(message, Origin(record, line), attached)
        except (_BadMessageError, *_STUMBLES) as error:
            is_told = isinstance(error, _BadMessageError)
            reason = str(error) if is_told else f"{_UNREADABLE}: {type(error).__name__}"
            if not is_mailbox:
                raise CorpusError(path, reason) from error
            yield ReadFailure(name, record or str(line), line, reason)
        except SpentError as error:
            raise CorpusError(path, str(error)) from error
    if not found:
        raise CorpusError(path, "no message in it: a mailbox begins with a line 'From ...'")


def _whole(path: Path) -> bytes:
    data = read_bytes(path)
    if not data.strip():
        raise CorpusError(path, "empty: nothing but white space")
    return data


def _messages(path: Path) -> Iterator[tuple[int, bytes | None]]:
    """(line of its "From " line, bytes) of each message; None for one beyond the limit."""
    start, size = 0, 0
    lines: list[bytes] = []
    try:
        with open_source(path) as file:
            is_blank = True
            for number, line in enumerate(file, start=1):
                if is_blank and line.startswith(_FROM_LINE):
                    if start:
                        yield start, b"".join(lines) if size <= MAX_TEXT_BYTES else None
                    start, size, lines = number, 0, []
                elif start:
                    size += len(line)
                    if size <= MAX_TEXT_BYTES:
                        lines.append(line[1:] if line.startswith(b">From ") else line)
                is_blank = line in (b"\n", b"\r\n")
    except OSError as error:
        raise unreadable(path, error) from error
    if start:
        yield start, b"".join(lines) if size <= MAX_TEXT_BYTES else None


def _parse(data: bytes) -> EmailMessage:
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise _BadMessageError(_UNREADABLE) from error
    if not isinstance(message, EmailMessage) or not message.keys():
        raise _BadMessageError("not a message: it has no headers")
    return message


def _documents(
    message: EmailMessage, origin: Origin, attachments: _Attachments
) -> Iterator[RawDocument | ReadFailure]:
    parts = _parts(message)
    text = _text(parts)
    if text.strip():
        yield RawDocument(text, _fields(message), "mail header", origin, is_whole_file=False)
    attached = 0
    for part in parts:
        for item in attachments.read(part, origin):
            attached += 1
            yield item
    if not text.strip() and not attached:
        raise _BadMessageError("empty: the message has no text")


def _first_line(data: bytes, message: EmailMessage) -> int:
    """The line of a file on which the text of its message begins; 0 if it stands there encoded."""
    text = _text(_parts(message))
    whole = data.replace(b"\r\n", b"\n")
    start = whole.find(text.replace("\r\n", "\n").encode("utf-8", "replace"))
    return whole.count(b"\n", 0, start) + 1 if text and start >= 0 else 0


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The parts that hold something, in order."""
    found = []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise _BadMessageError(f"the message has more than {MOST_PARTS:,} parts")
        if not part.is_multipart() and isinstance(part, EmailMessage):
            found.append(part)
    return found


def _text(parts: list[EmailMessage]) -> str:
    plain = "\n\n".join(_words(part) for part in parts if _is_text(part, "plain"))
    pages = [part for part in parts if _is_text(part, "html")]
    if not pages:
        return plain
    from indexer.readers.html.plain import text_of_page  # which plain messages do without

    marked = "\n\n".join(text_of_page(_bytes(part), part.get_content_charset()) for part in pages)
    return plain if len(plain.strip()) >= LEAST_SHARE * len(marked) else marked


def _is_text(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == f"text/{kind}" and not _is_attached(part)


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _words(part: EmailMessage) -> str:
    data = _bytes(part)
    charset = part.get_content_charset()
    if charset:
        try:
            return data.decode(charset, errors="strict")
        except (LookupError, UnicodeDecodeError):
            pass  # the header is wrong; the bytes say what they are
    try:
        return decode(data)[0]
    except UndecodableError as error:
        raise _BadMessageError(str(error)) from error


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _id(message: EmailMessage) -> str | None:
    found = str(message.get("Message-ID") or "").strip().strip("<>")
    return found[:200] or None


def _fields(message: EmailMessage) -> dict[str, object]:
    """The headers that say what a message is, under the names of `metadata.FIELDS`."""
    fields: dict[str, object] = {}
    subject = _header(message, "Subject")
    if subject:
        fields["title"] = subject
    person, address = parseaddr(_header(message, "From"))
    if person or address:
        fields["author"] = person or address
    for header in ("List-Id", "Archived-At"):
        value = _header(message, header)
        if value:
            fields["source" if header == "List-Id" else "url"] = value.strip("<>")
    date = _date(message)
    if date:
        fields["date"] = date
    return fields


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except _STUMBLES:
        return ""


def _date(message: EmailMessage) -> str | None:
    """The day on which the message was sent, where it was sent; the header if it cannot be read."""
    # The parser gives an empty header in the place of a date that it does not understand.
    raw = (str(value) for name, value in message.raw_items() if name.lower() == "date")
    words = " ".join(next(raw, "").split())
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (TypeError, ValueError):
        return words or None
