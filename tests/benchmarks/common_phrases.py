"""Make `indexer/store/catalog/packing/common_phrases.txt`, with which texts are packed.

    python -m tests.benchmarks.common_phrases OUT INDEX...

Takes runs of one to four words that at least one article in fifty has, in the order of what they
would save, the most useful last, where deflate finds them with the shortest distances. So nothing
of a single article gets into it. The dictionary is part of the form of an index: another one needs
another first byte in `indexer/store/catalog/packing/packed_text.py`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from indexer.store.catalog.reader import Catalog

SHARE = 50
LONGEST = 4  # words
SIZE = 16_384
_WORD = re.compile(r"\S+\s?")


def texts(index: Path) -> Iterator[str]:
    """The texts of an index."""
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        for one in catalog.ranges():
            yield catalog.text(one.document)


def runs(text: str) -> set[str]:
    """All runs of words of a text, each with the space behind it."""
    words = _WORD.findall(text.replace("\n", " "))
    return {
        "".join(words[start : start + count])
        for count in range(1, LONGEST + 1)
        for start in range(len(words) - count + 1)
    }


def dictionary(articles: Iterable[str]) -> bytes:
    """The dictionary that serves these articles."""
    counts: Counter[str] = Counter()
    number = 0
    for text in articles:
        counts.update(runs(text))
        number += 1
    worth = {
        run: count * (len(run) - 2)
        for run, count in counts.items()
        if len(run) >= 4 and SHARE * count >= number
    }
    chosen, size = list[str](), 0
    whole = ""
    for run in sorted(worth, key=lambda one: (-worth[one], one)):
        if run not in whole and size < SIZE:
            chosen.append(run)
            whole += f"\0{run}"
            size += len(run.encode())
    return "".join(reversed(chosen)).encode()[-SIZE:]


if __name__ == "__main__":
    found = dictionary(text for index in sys.argv[2:] for text in texts(Path(index)))
    Path(sys.argv[1]).write_bytes(found)
