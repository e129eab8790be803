"""A Markdown file -> the words that a reader of the note sees.

Links become their words, hidden marks go, and emphasis goes, so that a quote is shown as it was
said and names are found. Code stays as it is. Notes that Zotero exports have links into a PDF; the
date below their heading says when the note was made, so it does not date the article.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.readers.markdown.emphasis import without_emphasis
from indexer.readers.markdown.lines import Fences, is_tags, plain_line
from indexer.readers.markdown.links import without_links
from indexer.records import Span

_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]+)(?<!`)\1(?!`)")
_QUERY = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})[ ]?(?:dataview|dataviewjs|tasks|query|base)\b")
_TAG = re.compile(
    r"</?(?:span|mark|u|b|i|em|strong|font|sub|sup|small|div|p|ins|abbr)(?:[ \t][^<>\n]*)?/?>", re.I
)
_BREAK = re.compile(r"<br[ \t]*/?>", re.I)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,7}|#x[0-9A-Fa-f]{2,6});")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ZOTERO = re.compile(r"\]\(zotero://|^zotero://", re.MULTILINE)
_MADE = re.compile(r"\(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? [^()\n]{4,15}\)")
_ANNOTATIONS = re.compile(r"#{1,6} (?:extracted )?annotations\b.*", re.I)


@dataclass(frozen=True, slots=True)
class Note:
    """What a note says.

    Attributes:
        text: Its words; as many lines as the file.
        context: Spans of the lines that are no passages, such as a line of tags.
        is_dated: Whether a date above the text may be that of the article.
    """

    text: str
    context: tuple[Span, ...]
    is_dated: bool


def read_note(source: str) -> Note:
    """The words of a Markdown text without front matter."""
    from_zotero = _ZOTERO.search(source) is not None
    parts = [part if is_code else _plain(part) for is_code, part in _parts(source)]
    text = "".join(parts)
    context, offset = list(_queries(parts)), 0
    for line in text.split("\n"):
        if is_tags(line) or (from_zotero and (_MADE.fullmatch(line) or _ANNOTATIONS.match(line))):
            context.append(Span(offset, offset + len(line)))
        offset += len(line) + 1
    return Note(text, tuple(sorted(context)), not from_zotero)


def _queries(parts: Sequence[str]) -> Iterator[Span]:
    """Blocks of code that a plugin of Obsidian shows as something else."""
    offset = 0
    for part in parts:
        if _QUERY.match(part):
            yield Span(offset, offset + len(part.rstrip("\n")))
        offset += len(part)


def _parts(source: str) -> list[tuple[bool, str]]:
    """The source in blocks of (whether it is code, lines); joined, they are the source."""
    fences = Fences()
    parts: list[tuple[bool, list[str]]] = []
    for line in source.splitlines(keepends=True):
        is_code = fences.is_code(line)
        if not parts or parts[-1][0] != is_code:
            parts.append((is_code, []))
        parts[-1][1].append(line)
    return [(is_code, "".join(lines)) for is_code, lines in parts]


def _plain(text: str) -> str:
    text = "\n".join(map(plain_line, text.split("\n")))
    pieces, start = [], 0
    for code in _CODE.finditer(text):
        pieces += [_inline(text[start : code.start()]), code[2]]
        start = code.end()
    return "".join([*pieces, _inline(text[start:])])


def _inline(text: str) -> str:
    text = without_emphasis(without_links(text))
    text = _TAG.sub("", _BREAK.sub(" ", text)) if "<" in text else text
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
