"""The words of a text as a quote is compared by: without case, marks, accents and punctuation."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import NamedTuple

from indexer.text.analyzer import fold, terms

_WORD = re.compile(
    r"""
      (?<![\w.])\.\d+ | \d+(?:[.,]\d+)*                  # .5  1,500  2.5
    | (?<!\w)[-−](?=[.\d])                              # of a number below zero
    | [^\W\d_](?:\.[^\W\d_])+(?![^\W_])                  # U.S.  a.m.
    | [^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’ʼ‘´`](?:[^\W_]|[\u0300-\u036f])+)*
    | [$£¢¥%&\u20a0-\u20cf]
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
_SIGNS = {"&": "and", "%": "percent", "-": "minus", "−": "minus"}


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
    last = len(text) if end is None else end
    form = _form if text.find("US", start, last) < 0 else partial(_form_beside, text, last)
    return [
        Word(form(match.group(), match.start()), match.start(), match.end())
        for match in _WORD.finditer(text, start, last)
    ]


def forms_of(text: str) -> list[str]:
    """The forms of the words of a text: as `words_of`, several times as fast."""
    if "US" in text:
        return [word.form for word in words_of(text)]
    return [_folded(word) for word in _WORD.findall(text)]


def _form_beside(text: str, end: int, word: str, start: int) -> str:
    """The form of a word where "US" occurs: a country, unless all is in capitals."""
    if word == "US" and not text[max(0, start - 20) : min(start + 22, end)].isupper():
        return "u.s"
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


def _form(word: str, start: int = 0) -> str:
    return _folded(word)


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    if word[0] == ".":
        return f"0{word}"
    if word[0].isdigit():
        return fold(word.replace(",", "") if _is_grouped(word) else word)
    form = fold(word).translate(_APOSTROPHES)
    form = _WITHOUT_MARK.get(form, form)
    return _SIGNS.get(form, form) or word


def _is_grouped(number: str) -> bool:
    """Whether the commas of a number part thousands."""
    return re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number) is not None
