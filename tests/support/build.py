"""`python -m tests.support.build ARTICLES INDEX BATCH`: one run of the indexer, to be killed."""

from __future__ import annotations

import sys

from indexer.pipeline import Options, build_index
from tests.support.hashing import HashingEncoder

if __name__ == "__main__":
    articles, index, batch = sys.argv[1:]
    build_index([articles], index, options=Options(batch=int(batch)), encoder=HashingEncoder())
