"""A parsed page -> its blocks: the runs of text that a browser shows as lines of their own.

A block keeps the words as the page has them. Only what HTML itself ignores is changed: runs of
white space become one space, soft hyphens and other invisible characters go. One `<br>` is a line
break inside a block and two end it. The cells of a short table row share one block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from indexer.readers.html.inline import QuotationMarks, raised

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCK_TAGS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frameset", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
    "option", "p", "picture", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
"""Tags that begin and end a block."""

UNSEEN_TAGS = frozenset([
    "applet", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map",
    "math", "noframes", "noscript", "object", "rp", "rt", "script", "select", "style", "svg",
    "template", "textarea", "video",
])  # fmt: skip
"""Tags whose text is no part of the page's words."""

NOTED_TAGS = HEADINGS | {
    "a", "aside", "blockquote", "figcaption", "figure", "footer", "header", "li", "nav", "pre",
    "table",
}  # fmt: skip
"""Tags that a block remembers being inside of."""

_LONGEST_ROW = 400  # code points; a row with more text is layout, not a table
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_AROUND_BREAK = re.compile(r" *\n *")
_UNSEEN_LETTERS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LEADING = re.compile(r"[ \t\n\r\f\v\xa0]*")


@dataclass(frozen=True, slots=True)
class Block:
    r"""One run of text of a page.

    Attributes:
        text: The words, without white space around them; "\n" where the page breaks the line.
        line: Line of the page's source on which the words begin, from 1.
        within: Those of `NOTED_TAGS` that the block lies in.
        link_share: Share of the letters that belong to links, from 0 to 1.
        element: The innermost element of the page that begins or holds the block.
    """

    text: str
    line: int
    within: frozenset[str]
    link_share: float
    element: etree._Element

    @property
    def is_heading(self) -> bool:
        """Whether the block is marked as a heading."""
        return not HEADINGS.isdisjoint(self.within)


def read_blocks(root: etree._Element) -> list[Block]:
    """The blocks of a page or of a part of it, in order. Blocks without letters are left out."""
    return _Walk().read(root)


class _Walk:
    """Goes through a tree once and collects the blocks, without recursion."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._runs: list[str] = []
        self._linked = 0  # letters of the open block that belong to links
        self._links = 0  # depth of open links
        self._line = 1
        self._owner: etree._Element | None = None
        self._inside: list[etree._Element] = []  # open block elements
        self._noted: list[frozenset[str]] = [frozenset()]
        self._rows = 0  # depth of open rows whose cells share a block
        self._verbatim = 0  # depth of open <pre>
        self._marks = QuotationMarks()

    def read(self, root: etree._Element) -> list[Block]:
        """The blocks below an element."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if element.tag in UNSEEN_TAGS:
                    walker.skip_subtree()
                else:
                    self._open(element)
                    self._add(self._text(element), element)
                continue
            if element.tag not in UNSEEN_TAGS:
                self._close(element)
            if element is not root:
                self._add(element.tail, element)
        self._flush()
        return self._blocks

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self._break(element)
            return
        if self._is_cell(tag):
            if any(not run.isspace() for run in self._runs):
                self._runs.append(" | ")
        elif tag in BLOCK_TAGS:
            self._flush()
            self._inside.append(element)
            self._rows += tag == "tr" and (self._rows > 0 or _is_row(element))
        noted = self._noted[-1]
        self._noted.append(noted | {tag} if tag in NOTED_TAGS and tag not in noted else noted)
        self._links += tag == "a"
        self._verbatim += tag == "pre"
        if tag == "q":
            self._add(self._marks.open(element, self._before()), element)

    def _text(self, element: etree._Element) -> str | None:
        words: str | None = element.text
        return raised(words, self._before()) if element.tag == "sup" else words

    def _before(self) -> str:
        return self._runs[-1] if self._runs else ""

    def _close(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            return
        if tag in BLOCK_TAGS and not self._is_cell(tag):
            self._flush()
            self._inside.pop()
            self._rows -= tag == "tr" and self._rows > 0
        if tag == "q":
            self._add(self._marks.close(), element)
        self._noted.pop()
        self._links -= tag == "a"
        self._verbatim -= tag == "pre"

    def _is_cell(self, tag: str) -> bool:
        return self._rows > 0 and tag in ("td", "th")

    def _break(self, element: etree._Element) -> None:
        """One line break goes into the block, a second one ends it."""
        for run in reversed(self._runs):
            if run == "\n":
                self._flush()
                return
            if not run.isspace():
                self._runs.append("\n")
                return

    def _add(self, words: str | None, element: etree._Element) -> None:
        if not words:
            return
        words = _UNSEEN_LETTERS.sub("", words)
        blank = not words or words.isspace()
        if blank and not self._runs:
            return
        if not self._runs:
            self._line = _line(element, words)
            self._owner = self._inside[-1] if self._inside else element
        if self._links and not blank:
            self._linked += len(_SPACE.sub("", words))
        self._runs.append(words if self._verbatim else _SPACE.sub(" ", words))

    def _flush(self) -> None:
        """End the open block and keep it if it has words."""
        text = _joined(self._runs, verbatim=self._verbatim > 0)
        if self._owner is not None and any(letter.isalnum() for letter in text):
            letters = len(_SPACE.sub("", text))
            self._blocks.append(
                Block(
                    text, self._line, self._noted[-1], min(1.0, self._linked / letters), self._owner
                )
            )
        self._runs = []
        self._linked = 0
        self._owner = None


def _joined(runs: list[str], *, verbatim: bool) -> str:
    text = "".join(runs)
    if not verbatim:
        text = re.sub(" {2,}", " ", _AROUND_BREAK.sub("\n", text))
    return text.strip()


def _is_row(row: etree._Element) -> bool:
    """Whether a table row is short and holds nothing but text, so that it reads as one line."""
    if len(row) < 2:
        return False
    inside = row.iterdescendants(etree.Element)
    if any(inner.tag in BLOCK_TAGS and inner.getparent() is not row for inner in inside):
        return False
    return sum(len(words) for words in row.itertext()) <= _LONGEST_ROW


def _line(element: etree._Element, words: str) -> int:
    """The source line of the first letter of an element's text or tail.

    The parser knows where an element begins, so a tail after a long element is told too early.
    """
    leading = _LEADING.match(words)
    return (element.sourceline or 1) + words.count("\n", 0, leading.end() if leading else 0)
