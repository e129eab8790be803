"""One article in a file, with or without front matter; or an export of a press database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.databases.nexis import RULE, Exported, nexis_articles
from indexer.readers.front_matter.error import FrontMatterError
from indexer.readers.front_matter.split import split_front_matter
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.source import read_text
from indexer.records import Places, Unit

_BREAK = re.compile("\n")


def read(path: Path, *, has_headings: bool = False) -> Iterator[RawDocument]:
    """The article in a file, without its front matter; or the articles of an export of Nexis.

    Raises:
        CorpusError: If the file cannot be read, or its front matter is not understood. An article
            with a wrong title and date would be worse than one that is reported.
    """
    text, encoding = read_text(path)
    notes = {} if encoding == "utf-8" else {"encoding": encoding}
    exported = nexis_articles(text)
    if exported:
        yield from _exported(text, exported, notes)
        return
    try:
        split = split_front_matter(text)
    except FrontMatterError as error:
        raise CorpusError(path, str(error)) from error
    if not split.body.strip():
        raise CorpusError(path, "empty: front matter without an article")
    yield RawDocument(
        split.body,
        split.fields,
        "front matter",
        Origin(line=split.line),
        notes=notes,
        has_headings=has_headings,
    )


def _exported(
    text: str, articles: Sequence[Exported], notes: Mapping[str, str]
) -> Iterator[RawDocument]:
    """The articles of an export, each named by its number, with the lines of the file."""
    line, place = 1, 0
    for number, one in enumerate(articles, start=1):
        line += text.count("\n", place, one.span.start)
        place = one.span.start
        words = one.span.of(text)
        breaks = [match.end() for match in _BREAK.finditer(words)]
        places = Places(Unit.LINE, (0, *breaks), tuple(range(line, line + len(breaks) + 1)))
        yield RawDocument(
            words, one.fields, RULE, Origin(str(number), line, places), notes,
            is_whole_file=False, has_header_lines=False,
        )  # fmt: skip
