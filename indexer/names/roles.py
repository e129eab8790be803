"""What two roles have in common, so that one person may have both."""

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


_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\w)")
_OF_SEVERAL = re.compile(r"\b(sen|rep|gov)s(?=\.)")


def same_role(role: str) -> str:
    """A key that is equal for two ways of writing one role: case, article, a title of several.

    >>> same_role("The mayor") == same_role("Mayor"), same_role("Sens."), same_role("a")
    (True, 'sen.', 'a')
    """
    return _OF_SEVERAL.sub(r"\1", _ARTICLE.sub("", role.casefold()))


@lru_cache(maxsize=1 << 16)
def role_words(role: str) -> frozenset[str]:
    """The distinctive words of a role, folded, with abbreviations written out.

    >>> sorted(role_words("Former Sen. of Utah"))
    ['senator', 'utah']
    """
    folded = (fold(word) for word in _WORD.findall(role[:300]))
    written = {_LONG.get(word, word) for word in folded}
    return frozenset(word for word in written if len(word) > 2) - words()["roles"]
