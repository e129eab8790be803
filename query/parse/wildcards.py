"""Wildcards in a question: `*` for any letters, also none, and `?` for exactly one.

A sign is a wildcard where it belongs to a word: `*` behind letters, `?` between letters. Within a
phrase, a `*` alone is any one word.
"""

from __future__ import annotations

import re

from indexer.errors import QuerySyntaxError
from indexer.text.analyzer import terms, words

MIN_LITERAL = 2
"""Letters before the first wildcard: fewer would mean most words there are."""

ANY_WORD = "*"
"""A word of a phrase that may be any word."""

_PIECE = re.compile(r"(?:\w|\*|\?+(?=[\w*]))(?:[\w*]|\?+(?=[\w*])|['’‘ʼ](?=\w))*")
_WILD = re.compile(rf"(?:{_PIECE.pattern})(?:[-‐‑–](?:{_PIECE.pattern}))*")
_EMPHASIS = re.compile(r"\*+[^*]+\*+")
_CALCULATION = re.compile(r"\d?[*?][*?\d]*")
_AROUND = "?!.,;:()[]\"“”'’"
_SIGN = re.compile(r"[*?]")
_BEHIND_LETTERS = re.compile(r"[^\W\d]\*")


def is_wildcard(run: str) -> bool:
    """Whether a run of signs without white space and outer punctuation is words with wildcards.

    >>> [is_wildcard(run) for run in ("re-elect*", "flo??*s", "**bold**", "5*3")]
    [True, True, False, False]
    """
    if not _SIGN.search(run) or _EMPHASIS.fullmatch(run) or _CALCULATION.fullmatch(run):
        return False
    return bool(_WILD.fullmatch(run) or _BEHIND_LETTERS.search(run))


def has_wildcard(word: str) -> bool:
    """Whether a word of `wildcard_words` holds a wildcard."""
    return _SIGN.search(word) is not None


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as typed, in order; those with wildcards keep them.

    >>> phrase_words("the al-Nasrawi wi*, again?")
    ('the', 'al', 'Nasrawi', 'wi*', 'again')
    """
    found: list[str] = []
    for part in wildcard_words(phrase, phrase, 0):
        is_wild = part == ANY_WORD or is_wildcard(part.strip(_AROUND))
        found += [part] if is_wild else words(part)
    return tuple(found)


def wildcard_words(text: str, question: str, offset: int) -> list[str]:
    """The words of a phrase, or the parts of a word with hyphens, with their wildcards.

    Args:
        text: What the reader wrote.
        question: Where it stands, for errors.
        offset: Where it begins there.

    Raises:
        QuerySyntaxError: If a wildcard has too few letters before it, or is in no word.

    >>> wildcard_words("O'Har* re-elect* a * b", "", 0)
    ["O'Har*", 're', 'elect*', 'a', '*', 'b']
    """
    found: list[str] = []
    for match in re.finditer(r"\S+", text):
        run = match.group()
        if run != ANY_WORD and is_wildcard(run.strip(_AROUND)):
            found += _parts(run, question, offset + match.start())
        else:
            found.append(run)
    return found


def without_wildcards(words: str) -> str:
    """The words of a phrase that hold no wildcard.

    >>> without_wildcards("the sleeper cel*")
    'the sleeper'
    """
    if not _SIGN.search(words):
        return words
    return " ".join(
        run for run in words.split() if run != ANY_WORD and not is_wildcard(run.strip(_AROUND))
    )


def _parts(run: str, question: str, offset: int) -> list[str]:
    """The parts of a run that holds a wildcard."""
    parts = _PIECE.findall(run)
    for part in parts:
        literal = _SIGN.split(part, maxsplit=1)[0]
        letters = sum(map(str.isalnum, literal))
        if literal != part and letters < MIN_LITERAL and not _CALCULATION.fullmatch(part):
            raise QuerySyntaxError(
                question, offset, f"a wildcard needs at least {MIN_LITERAL} letters before it"
            )
    if not _WILD.fullmatch(run.strip(_AROUND)):
        raise QuerySyntaxError(question, offset, f"a wildcard cannot be in {run!r}")
    return [part for part in parts if _SIGN.search(part) or terms(part)]
