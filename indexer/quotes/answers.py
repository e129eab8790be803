"""Who answers: in "Roe asked Doe if he knew. “Yes,” he replied" it is Doe."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.quotes.lexicon import cues
from indexer.quotes.mention import Mention
from indexer.quotes.narrative import ADVERB, AUXILIARY, CUE, Narrative

_ANSWERING = frozenset(("reply", "answer", "respond"))
_ASKING = frozenset(("ask", "question"))


def who_was_asked(
    narrative: Narrative, mention: Mention, names_by_first: Mapping[int, int]
) -> int | None:
    """The mention of whom the sentence before an answer asks.

    Args:
        narrative: The article's token row.
        mention: A pronoun.
        names_by_first: Number of the name that begins at a token.

    Returns:
        Its number; None if the pronoun answers nothing or nobody named was asked.
    """
    if not _answers(narrative, mention):
        return None
    start = narrative.sentence_start(mention.first)
    for at in range(start - 1, narrative.sentence_start(start - 1) if start else 0, -1):
        if narrative.tags[at] == CUE and cues()[narrative.lowers[at]].lemma in _ASKING:
            is_active = narrative.tags[at - 1] != AUXILIARY
            return names_by_first.get(at + 1) if is_active else None
    return None


def _answers(narrative: Narrative, mention: Mention) -> bool:
    """Whether a pronoun is the subject of a verb of answering: "he replied", "replied she"."""
    after = mention.last
    while narrative.padded[after] in (ADVERB, AUXILIARY):
        after += 1
    near = (narrative.padded_lowers[after], narrative.padded_lowers[mention.first - 1])
    return any(one in cues() and cues()[one].lemma in _ANSWERING for one in near)
