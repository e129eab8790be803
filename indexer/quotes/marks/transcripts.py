"""Interviews that are printed turn by turn without quotation marks.

"Roe: We are late." A list has labels, too ("Monday: rain"). In an interview a label comes again,
and the text names the person elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.quotes.lexicon import words
from indexer.quotes.rules import rule
from indexer.records import Span

_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): (?=[^\s“\"‘'«])")
_WORDS = re.compile(r"[^\W\d_]{2}")
_ENDS = (".", "!", "?", "…", "—", "–", "-", ")", "]")
_FEWEST_TURNS, _FEWEST_SPEAKERS = 4, 2
_LONGEST_INITIALS = 3


@rule("turns", otherwise=())
def find_turns(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The words of each turn of an interview, its label excluded, in order; mostly none.

    Args:
        text: Any string.
        paragraphs: Its paragraphs, in order.
    """
    if text.count(": ") < _FEWEST_TURNS:
        return []
    turns: list[tuple[str, Span]] = []
    for one in paragraphs:
        label = _LABEL.match(text, *one)
        if label is None or not text[one.start : one.end].endswith(_ENDS):
            continue
        if _WORDS.search(text, label.end(), one.end):
            turns.append((label[1].rpartition(" ")[2], Span(label.end(), one.end)))
    counts = Counter(name for name, _ in turns)
    speakers = {name for name in counts if _is_named(text, name)}
    turns = [(name, span) for name, span in turns if name in speakers]
    is_interview = len(turns) >= _FEWEST_TURNS and len(speakers) >= _FEWEST_SPEAKERS
    if not is_interview or max(counts[name] for name in speakers) < _FEWEST_SPEAKERS:
        return []
    return [span for _, span in turns]


def is_initials(word: str) -> bool:
    """Whether a word may be somebody's initials."""
    return 1 < len(word) <= _LONGEST_INITIALS and word.isupper() and word.isalpha()


def _is_named(text: str, last: str) -> bool:
    """Whether the text names whom a label stands for by its last word, and not only as a label."""
    if len(last) == 1 or last.lower() in words()["times"]:
        return False
    if is_initials(last):
        pattern = r" ".join(rf"{letter}[\w’'-]+" for letter in last)
        return re.search(rf"\b{pattern}\b", text) is not None
    return re.search(rf"\b{re.escape(last)}\b(?!:)", text, re.IGNORECASE) is not None
