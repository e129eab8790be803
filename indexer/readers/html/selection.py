"""Which blocks of a page are its article, as trafilatura sees it.

trafilatura decides, but its text is not used: it leaves out words inside a sentence (a `<time>`, a
label), changes characters and forgets where a paragraph stood. So its words are looked up in the
blocks of the page, and the blocks are the article.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from indexer.readers.html.blocks import Block

SHINGLE = 4
"""Words in a row by which a block is recognised."""

_COVERED = 0.6  # of the shingles of a block; the rest are words that trafilatura left out
_ANCHOR = 12  # words; a block with as many stands nowhere on the page by chance
_MOST_TABLES = 500  # trafilatura takes quadratic time for tables; 1,000 take it a second
# Chinese and Japanese write no spaces, so there each letter counts as a word.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")

Words = tuple[str, ...]


def main_text(root: etree._Element) -> str:
    """The page's article in trafilatura's words, or "" if it finds none or is not asked."""
    if sum(1 for _ in root.iter("table")) > _MOST_TABLES:
        return ""
    from trafilatura import extract  # takes a while to load

    # It logs what it finds odd in a page; that is not for the reader of our messages.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = extract(deepcopy(root), include_comments=False, include_formatting=False)
    except Exception:
        # Whatever it stumbles over: the page's own paragraphs are still there to be read.
        return ""
    return found or ""


def select(blocks: Sequence[Block], article: str) -> list[bool]:
    """For each block, whether it is part of the article.

    A block is if most of its runs of `SHINGLE` words are, or, with fewer words, if it is a line of
    the article. Words count as often as the article has them, so that what a page repeats is taken
    once: where the long paragraphs stand or as near to them as possible.
    """
    words = [words_of(block.text) for block in blocks]
    left = Counter(shingles_of(words_of(article)))
    lines = Counter(words_of(line) for line in article.splitlines())
    chosen = [False] * len(blocks)
    anchors = [number for number, own in enumerate(words) if len(own) >= _ANCHOR]
    for number in anchors:
        chosen[number] = _take(words[number], left, lines)
    first, last = extent(chosen)
    for number in _from_inside(first, last, len(blocks)):
        if len(words[number]) < _ANCHOR:
            chosen[number] = _take(words[number], left, lines)
    return chosen


def extent(chosen: Sequence[bool]) -> tuple[int, int]:
    """Numbers of the first and the last block chosen; (0, -1) if none is."""
    numbers = [number for number, is_chosen in enumerate(chosen) if is_chosen]
    return (numbers[0], numbers[-1]) if numbers else (0, -1)


def coverage(article: str, blocks: Sequence[Block]) -> float:
    """Share of the article's runs of words that the blocks hold, from 0 to 1."""
    wanted = Counter(shingles_of(words_of(article)))
    held = Counter(shingle for block in blocks for shingle in shingles_of(words_of(block.text)))
    total = wanted.total()
    return (wanted & held).total() / total if total else 1.0


def words_of(text: str) -> Words:
    """The words of a text, in order, as they are written."""
    return tuple(_WORD.findall(text))


def _take(words: Words, left: Counter[Words], lines: Counter[Words]) -> bool:
    """Whether a block is in what is left of the article; if so, it is taken out."""
    shingles = shingles_of(words)
    found = [shingle for shingle in shingles if left[shingle] > 0]
    is_part = len(found) >= _COVERED * len(shingles) if shingles else lines[words] > 0
    if is_part:
        left.subtract(found)
        lines[words] -= 1
    return is_part


def _from_inside(first: int, last: int, size: int) -> Iterator[int]:
    """Numbers from `first` to `last`, then backwards to 0, then on to `size`."""
    yield from range(first, last + 1)
    yield from range(first - 1, -1, -1)
    yield from range(last + 1, size)


def shingles_of(words: Words) -> list[Words]:
    """The runs of `SHINGLE` words, in order."""
    return [words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1)]
