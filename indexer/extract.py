"""Articles as JSON lines -> their quotes as JSON lines, one line at a time.

In: `{"article_id", "text", "title"?, "author"?, "date"?}`. Out, one line an article:
`{"article_id", "quotes": [{"start", "end", "text", "speaker_start", "speaker_end",
"speaker_text", "canonical", "speaker", "mention", "parts", "role", "cue", "kind", "confidence",
"grade", "polarity", "joint_speakers"}]}`, one entry for each pair of quotation marks, in order.
Offsets are indices into `text`, null where nothing is claimed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from indexer.errors import CorpusError
from indexer.json_text import JsonError, parse_json
from indexer.quotes import QuoteExtractor
from indexer.quotes.entries import entries_of

_WANTED = "write each article as a JSON object, on a line of its own"
_KINDS = {dict: "an object", list: "an array", str: "a string", bool: "true or false"}


def extract_lines(lines: Iterable[str], complain: Callable[[int, str], None]) -> Iterator[str]:
    """Extract the quotes of one article a line.

    Args:
        lines: JSON objects, one on each line; blank lines are skipped.
        complain: Called with the number (from 1) and the reason for each line that cannot be
            used; the other lines are used.

    Yields:
        One JSON object for each usable line, without newline, in the same order.
    """
    extractor = QuoteExtractor.load()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = _article(line)
        except ValueError as error:
            complain(number, str(error))
            continue
        text = article["text"]
        quotes = extractor.extract(text, title=article["title"], author=article["author"])
        found = {"article_id": article["article_id"], "quotes": entries_of(text, quotes)}
        yield json.dumps(found)


def _article(line: str) -> dict[str, Any]:
    """The fields of one line.

    Raises:
        ValueError: If the line is not a JSON object with `article_id` and `text`.
    """
    article = _parsed(line)
    if not isinstance(article, dict):
        raise ValueError(f"{_kind(article)}; {_WANTED}")
    for name in ("article_id", "text"):
        if name not in article:
            raise ValueError(f'"{name}" is missing; give it as a string')
        if not isinstance(article[name], str):
            raise ValueError(f'"{name}" is {_kind(article[name])}; give it as a string')
    optional = {name: article.get(name) for name in ("title", "author")}
    strings = {name: value if isinstance(value, str) else None for name, value in optional.items()}
    return {"article_id": article["article_id"], "text": article["text"], **strings}


def _parsed(line: str) -> object:
    """The value of a line.

    Raises:
        ValueError: If it is not JSON; says what was found and what is wanted.
    """
    try:
        return parse_json(line)
    except JsonError as error:
        raise ValueError(f"{error}; {_WANTED}") from error


def _kind(value: object) -> str:
    return "null" if value is None else _KINDS.get(type(value), "a number")


def _decoded(lines: Iterable[bytes | str], complain: Callable[[int, str], None]) -> Iterator[str]:
    """The lines of a file as text; a line that is not UTF-8 is reported and becomes empty."""
    for number, line in enumerate(lines, start=1):
        try:
            text = line if isinstance(line, str) else line.decode("utf-8")
        except UnicodeDecodeError as error:
            complain(number, f"not UTF-8 at byte {error.start + 1}; save the file as UTF-8")
            text = ""
        # Some programs mark a file as UTF-8 by a first character that is not part of its text.
        yield text.removeprefix("\ufeff") if number == 1 else text


def extract_file(path: str, out: TextIO, err: TextIO) -> int:
    """Extract from a file, or from standard input for "-".

    Returns:
        The number of lines that could not be used.

    Raises:
        CorpusError: If the file cannot be opened or read.
    """
    failed = 0

    def complain(number: int, reason: str) -> None:
        nonlocal failed
        failed += 1
        err.write(f"line {number}: {reason}\n")

    with ExitStack() as stack:
        # A text stream without bytes behind it (in tests, in notebooks) is read as it is.
        file: Iterable[bytes | str] = getattr(sys.stdin, "buffer", sys.stdin)
        if path != "-":
            file = stack.enter_context(_opened(path))
        for line in extract_lines(_decoded(_read(file, path), complain), complain):
            out.write(line + "\n")
            out.flush()  # a program that asks line by line waits for its answer
    return failed


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise CorpusError(path, error.strerror or str(error)) from error
    except ValueError as error:  # a NUL is in no path
        raise CorpusError(path, str(error)) from error


def _read(file: Iterable[bytes | str], path: str) -> Iterator[bytes | str]:
    try:
        yield from file
    except OSError as error:
        raise CorpusError(path, error.strerror or str(error)) from error


if __name__ == "__main__":
    raise SystemExit(2 if extract_file((sys.argv[1:] or ["-"])[0], sys.stdout, sys.stderr) else 0)
