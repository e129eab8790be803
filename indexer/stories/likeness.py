"""Whether two texts tell the same story, and whether two passages of it say the same."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.stories.shingles import Shingles, largest_share, shared, shingles_of
from indexer.stories.signature import PIECE, PLACES, Signature, agreements
from indexer.text.wording import decisive_words, wording

LEAST = 0.25
"""Of the runs of the longer text the share that the shorter one has too, at least. Wire copy that
newspapers have edited keeps 0.3 and more. Among 924 articles on one subject no two different
stories share more than 0.16. A brief inside a long round-up does not make the two one story.

Below 0.4 a follow-up that repeats the background of an earlier article word for word cannot be told
from an update. So an answer shows every passage of a story that says something else.
"""

LEAST_BESIDE = 0.2
"""The same share without the paragraph that has most of what the texts share. Different articles
may print one long statement, or one boilerplate. Two such paragraphs have at most 0.18 in common
beside the longer one, among 60,000 articles of long paragraphs. Edited copies have 0.25 and more.
"""

CONTAINED = 0.85
"""Of the runs of the shorter text the share from which on it is a part of the longer one: then its
paragraphs do not matter."""

LEAST_ESTIMATE = 0.08
"""Pairs are compared in full from this estimated Jaccard similarity on. Texts of equal length that
share 0.25 have 0.14, and the estimate is off by 0.02 on average."""

MARGIN_BESIDE, MARGIN_CONTAINED = 0.08, 0.2
"""By so much the estimates of these shares may be too low for pairs that are compared in full: more
than twice as much as they are off on average."""

SHORTEST = 20
"""Runs: a shorter text is the same only if all its runs are."""


def is_same_story(one: Shingles, other: Shingles) -> bool:
    """Whether two texts, by their runs of words, tell the same story."""
    both = shared(one, other)
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SHORTEST:
        return both == shorter == longer
    if both < LEAST * longer:
        return False
    if both >= CONTAINED * shorter:
        return True
    # A text may be printed without its paragraphs: those of the one that has more count.
    in_one_paragraph = min(largest_share(one, other), largest_share(other, one))
    return both - in_one_paragraph >= LEAST_BESIDE * longer


def may_be_same_story(one: Signature, other: Signature) -> NDArray[np.bool_]:
    """Which of n pairs are to be compared in full, by their signatures; shape (n,)."""
    agreed = agreements(one.places, other.places)
    count = np.count_nonzero(agreed, axis=1)
    wanted: NDArray[np.bool_] = count >= LEAST_ESTIMATE * PLACES
    if not wanted.any():
        return wanted
    agreed, count = agreed[wanted], count[wanted]
    sizes = np.stack([one.size[wanted], other.size[wanted]]).astype(np.float64)
    both = sizes.sum(axis=0) * count / (PLACES + count)
    in_one_piece = np.minimum(
        _most_in_one_piece(agreed, one.places[wanted]),
        _most_in_one_piece(agreed, other.places[wanted]),
    )
    beside = both * (1 - in_one_piece / count) / sizes.max(axis=0)
    contained = both / sizes.min(axis=0)
    wanted[wanted] = (beside >= LEAST_BESIDE - MARGIN_BESIDE) | (
        contained >= CONTAINED - MARGIN_CONTAINED
    )
    return wanted


def _most_in_one_piece(agreed: NDArray[np.bool_], places: NDArray[np.uint16]) -> NDArray[np.int64]:
    """How many of the places at which pairs agree are in one piece, at most; shape (n,)."""
    pairs, _ = np.nonzero(agreed)
    pieces = int(PIECE) + 1
    counts = np.bincount(pairs * pieces + (places[agreed] & PIECE), minlength=len(agreed) * pieces)
    found: NDArray[np.int64] = counts.reshape(-1, pieces).max(axis=1)
    return found


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
