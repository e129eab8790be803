"""The command line over an index that was made with the hashing encoder.

python -m tests.benchmarks.scale.hashing_program ask QUESTION --index DIR
"""

from __future__ import annotations

from indexer.store.index import Index
from query.__main__ import main
from tests.support.hashing import HashingEncoder

if __name__ == "__main__":
    Index.open_encoder = lambda _: HashingEncoder()  # type: ignore[method-assign]
    main()
