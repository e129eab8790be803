"""`python -m indexer`: the indexer's commands alone."""

from __future__ import annotations

from indexer.cli import app
from indexer.terminal import run

if __name__ == "__main__":
    run(app)
