"""How many articles a second the quote extraction does on one core.

    python tests/benchmarks/bench_quotes.py FOLDER

FOLDER holds articles as text or Markdown, front matter left out as in indexing; all are read
first, only extraction is timed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from indexer.quotes import QuoteExtractor
from indexer.readers.read import read_documents
from indexer.records import Document


def main(folder: str) -> None:
    paths = sorted(one for one in Path(folder).rglob("*") if one.suffix in (".md", ".txt"))
    items = [item for path in paths for item in read_documents(path)]
    texts = [item.text for item in items if isinstance(item, Document)]
    began = time.perf_counter()
    extractor = QuoteExtractor.load()
    extractor.extract("“Warm,” said Jane Roe.")
    loaded = time.perf_counter()
    started = time.process_time()
    quotes = sum(len(extractor.extract(text)) for text in texts)
    seconds, busy = time.perf_counter() - loaded, time.process_time() - started
    size = sum(map(len, texts)) / 1e6
    print(f"start-up {loaded - began:.2f} s; {len(texts)} articles, {size:.1f} million characters")
    print(f"{quotes} quotes in {seconds:.2f} s: {len(texts) / seconds:.0f} articles/s")
    # On a busy machine the processor's own time says more than the clock's.
    print(f"processor time {busy:.2f} s: {len(texts) / busy:.0f} articles/s on one core")


if __name__ == "__main__":
    main(sys.argv[1])
