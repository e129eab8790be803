"""How much work the quotes of one article may take, so that no text takes for ever."""

from __future__ import annotations

# In candidates that are weighed. News has about ten to a quote and a quote in 500 code points, an
# interview a quote in 150. Only a text of little but quotation marks needs more than this.
_FREE = 6000
_CODE_POINTS_PER_CANDIDATE = 8
_FOR_EACH_QUOTE = 10  # what looking for the candidates takes


class Allowance:
    """The candidates that may still be weighed; it grows along the text.

    Quotes beyond the allowance get no speaker, but quotes further on do again.
    """

    def __init__(self) -> None:
        self._spent = 0

    def holds(self, position: int) -> bool:
        """Whether a quote at this code point of the text may be weighed."""
        return self._spent <= _FREE + position // _CODE_POINTS_PER_CANDIDATE

    def spend(self, candidates: int) -> None:
        """Count the candidates that one choice is made from."""
        self._spent += _FOR_EACH_QUOTE + candidates
