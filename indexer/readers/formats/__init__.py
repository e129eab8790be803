"""The formats that whosaid reads: each is one file in this folder and one line in `FORMATS`.

plain_text      one article in a file, with or without front matter
markdown        the same with headings
jsonl           one article on a line
html            a saved web page
json_document   one article, or a list of articles; the tweets of a Twitter archive
table           one article in a row: CSV and TSV
mail            one message, or a mailbox of them
pdf             one document
word            one document: DOCX
open_document   one document: ODT
rich_text       one document: RTF
feed            one document for each entry: RSS, Atom and exports of WordPress; NITF
epub            one document for each chapter
warc            one document for each saved page: WARC and WACZ
archive         the files in a ZIP, tar or gzip file

A format's file has a function `read`. It takes the path of a file and yields its documents in
order, each as a `RawDocument`: the text, the metadata that the format itself gives, and where the
document is in the file. It yields a `ReadFailure` in the place of a document that cannot be read
while others can, and raises `CorpusError` if the file as a whole cannot be read. Everything else
(suffixes that are found in folders, messages, help, cleaning, metadata by rule) follows from
`FORMATS` and happens elsewhere. A file that needs packages beyond the basic ones imports them at
its top and names the extra that installs them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.readers.failure import ReadFailure
    from indexer.readers.field_paths import FieldPaths
    from indexer.readers.packed.allowance import Allowance
    from indexer.readers.raw import RawDocument

    Read = Callable[..., Iterator[RawDocument | ReadFailure]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files.

    Attributes:
        name: What a message calls it ("Markdown").
        suffixes: Ends of file names in small letters, the usual one first; a file name may have
            them in any case.
        module: The file in this folder that reads it.
        extra: The optional dependencies that it needs, as in `pip install "whosaid[extra]"`, or
            None.
        has_fields: Whether its records, or those of files in it, have names that a user may tell;
            its `read` takes them as `FieldPaths` behind the path.
        has_members: Whether other files are in it; its `read` takes an `Allowance` behind that.
        any_size: Whether a file of any size is read, a piece at a time.
        names: A pattern of the names, in small letters, of files that are read whatever their
            suffix.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    extra: str | None = None
    has_fields: bool = False
    has_members: bool = False
    any_size: bool = False
    names: str = ""

    def load(self) -> Read:
        """The function that reads a file of this format; imported when first needed.

        Raises:
            ModuleNotFoundError: If its extra is not installed.
        """
        read: Read = import_module(f"{__name__}.{self.module}").read
        return read

    def read(
        self, path: Path, paths: FieldPaths, allowance: Allowance
    ) -> Iterator[RawDocument | ReadFailure]:
        """The documents of a file of this format.

        Args:
            path: The file.
            paths: Where its records keep fields that have no usual name.
            allowance: What may be unpacked from it, or from the file that it is in.

        Raises:
            ModuleNotFoundError: At once, if its extra is not installed.
        """
        read = self.load()
        if self.has_members:
            return read(path, paths, allowance)
        return read(path, paths) if self.has_fields else read(path)


TWEETS = r"(?:note-)?tweets?(?:-part\d+)?\.js"
"""Names of the files of a Twitter archive that hold tweets."""

FORMATS = (
    Format("plain text", (".txt",), "plain_text"),
    Format("Markdown", (".md", ".markdown"), "markdown"),
    Format("JSON Lines", (".jsonl", ".ndjson"), "jsonl", has_fields=True, any_size=True),
    Format("web pages", (".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht"), "html"),
    Format("JSON", (".json",), "json_document", has_fields=True, names=TWEETS),
    Format("CSV", (".csv", ".tsv", ".tab"), "table", has_fields=True, any_size=True),
    Format("mail", (".eml", ".mbox"), "mail", has_fields=True, has_members=True, any_size=True),
    Format("PDF", (".pdf",), "pdf", any_size=True),
    Format("Word", (".docx",), "word", any_size=True),
    Format("OpenDocument", (".odt",), "open_document", any_size=True),
    Format("RTF", (".rtf",), "rich_text"),
    Format("feed", (".rss", ".atom", ".xml"), "feed"),
    Format("EPUB", (".epub",), "epub", any_size=True),
    Format("web archive", (".warc", ".warc.gz", ".wacz"), "warc", any_size=True),
    Format(
        "archive", (".zip", ".gz", ".tar", ".tar.gz", ".tgz"), "archive",
        has_fields=True, has_members=True, any_size=True,
    ),
)  # fmt: skip


BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}
"""The format of each suffix."""

_NAMED = (".js",)
"""Suffixes that a pattern of names may have: other files with them are not looked at twice."""

_MOST_DOTS = max(suffix.count(".") for suffix in BY_SUFFIX)


def format_of(path: Path) -> Format | None:
    """The format that a file's name shows, or None; see `format_named`."""
    return format_named(path.name)


def format_named(name: str) -> Format | None:
    """The format that a name shows, without its folder; the longest suffix that fits counts.

    >>> format_named("reports.WARC.gz").name
    'web archive'
    """
    lowered = name.lower()
    start, found = len(lowered), None
    for _ in range(_MOST_DOTS):
        start = lowered.rfind(".", 0, start)
        if start <= 0:  # a name that is nothing but a suffix shows no format
            break
        found = BY_SUFFIX.get(lowered[start:], found)
    if found is None and lowered.endswith(_NAMED):
        return next(
            (one for one in FORMATS if one.names and re.fullmatch(one.names, lowered)), None
        )
    return found


def usual_suffixes(last: str) -> str:
    """The usual suffix of each format, as words.

    Args:
        last: The word before the last one, "and" or "or".

    >>> usual_suffixes("and").startswith(".txt, .md, .jsonl, .html, ")
    True
    """
    *others, final = (one.suffixes[0] for one in FORMATS)
    return f"{', '.join(others)} {last} {final}"
