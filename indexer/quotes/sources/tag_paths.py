"""The tokens between two places as a short text of symbols: ", said" is ",S"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from indexer.quotes.lexicon import SAYING, CueClass, cues
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

GROUP_SYMBOL = {
    CueClass.SAY: "S",
    CueClass.REPORT: "R",
    CueClass.JUDGE: "J",
    CueClass.THINK: "K",
    CueClass.ACT: "B",
    CueClass.NOUN: "U",
}
"""The symbols of reporting words, by their class."""
SAYING_SYMBOLS = frozenset(GROUP_SYMBOL[one] for one in SAYING)
SILENT = "_"
"""The symbol of adverbs and days, which tag paths pass over."""

_SPECIAL_WORDS = {"that": "t", "who": "w", "which": "w"}
_SPECIAL_TAGS = (tag.CONJUNCTION, tag.PRONOUN)  # theirs
_SYMBOLS: dict[str, str] = {
    **dict.fromkeys((tag.WORD, tag.NUMBER, tag.DETERMINER, tag.OBJECT, tag.OTHER), "n"),
    **dict.fromkeys((tag.TIME, tag.ADVERB), SILENT),
    tag.AUXILIARY: "a",
    tag.PREPOSITION: "p",
    tag.CONJUNCTION: "c",
    tag.PRONOUN: "h",
}
_TAG_SYMBOL = str.maketrans(_SYMBOLS)  # names, quotes and signs are their own symbols
# What a tag path leaves out: all of prepositional phrases but the first preposition, and repeats.
_PASSED_OVER = re.compile(r"(?<=p)[pnN'UB]+|([^p])(?=\1)")
# A distance in tokens -> the next of a few growing distances.
_LIMITS = (0, 1, 2, 3, 5, 8, 13, 21, 34)
_BUCKETS = tuple(str(_LIMITS[bisect_left(_LIMITS, count)]) for count in range(_LIMITS[-1] + 1))


def symbols_of(tokens: Tokens, cue_tokens: Iterable[int]) -> str:
    """One symbol a token, finer than tags for reporting words, `SILENT` for adverbs and days."""
    symbols = list(tokens.row.translate(_TAG_SYMBOL))
    known, lowers = cues(), tokens.lowers
    for at in cue_tokens:
        symbols[at] = GROUP_SYMBOL[known[lowers[at]].group]
    for at in tokens.tagged(*_SPECIAL_TAGS):
        if lowers[at] in _SPECIAL_WORDS:
            symbols[at] = _SPECIAL_WORDS[lowers[at]]
    return "".join(symbols)


@lru_cache(maxsize=20_000)
def tag_path(path: str) -> str:
    """The short form of some symbols: repeats and prepositional phrases become one."""
    return _PASSED_OVER.sub("", path)[:9]


def bucket(count: int) -> str:
    """A distance in tokens, coarsely."""
    return _BUCKETS[count] if count < len(_BUCKETS) else "far"
