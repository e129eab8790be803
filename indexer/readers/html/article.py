"""The blocks of a page that are its article: trafilatura's choice, completed and cleaned.

What trafilatura leaves out and the article has: the lead above the text, paragraphs of the same
container after an interruption, embedded posts. What it takes in and the article has not: the
title (it is metadata), captions, credits, headings of boxes, paragraphs that are one link.
`tests/benchmarks/bench_html.py` measures each rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.readers.html.blocks import Block
from indexer.readers.html.boilerplate import (
    is_hidden,
    is_line_apart,
    is_marked_lead,
    mark_apart,
)
from indexer.readers.html.posts import is_post
from indexer.readers.html.selection import extent, select, shingles_of, words_of

_APART_TAGS = frozenset(["aside", "figcaption", "footer", "nav"])
_LINK = 0.8  # share of linked letters from which a block is a link
_PROSE_LINKS = 0.3  # share of linked letters that a paragraph added by us has at most
_PROSE_WORDS = 8  # words that a paragraph added by us has at least
_CONTAINER = 0.3  # of the article's letters; a container with as many holds the article
_AFTER_LAST = 6  # blocks after the article's last in which a post still belongs to it
_MARKED = 0.25  # of the article's letters; what is beside the article has no more
_LONG = 8  # runs of words; a block with as many is not repeated on purpose
_REPEATED = 0.9  # of its runs of words, from which a block is a repetition
_MOST_HEADINGS = 2  # headings in a row above a paragraph; more are a list of teasers
_LEAD_BLOCKS = 12  # blocks between the lead and the text: date, byline, buttons


def choose(
    blocks: Sequence[Block], article: str, titles: Sequence[str], description: str
) -> list[Block]:
    """The blocks of the article, in order.

    Args:
        blocks: All blocks of the page.
        article: The article in trafilatura's words.
        titles: What the page says is its title, in several wordings.
        description: What the page says is its summary, or "".
    """
    chosen = select(blocks, article)
    if not any(chosen):
        return []
    _add_same_container(blocks, chosen)
    _add_lead(blocks, chosen, titles, description)
    _add_posts(blocks, chosen)
    _add_headings(blocks, chosen)
    _drop_title(blocks, chosen, titles)
    _drop_apart(blocks, chosen)
    _drop_hidden(blocks, chosen)
    _drop_repeated(blocks, chosen)
    _drop_bare_headings(blocks, chosen)
    return [block for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen]


def prose(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that read as paragraphs, for a page in which trafilatura finds no article."""
    return [block for block in blocks if _is_prose(block) and not is_hidden(block)]


def _add_same_container(blocks: Sequence[Block], chosen: list[bool]) -> None:
    """Add paragraphs after the first from containers like the one that holds most of the text."""
    sizes: Counter[tuple[str, str]] = Counter()
    total = 0
    for block, is_chosen in zip(blocks, chosen, strict=True):
        if is_chosen:
            total += len(block.text)
            if block.element.tag == "p":
                sizes[_container(block)] += len(block.text)
    first, _ = extent(chosen)
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.element.tag == "p" and _is_prose(block):
            chosen[number] |= sizes[_container(block)] > _CONTAINER * total


def _container(block: Block) -> tuple[str, str]:
    parent = block.element.getparent()
    return ("", "") if parent is None else (str(parent.tag), parent.get("class", ""))


def _is_prose(block: Block) -> bool:
    return (
        block.link_share < _PROSE_LINKS
        and len(words_of(block.text)) >= _PROSE_WORDS
        and _APART_TAGS.isdisjoint(block.within)
    )


def _add_lead(
    blocks: Sequence[Block], chosen: list[bool], titles: Sequence[str], description: str
) -> None:
    """Add the lead: above the text and marked as one, or what the page's summary begins with."""
    first, _ = extent(chosen)
    summary = _folded(description)
    for number in range(max(0, first - _LEAD_BLOCKS), first):
        block = blocks[number]
        if not _is_prose(block) or mark_apart(block) or is_title(block, titles):
            continue
        if is_marked_lead(block) or _begin_alike(_folded(block.text), summary):
            chosen[number] = True


def _begin_alike(text: str, summary: str) -> bool:
    size = min(len(text), len(summary), 60)
    return size >= 30 and text[:size] == summary[:size]


def _add_posts(blocks: Sequence[Block], chosen: list[bool]) -> None:
    first, last = extent(chosen)
    for number in range(first, min(len(blocks), last + _AFTER_LAST)):
        chosen[number] |= is_post(blocks[number])


def _add_headings(blocks: Sequence[Block], chosen: list[bool]) -> None:
    """Add the headings within the article that stand right above a paragraph of it."""
    first, last = extent(chosen)
    for number in range(first, last):
        block = blocks[number]
        if block.is_heading and chosen[number + 1] and block.link_share < _PROSE_LINKS:
            chosen[number] |= _APART_TAGS.isdisjoint(block.within)


def _drop_title(blocks: Sequence[Block], chosen: list[bool], titles: Sequence[str]) -> None:
    for number, block in enumerate(blocks):
        if chosen[number] and is_title(block, titles):
            chosen[number] = False


def is_title(block: Block, titles: Sequence[str]) -> bool:
    """Whether a block is the page's headline."""
    text = _folded(block.text)
    return any(text == title for title in map(_folded, titles)) or "h1" in block.within


def _drop_apart(blocks: Sequence[Block], chosen: list[bool]) -> None:
    marks = _small_marks(blocks, chosen)
    for number, block in enumerate(blocks):
        if not chosen[number] or is_post(block):
            continue
        is_apart = "figcaption" in block.within or mark_apart(block) in marks
        if is_apart or _is_link(block) or _is_menu(block) or is_line_apart(block):
            chosen[number] = False


def _is_link(block: Block) -> bool:
    """Whether a block is nothing but a link; an item of a list may be one."""
    return block.link_share >= _LINK and ("li" not in block.within or "a" in block.within)


def _is_menu(block: Block) -> bool:
    return "li" in block.within and not {"nav", "header"}.isdisjoint(block.within)


def _small_marks(blocks: Sequence[Block], chosen: Sequence[bool]) -> set[str]:
    """The marks that little of the article has; one that much of it has means something else."""
    sizes: Counter[str] = Counter()
    total = 0
    for block, is_chosen in zip(blocks, chosen, strict=True):
        if is_chosen:
            total += len(block.text)
            sizes[mark_apart(block) or ""] += len(block.text)
    return {mark for mark, size in sizes.items() if mark and size <= _MARKED * total}


def _drop_hidden(blocks: Sequence[Block], chosen: list[bool]) -> None:
    """Leave out what is not shown, unless it is most of the article: then it is shown later."""
    numbers = [number for number, is_chosen in enumerate(chosen) if is_chosen]
    hidden = [number for number in numbers if is_hidden(blocks[number])]
    total = sum(len(blocks[number].text) for number in numbers)
    if sum(len(blocks[number].text) for number in hidden) < total / 2:
        for number in hidden:
            chosen[number] = False


def _drop_repeated(blocks: Sequence[Block], chosen: list[bool]) -> None:
    """Leave out long blocks whose words the article has had before."""
    seen: set[tuple[str, ...]] = set()
    for number, block in enumerate(blocks):
        if not chosen[number]:
            continue
        own = shingles_of(words_of(block.text))
        repeated = sum(shingle in seen for shingle in own)
        if len(own) >= _LONG and repeated >= _REPEATED * len(own):
            chosen[number] = False
        seen.update(own)


def _drop_bare_headings(blocks: Sequence[Block], chosen: list[bool]) -> None:
    """Leave out headings that no text follows."""
    pending: list[int] = []
    for number, block in enumerate(blocks):
        if not chosen[number]:
            continue
        if block.is_heading:
            pending.append(number)
            continue
        for bare in pending[:-_MOST_HEADINGS]:
            chosen[bare] = False
        pending = []
    for bare in pending:
        chosen[bare] = False


def _folded(text: str) -> str:
    return " ".join(words_of(text)).lower()
