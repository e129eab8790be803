"""Whether two texts tell the same story, and whether two passages of it say the same."""

from __future__ import annotations

from indexer.stories.shingles import Shingles, shared, shingles_of
from indexer.text.wording import decisive_words, wording

LEAST = 0.25
"""Of the runs of the longer text the share that the shorter one has too, at least. Wire copy that
newspapers have edited keeps 0.3 and more. Among 924 articles on one subject no two different
stories share more than 0.16. A brief inside a long round-up does not make the two one story.

Below 0.4 a follow-up that repeats the background of an earlier article word for word cannot be told
from an update. So an answer shows every passage of a story that says something else.
"""

LEAST_ESTIMATE = 0.08
"""Pairs are compared in full from this estimated Jaccard similarity on. Texts of equal length that
share 0.25 have 0.14, and the estimate is off by 0.02 on average."""

SHORTEST = 20
"""Runs: a shorter text is the same only if all its runs are."""


def is_same_story(one: Shingles, other: Shingles) -> bool:
    """Whether two texts, by their runs of words, tell the same story."""
    both = shared(one, other)
    if min(len(one), len(other)) < SHORTEST:
        return both == len(one) == len(other)
    return both >= LEAST * max(len(one), len(other))


LEAST_OF_PASSAGE = 0.5
"""Of the runs of the shorter of two passages the share that the other has too, at least."""


def is_same_passage(one: str, other: str) -> bool:
    """Whether two passages of one story say the same, so that a reader needs only one of them.

    Other figures or another "not" make them different, however alike they are.
    """
    words, others = wording(one), wording(other)
    if decisive_words(words) != decisive_words(others):
        return False
    runs, other_runs = shingles_of(words), shingles_of(others)
    return shared(runs, other_runs) >= max(LEAST_OF_PASSAGE * min(len(runs), len(other_runs)), 1)
