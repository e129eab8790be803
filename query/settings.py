"""How a question is to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from query.parse.tree import Filter
from query.weights import DEFAULT_WEIGHTS, Weights


class Mode(str, Enum):
    """Which searchers rank."""

    HYBRID = "hybrid"
    KEYWORD = "keyword"
    SEMANTIC = "semantic"


class FusionMethod(str, Enum):
    """How rankings become one: by normalised scores, or by reciprocal ranks."""

    CONVEX = "convex"
    RRF = "rrf"


class Order(str, Enum):
    """In which order hits are shown: best first, oldest first, newest first."""

    SCORE = "score"
    OLDEST = "date"
    NEWEST = "-date"


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be chosen beside the question.

    Attributes:
        limit: At most this many hits, at least 1.
        filters: What may be found at all; None for everything.
        mode: Which searchers rank.
        fusion: How their rankings become one.
        offset: How many hits to pass over, so that the next ones are shown.
        order: In which order; by date, the best are chosen first (`query.hits.paging`).
        per_article: At most this many hits of one article, its best; None for no bound.
        plain: Whether no sign in a question means anything: it is all plain words.
        strict: Whether a question whose syntax is wrong is an error.
        variants: Whether other spellings of a name that is not in the index are looked for.
        spoken: Whether "what did X say about Y" finds only where X is quoted.
        facets: Whether to count what matches by source and by date.
        weights: What each signal counts in the convex fusion.
        context: How many neighbouring paragraphs on either side a hit is shown with.
        mark: Whether to look for the sentence that answers best by meaning too, which costs
            encoding the sentences of the hits.

    Raises:
        ValueError: If `limit` or `per_article` is less than 1, or `offset` or `context` less
            than 0.
    """

    limit: int = 5
    filters: Filter | None = None
    mode: Mode = Mode.HYBRID
    fusion: FusionMethod = FusionMethod.CONVEX
    mark: bool = False
    offset: int = 0
    order: Order = Order.SCORE
    per_article: int | None = None
    plain: bool = False
    strict: bool = False
    variants: bool = True
    spoken: bool = True
    facets: bool = False
    context: int = 0
    weights: Weights = DEFAULT_WEIGHTS

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"limit must be at least 1, got {self.limit}")
        if self.per_article is not None and self.per_article < 1:
            raise ValueError(f"per_article must be at least 1, got {self.per_article}")
        if min(self.offset, self.context) < 0:
            raise ValueError(f"offset {self.offset} or context {self.context} is negative")
