"""Join the words that the ends of lines divide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from indexer.readers.pdf.lines import HYPHENS

DIVISIONS = frozenset("-\u2010" + HYPHENS)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)$")
_FIRST = re.compile(r"[^\W\d_]+")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words of a document in small letters, hyphens inside of them kept."""
    return frozenset(word.casefold() for line in lines for word in _WORD.findall(line))


def join_lines(lines: Iterable[str], known: Set[str]) -> str:
    """The lines of a paragraph as one line.

    A hyphen at the end of a line goes if the next line begins with a small letter, unless the
    document has the word with its hyphen elsewhere and never without it ("long-term").

    Args:
        lines: In order.
        known: The document's words, from `words_of`.
    """
    joined = ""
    for line in lines:
        if not joined:
            joined = line
        elif joined[-1] in DIVISIONS:
            before = joined[:-1]
            is_divided = line[:1].islower() and _is_divided(before, line, known)
            joined = f"{before}{'' if is_divided else '-'}{line}"
        else:
            joined = f"{joined} {line}"
    return joined.translate({ord(sign): "-" for sign in HYPHENS})


def _is_divided(before: str, after: str, known: Set[str]) -> bool:
    last, first = _LAST.search(before), _FIRST.match(after)
    if not last or not first:
        return False
    whole, hyphened = f"{last[1]}{first[0]}".casefold(), f"{last[1]}-{first[0]}".casefold()
    return whole in known or hyphened not in known
