"""Made-up passages with the speaker of each quote -> annotated articles. Training only.

`traps.txt` is written by hand. A passage is a block of lines, each line a paragraph, and a blank
line ends it. `# kind` before passages names their kind. Square brackets behind the closing mark of
each quote tell whose words they are:

    [Jane Roe]            the words of Jane Roe, who is named so near the quote
    [she = Jane Roe]      the source in the text is "she", the speaker Jane Roe
    [the priest = nobody] the source is "the priest", and the text gives no name
    [nobody]              the text names no source
    [none]                no quotation: a title, a term, a nickname

Of several places where the source's words stand the one nearest to the quote is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.quotes.training.right_names import WRITTEN
from indexer.quotes.training.templates import made_by_grammar
from indexer.records import Span

TRAPS = "traps"
"""The `publisher` of the passages."""
WEIGHT, GRAMMAR_WEIGHT = 3.0, 0.5
"""How much a choice of a source counts beside one in an article: written by hand, or by grammar."""
_FILE = Path(__file__).with_name("traps.txt")
_MARKED = re.compile(r"([”’\"'])\[([^\]]+)\]")
_OPENING = {"”": "“", "’": "‘", '"': '"', "'": "'"}
_NOBODY, _NONE = "nobody", "none"


def made_up_passages() -> list[dict[str, Any]]:
    """All made-up passages: those written by hand, and those of `templates`."""
    found = [
        _annotated(f"grammar-{number}", kind, text)
        for number, (kind, text) in enumerate(made_by_grammar())
    ]
    return [*read_traps(), *({**one, "weight": GRAMMAR_WEIGHT} for one in found)]


def read_traps(path: Path = _FILE) -> list[dict[str, Any]]:
    """The passages of a file as annotated articles, see `labels`; `publisher` is "traps".

    Raises:
        ValueError: If a quote has no opening mark, or its source is not in the text.
    """
    return [
        _annotated(f"{kind}-{number}", kind, passage)
        for number, (kind, passage) in enumerate(_passages(path.read_text(encoding="utf-8")))
    ]


def _passages(text: str) -> Iterator[tuple[str, str]]:
    """The kind and the paragraphs of each passage, with its brackets."""
    kind = ""
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        kept = [line for line in lines if not line.startswith("#")]
        for line in lines:
            if line.startswith("# "):
                kind = line[2:]
        if kept:
            yield kind, "\n\n".join(kept)


def _annotated(name: str, kind: str, passage: str) -> dict[str, Any]:
    text, found = _without_brackets(passage)
    spans = [span for span, _ in found]
    quotes = []
    for span, told in found:
        source, _, speaker = (part.strip() for part in told.rpartition("="))
        if told != _NONE:
            quotes.append(_quote(text, span, spans, source or speaker, speaker))
    return {
        "article_id": name,
        "kind": kind,
        "publisher": TRAPS,
        "weight": WEIGHT,
        "title": None,
        "text": text,
        "quotes": quotes,
    }


def _without_brackets(passage: str) -> tuple[str, list[tuple[Span, str]]]:
    """The text, and for each bracket the quote before it, marks included, and what it says."""
    text = ""
    found: list[tuple[Span, str]] = []
    at = 0
    for bracket in _MARKED.finditer(passage):
        text += passage[at : bracket.end(1)]
        at = bracket.end()
        after = found[-1][0].end if found else 0
        opening = text.rfind(_OPENING[bracket[1]], after, len(text) - 1)
        if opening < 0:
            raise ValueError(f"no opening mark before [{bracket[2]}] in: {passage}")
        found.append((Span(opening, len(text)), bracket[2]))
    return text + passage[at:], found


def _quote(
    text: str, span: Span, quotes: Sequence[Span], source: str, speaker: str
) -> dict[str, Any]:
    start = end = None
    if source != _NOBODY:
        start, end = _nearest(text, source, span, quotes)
    return {
        "start": span.start,
        "end": span.end,
        "source_start": start,
        "source_end": end,
        "source_head_start": None,
        "source_head_end": None,
        "source_text": None if start is None else source,
        "canonical": None if speaker == _NOBODY else speaker,
        "canonical_method": WRITTEN,
    }


def _nearest(text: str, words: str, quote: Span, quotes: Sequence[Span]) -> tuple[int, int]:
    """Where these words stand nearest to a quote, outside all quotes."""
    places = [
        found.span()
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
        if not any(one.start < found.end() and found.start() < one.end for one in quotes)
    ]
    if not places:
        raise ValueError(f"no {words!r} outside the quotes of: {text}")
    return min(places, key=lambda one: max(quote.start - one[1], one[0] - quote.end))
