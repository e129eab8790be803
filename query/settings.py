"""How a question is to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from query.filters import Filter


class Mode(str, Enum):
    """Which searchers rank."""

    HYBRID = "hybrid"
    KEYWORD = "keyword"
    SEMANTIC = "semantic"


class FusionMethod(str, Enum):
    """How rankings become one: by normalised scores, or by reciprocal ranks."""

    CONVEX = "convex"
    RRF = "rrf"


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be chosen beside the question.

    Attributes:
        limit: At most this many hits, at least 1.
        filters: What may be found at all; None for everything.
        mode: Which searchers rank.
        fusion: How their rankings become one.
        mark: Whether to look for the sentence that answers best by meaning too, which costs
            encoding the sentences of the hits.

    Raises:
        ValueError: If `limit` is less than 1.
    """

    limit: int = 5
    filters: Filter | None = None
    mode: Mode = Mode.HYBRID
    fusion: FusionMethod = FusionMethod.CONVEX
    mark: bool = False

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"limit must be at least 1, got {self.limit}")
