"""Works in a list of awards, books or songs: `WINNER: Jane Roe, “The Long Way Home”`."""

from __future__ import annotations

import re

from indexer.quotes.marks import Marked

_WORD = re.compile(r"[^\W_][\w’'-]*")
_LONGEST = 120  # code points of a line beside the title
_CONNECTING = frozenset(
    ("a", "and", "at", "by", "de", "for", "from", "in", "of", "on", "the", "with")
)


def is_listed_title(text: str, marked: Marked) -> bool:
    """Whether a marked stretch ends a line of names and is itself written like a title.

    Nothing on such a line says anything: there is no verb, only words with capitals, and a comma
    before the title. (After a colon a headline may quote somebody, in capitals as well.)
    """
    start, end = marked.outer.start, marked.outer.end
    before = text[text.rfind("\n", max(0, start - _LONGEST), start) + 1 : start].rstrip()
    after = text[end : end + _LONGEST].partition("\n")[0].strip()
    if not before.endswith(",") or len(before) >= _LONGEST or after[:1] not in ("", "("):
        return False
    content = marked.inner.of(text)
    return content[-1:] not in (",", ".") and _has_capitals(before) and _has_capitals(content)


def _has_capitals(line: str) -> bool:
    """Whether all words but the small ones begin with a capital or a digit."""
    words = _WORD.findall(line)
    large = [word for word in words if word not in _CONNECTING]
    return bool(large) and not any(word[0].islower() for word in large)
