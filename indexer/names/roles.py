"""What two roles as written have in common, so that they can be one person's."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.names.folding import fold
from indexer.names.lists import words

_WORD = re.compile(r"[\w.]+")
_LONG = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general",
    "sec": "secretary", "prof": "professor", "dr": "doctor", "pres": "president",
    "congressman": "representative", "congresswoman": "representative",
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def role_words(role: str) -> frozenset[str]:
    """The words of a role that tell something, folded, abbreviations written out.

    >>> sorted(role_words("Former Sen. of Utah"))
    ['senator', 'utah']
    """
    folded = (fold(word) for word in _WORD.findall(role[:300]))
    written = {_LONG.get(word, word) for word in folded}
    return frozenset(word for word in written if len(word) > 2) - words()["roles"]
