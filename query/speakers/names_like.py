"""Which names fit a pattern, and which resemble a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from indexer.names.folding import fold
from indexer.text.analyzer import fold as fold_text

ALIKE = 70
"""How alike a suggested name must be, of 100."""

MOST_ALIKE = 3
"""Names that are suggested for a name that nobody has."""


def matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a name fits a pattern."""
    if any(sign in pattern for sign in "*?"):
        signs = {"*": ".*", "?": "."}
        parts = (
            signs.get(part) or re.escape(_folded(part)) for part in re.split("([*?])", pattern)
        )
        whole = re.compile("".join(parts))
        return lambda name: whole.fullmatch(_folded(name)) is not None
    words = _folded(pattern).split()

    def has_words(name: str) -> bool:
        have = _folded(name).split()
        return all(any(word.startswith(one) for word in have) for one in words)

    return has_words


def _folded(text: str) -> str:
    """Folded words; parts behind a hyphen become words, and spaces at the ends stay."""
    words = [fold(word) for word in re.split(r"[\s-]", text)]
    return " ".join(words)


def names_like(name: str, known: Sequence[str]) -> list[str]:
    """The known names that resemble a name, likeliest first."""
    from rapidfuzz import fuzz  # few questions need this
    from rapidfuzz.process import extract

    likeliest = extract(
        name, known, scorer=fuzz.WRatio, processor=fold_text, score_cutoff=ALIKE, limit=MOST_ALIKE
    )
    return [known[ordinal] for _, _, ordinal in likeliest]
