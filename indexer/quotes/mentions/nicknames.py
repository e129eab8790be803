"""Nicknames and signs within a name: `Jane “Jo” Roe`, `Jane ‘The Rock’ Roe`, `Roe & Doe`."""

from __future__ import annotations

from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

MARKS = frozenset(("“", "”", '"', "„", "«", "»", "‘", "’", "'", "''", "``"))
"""What encloses a nickname: `Jane “Jo” Roe`."""

MAX_NICKNAME = 3
"""The most words of one."""

# White space, trade marks, and signs that nobody sees: soft hyphens, joiners, directions.
_BLANK = (
    " \t\r\n\xa0\u2009\u202f®™\xad\ufeff\u2060\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def past_epithet(tokens: Tokens, token: int) -> int:
    """Past a nickname with an article: `Jane ‘The Rock’ Roe`; else its own place."""
    if sign_before(tokens, token) not in MARKS:
        return token
    for end in range(token + 2, token + 2 + MAX_NICKNAME):
        if tokens.tag(end - 1) != tag.NAME or tokens.tag(end) != tag.NAME:
            return token
        if sign_before(tokens, end) in MARKS:
            return end + 1
    return token


def written_name(tokens: Tokens, start: int, end: int) -> tuple[str, ...]:
    """The words of a name, one a token, with the marks around a nickname and "&" before a word."""
    if end == start + 1:
        return (tokens.words[start],)
    found = tokens.words[start:end]
    opening = ""
    for at in range(start + 1, end):
        sign = sign_before(tokens, at)
        if sign == "&":
            found[at - start] = f"& {found[at - start]}"
        elif sign in MARKS and opening:
            found[at - start - 1] += sign
            opening = ""
        elif sign in MARKS:
            found[at - start] = sign + found[at - start]
            opening = sign
    return tuple(found)


def sign_before(tokens: Tokens, token: int) -> str:
    """The visible sign between a token and the one before it; mostly ""."""
    gap = tokens.text[tokens.ends[token - 1] : tokens.starts[token]]
    return "" if gap == " " else gap.strip(_BLANK)
