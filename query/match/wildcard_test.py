"""Whether a word of a text as written fits a wildcard."""

from __future__ import annotations

import re

from indexer.text.analyzer import fold
from indexer.text.broken import joined
from query.match.vocabulary import compiled


class WildcardTest:
    """Tells which word of a text fits.

    Args:
        pattern: A folded wildcard.
    """

    def __init__(self, pattern: str) -> None:
        self._expression = compiled(pattern)
        self._letters = max(re.split(r"[*?]", pattern), key=len)

    def found_in(self, text: str) -> str | None:
        """The first word of the text that fits, folded; None if there is none.

        If none fits as it stands, words that the end of a line divides count as whole words.
        """
        found = self._search(text)
        if found is None and (whole := joined(text)) != text:
            found = self._search(whole)
        return found

    def _search(self, text: str) -> str | None:
        folded = fold(text)
        # Nearly all texts lack these letters, and looking for them is quicker.
        match = self._expression.search(folded) if self._letters in folded else None
        return match.group() if match else None
