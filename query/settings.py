"""Settings: how a question is to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from query.parse.tree import Filter
from query.weights import Weights


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
    """The order of hits: best first, oldest first, newest first."""

    SCORE = "score"
    OLDEST = "date"
    NEWEST = "-date"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reader may choose beside the question.

    Attributes:
        limit: At most this many hits, at least 1.
        filters: Which rows may be found at all; None for all.
        mode: Which searchers rank.
        fusion: How their rankings become one ranking.
        offset: How many hits to skip.
        order: The order of hits. By date, the best are chosen first (`query.hits.paging`).
        per_article: At most this many hits of one article, the best ones; None for no bound.
        plain: Read the whole question as plain words: no sign in it is syntax.
        strict: Raise an error for wrong syntax instead of reading plain words.
        variants: Look for other spellings of names too.
        sure: A speaker whom a question names counts only where it is sure who speaks.
        spoken: "What did X say about Y" prefers the words of X, and "who said Y" looks for Y.
        facets: Count the articles that match, by source and by date.
        all_copies: Show each article of a story and each appearance of a statement. Without it,
            copies are told beside the one that is shown (`query.hits.copies`).
        weights: The weight of each signal in the convex fusion; None for the defaults of passages
            or of quotes.
        context: How many neighbouring paragraphs on either side a hit is shown with.
        mark: Find the sentence that answers best by meaning too. This encodes the sentences of
            the hits.

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
    sure: bool = False
    spoken: bool = True
    facets: bool = False
    context: int = 0
    all_copies: bool = False
    weights: Weights | None = None

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"limit must be at least 1, got {self.limit}")
        if self.per_article is not None and self.per_article < 1:
            raise ValueError(f"per_article must be at least 1, got {self.per_article}")
        if min(self.offset, self.context) < 0:
            raise ValueError(f"offset {self.offset} or context {self.context} is negative")
