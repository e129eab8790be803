"""The words of a text as a quote is compared by: without case, marks, accents and punctuation."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.text.analyzer import fold, terms

_WORD = re.compile(
    r"""
      \d+(?:[.,]\d+)*                                    # 1,500  2.5
    | [^\W\d_](?:\.[^\W\d_])+(?![^\W_])                  # U.S.  a.m.
    | (?:[^\W_]|[\u0300-\u036f])+(?:['’ʼ‘´`](?:[^\W_]|[\u0300-\u036f])+)*
    | [$£€¥%&]
    """,
    re.VERBOSE,
)
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘´`"), "'")
_TYPED = """
    don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't couldn't
    shouldn't ain't can't won't i'm i've you're you've they're they've we've that's what's there's
"""
_WITHOUT_MARK = {one.replace("'", ""): one for one in _TYPED.split()}
"""Forms typed without their apostrophe that are no other words ("were" and "its" are)."""
_SIGNS = {"&": "and", "%": "percent"}


class Word(NamedTuple):
    """One word where it stands.

    Attributes:
        form: What is compared; equal forms are the same word.
        start, end: Its span in the text.
    """

    form: str
    start: int
    end: int


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text, or of a span of it, in order; offsets are into the whole text.

    >>> [word.form for word in words_of("“Don’t,” the U.S. said, pay 1,500—ever!")]
    ["don't", 'the', 'u.s', 'said', 'pay', '1500', 'ever']
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(_form_at(text, match), match.start(), match.end()) for match in found]


def _form_at(text: str, match: re.Match[str]) -> str:
    word = match.group()
    if word == "US" and not text[max(0, match.start() - 20) : match.end() + 20].isupper():
        return "u.s"  # not the pronoun, even where everything else is small
    return _form(word)


@lru_cache(maxsize=1 << 15)
def stem(form: str) -> str:
    """The term by which the archive is searched for a word; a contraction is its first word.

    >>> stem("they're"), stem("don't"), stem("can't"), stem("promises")
    ('they', 'do', 'can', 'promis')
    """
    first = form.removesuffix("n't") if form.endswith("n't") else form.split("'")[0]
    first = {"can't": "can", "won't": "will"}.get(form, first)
    return "".join(terms(first or form))


@lru_cache(maxsize=1 << 15)
def _form(word: str) -> str:
    if word[0].isdigit():
        return fold(word.replace(",", "") if _is_grouped(word) else word)
    form = fold(word).translate(_APOSTROPHES)
    form = _WITHOUT_MARK.get(form, form)
    return _SIGNS.get(form, form)


def _is_grouped(number: str) -> bool:
    """Whether the commas of a number part thousands."""
    return re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number) is not None
