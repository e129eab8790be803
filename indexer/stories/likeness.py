"""Whether two texts tell the same story, and whether two passages of it say the same."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.stories.shingles import Shingles, largest_share, shared, shingles_of
from indexer.stories.signature import PIECE, PLACES, Signature
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


def may_be_same_story(
    one: Signature, other: Signature, agreed: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which of n pairs are to be compared in full, by their signatures; shape (n,).

    Args:
        one: Of the first text of each pair.
        other: Of the second.
        agreed: At which places they agree (`signature.agreements`), at one or more.
    """
    count = np.count_nonzero(agreed, axis=1)
    longer, shorter = np.maximum(one.size, other.size), np.minimum(one.size, other.size)
    both = (longer.astype(np.float64) + shorter) * count / (PLACES + count)
    pairs, places = np.nonzero(agreed)
    in_one_piece = np.minimum(
        *(
            _most_in_one_piece(pairs, side.places[pairs, places], len(count))
            for side in (one, other)
        )
    )
    beside = both * (1 - in_one_piece / count) / longer
    found: NDArray[np.bool_] = beside >= LEAST_BESIDE - MARGIN_BESIDE
    found |= both / shorter >= CONTAINED - MARGIN_CONTAINED
    return found


def _most_in_one_piece(
    pairs: NDArray[np.int64], places: NDArray[np.uint16], count: int
) -> NDArray[np.int64]:
    """How many of the places at which each of `count` pairs agrees are in one piece, at most."""
    pieces = int(PIECE) + 1
    counts = np.bincount(pairs * pieces + (places & PIECE), minlength=count * pieces)
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
