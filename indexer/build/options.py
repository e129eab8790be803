"""How to build an index."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from indexer.build.choice import Chosen
from indexer.build.commit import BATCH_PASSAGES


@dataclass(frozen=True, slots=True)
class Options:
    """How to build an index; the defaults are right for a first one.

    Attributes:
        model: Name or folder of a sentence-transformers model. None: the model of the index, or
            the default model for a new index.
        precision: int8 is several times faster, float32 exact.
        batch: About how many passages become visible at once.
        chosen: Which files are read, and tables of metadata.
        verify: Whether to compare the content of files that seem unchanged.
    """

    model: str | None = None
    precision: Literal["int8", "float32"] | None = None
    batch: int = BATCH_PASSAGES
    chosen: Chosen = field(default_factory=Chosen)
    verify: bool = False
