"""Make `indexer/store/catalog/texts/common_phrases.txt`, with which texts are packed.

    python -m tests.benchmarks.common_phrases OUT TEXTS.jsonl TEXTS.jsonl...

Takes runs of one to four words in small letters that each of several collections has, in one
of six hundred texts at least: English, and nothing of one subject or time. A line of a collection
is a JSON object with a `text`. The runs stand in the order of what they save, the most useful last,
where deflate finds them with the shortest distances. The dictionary is part of the form of an
index: another one needs another first byte in `indexer/store/catalog/texts/packed_text.py`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

SHARE = 600
LONGEST = 4  # words
SIZE = 16_384
_WORD = re.compile(r"\S+\s?")
_PLAIN = re.compile(r"[a-z',. ]+")


def runs(text: str) -> set[str]:
    """All runs of words in small letters of a text, each with the space behind it."""
    words = _WORD.findall(text.replace("\n", " "))
    found = {
        "".join(words[start : start + count])
        for count in range(1, LONGEST + 1)
        for start in range(len(words) - count + 1)
    }
    return {run for run in found if _PLAIN.fullmatch(run)}


def shares(texts: Sequence[str]) -> dict[str, float]:
    """The share of the texts that have a run, of the runs that are common there."""
    counts = Counter(run for text in texts for run in runs(text))
    return {run: n / len(texts) for run, n in counts.items() if SHARE * n >= len(texts)}


def dictionary(collections: Iterable[Sequence[str]]) -> bytes:
    """The dictionary that serves these collections of texts."""
    found = [shares(texts) for texts in collections]
    common = set(found[0]).intersection(*found)
    worth = {
        run: sum(one[run] for one in found) * (len(run) - 2) for run in common if len(run) >= 4
    }
    chosen, size, whole = list[str](), 0, ""
    for run in sorted(worth, key=lambda one: (-worth[one], one)):
        if run not in whole and size < SIZE:
            chosen.append(run)
            whole += f"\0{run}"
            size += len(run.encode())
    return "".join(reversed(chosen)).encode()[-SIZE:]


def _texts(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [str(json.loads(line)["text"]) for line in lines]


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(dictionary(_texts(Path(one)) for one in sys.argv[2:]))
