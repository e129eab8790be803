"""The names in a question: words with a capital, which the archive has or has not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.text.analyzer import Token
from query.rank.stopwords import STOPWORDS

MOST_CAPITALS = 0.7
"""Share of words with a capital above which capitals say nothing: a title, or a shout."""

FEW = 5
"""Words that may all have one, as a name has."""

_SMALL = frozenset(STOPWORDS.split())
_BETWEEN = re.compile(r"(?:\.? |-)")


def names_in(words: str, tokens: Sequence[Token]) -> list[list[Token]]:
    """The names in a question, each as its words in order.

    A word with a capital is part of a name, except the first of the question, which has one
    anyway, unless the next word goes on with one.

    Args:
        words: The question's.
        tokens: Their terms (`indexer.text.analyzer.analyze`).
    """
    written = [words[token.start : token.end] for token in tokens]
    raised = sum(word[:1].isupper() for word in written[1:])
    if words.isupper() or (raised > MOST_CAPITALS * len(written[1:]) and len(written) > FEW):
        return []
    capitals = [word[:1].isupper() and word.lower() not in _SMALL for word in written]
    runs: list[list[Token]] = []
    for position, token in enumerate(tokens):
        if not capitals[position]:
            continue
        goes_on = position > 0 and capitals[position - 1]
        if goes_on and _BETWEEN.fullmatch(words[tokens[position - 1].end : token.start]):
            runs[-1].append(token)
        else:
            runs.append([token])
    if runs and runs[0] == [tokens[0]] and len(tokens) > 1:
        del runs[0]
    return runs
