"""What `whosaid cite` does."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from indexer.terminal import FOUND
from query.cite.find import find_citation
from query.cite.styles import STYLES
from query.engine import Engine


def cite(
    index: Path, names: Sequence[str], style: str, accessed: str | None, address: str | None
) -> int:
    """Write the citations of some places; returns the exit status."""
    day = accessed or date.today().isoformat()
    with Engine.open(index) as engine:
        citations = [find_citation(engine, name, day, address) for name in names]
    sys.stdout.write(STYLES[style](citations))
    return FOUND
