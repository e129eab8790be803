"""Scripts without spaces between words, whose texts are indexed by pairs of letters.

No list of words is needed to find a word in such a text: the pairs of a question's word stand in
the text side by side. Korean has spaces, but its words carry endings, which pairs leave aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTERS = (
    "\u3005\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # Chinese
    "\u1100-\u11ff\uac00-\ud7a3"  # Korean
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
)
# Compiled when a text needs them: most questions have no such letter.
_ONE = f"[{_LETTERS}]"
_RUN = f"(?P<unspaced>[{_LETTERS}]+)|[^{_LETTERS}]+"


def is_unspaced(text: str) -> bool:
    """Whether a text has a letter of these scripts.

    >>> is_unspaced("a 京"), is_unspaced("é")
    (True, False)
    """
    return not text.isascii() and re.search(_ONE, text) is not None


def parts(word: str) -> Iterator[tuple[int, int, bool]]:
    """Where the parts of a word begin and end, and whether each is a pair of such letters.

    A letter alone is a part too, and so is a stretch of other letters.

    >>> list(parts("北京大BBC"))
    [(0, 2, True), (1, 3, True), (3, 6, False)]
    """
    for run in re.finditer(_RUN, word):
        start, end = run.span()
        if not run["unspaced"]:
            yield start, end, False
        elif end - start == 1:
            yield start, end, True
        else:
            yield from ((place, place + 2, True) for place in range(start, end - 1))
