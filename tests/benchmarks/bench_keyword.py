"""How fast the keyword index is written, opened and asked, beside Whoosh's own search.

    python -m tests.benchmarks.bench_keyword [CORPUS.jsonl]

The corpus has a `title` and a `text` on each line; without one, passages are made up of 20,000
words of which some are common. Whoosh searches the same files through the same codec with its
own collector and BM25F. Each question of ten words is asked once of each part, then of all three
together, when what was made of its terms is still kept; the cold start is a new process each
time. On two cores of an AMD EPYC on which other programs ran, 32,699 news paragraphs:

    written, commits of 1,000 passages     4,700 passages a second
    written, commits of 8,000             10,500
    on disk                                  6.4 MB
    passages, first time                     0.92 ms
    documents, first time                    0.62 ms
    pairs, first time                        1.04 ms
    all three, second time                   0.88 ms
    Whoosh, passages only                  210 ms
    cold, without importing NumPy           60 to 90 ms
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from whoosh.index import open_dir
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from indexer.store.keyword.inverter import KeywordRow
from indexer.store.keyword.reader import KeywordIndex
from indexer.store.keyword.writer import KeywordWriter
from indexer.text.analyzer import terms
from query.rank import bm25
from query.rank.keyword import KeywordSearcher
from query.rank.pairs import telling_pairs
from query.rows.keyword import EmbeddedKeyword
from tests.support.rows import by_number

WORDS_ASKED = 10
QUESTIONS = 50
BATCHES = (1_000, 8_000)

COLD = """
import sys, time
start = time.perf_counter()
import numpy as np
from pathlib import Path
numpy = time.perf_counter()
from indexer.text.analyzer import terms
from indexer.store.keyword.reader import KeywordIndex
from query.rank.pairs import telling_pairs
from query.rank.keyword import KeywordSearcher
from query.rows.keyword import EmbeddedKeyword
from tests.support.rows import by_number
index = KeywordIndex.open(Path(sys.argv[1]))
every = np.arange(index.rows)
source = EmbeddedKeyword(index, every >= 0)
searcher = KeywordSearcher(source, every, len(every), by_number)
searcher.search(terms(sys.argv[2]), None, 100)
assert "whoosh" not in sys.modules
print(numpy - start, time.perf_counter() - numpy)
"""


def main(arguments: list[str]) -> None:
    """Measure and print."""
    rows = read_rows(Path(arguments[0])) if arguments else made_up_rows(33_000)
    questions = [
        " ".join(row.text.split()[3 : 3 + WORDS_ASKED]) for row in rows[:: len(rows) // QUESTIONS]
    ]
    with tempfile.TemporaryDirectory() as name:
        for size in BATCHES:
            folder = Path(name, str(size))
            seconds = timed(lambda folder=folder, size=size: write(folder, rows, size))
            print(f"written in commits of {size:,}: {len(rows) / seconds:,.0f} passages a second")
        size_on_disk = sum(path.stat().st_size for path in folder.iterdir())
        print(f"{len(rows):,} passages, {size_on_disk / 1e6:.1f} MB")
        ask(folder, questions)
        cold(folder, questions[0])


def ask(folder: Path, questions: list[str]) -> None:
    """Time the parts of the keyword searcher, and Whoosh."""
    index = KeywordIndex.open(folder)
    document_of = np.arange(index.rows) // 20
    source = EmbeddedKeyword(index, document_of >= 0)
    searcher = KeywordSearcher(source, document_of, len(document_of), by_number)
    whoosh = open_dir(str(folder)).searcher(weighting=BM25F(B=bm25.B, K1=bm25.K1))
    asked = [terms(question) for question in questions]
    parts: dict[str, Callable[[list[str]], object]] = {
        "passages": lambda words: searcher.search(words, None, 1000),
        "documents": searcher.document_scores,
        "pairs": lambda words: searcher.pair_scores(telling_pairs(words)),
        "all three": lambda words: (
            searcher.search(words, None, 1000),
            searcher.document_scores(words),
            searcher.pair_scores(telling_pairs(words)),
        ),
        "Whoosh, passages": lambda words: whoosh.search(
            Or([Term("text", word) for word in set(words)]), limit=100
        ),
    }
    for name, part in parts.items():
        seconds = [timed(lambda words=words, part=part: part(words)) for words in asked]
        print(f"{name}: median {1e3 * np.median(seconds):.2f} ms")


def cold(folder: Path, question: str) -> None:
    """Time import, opening and the first search in new processes."""
    runs = []
    for _ in range(7):
        command = [sys.executable, "-c", COLD, str(folder), question]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        runs.append([float(seconds) for seconds in output.split()])
    numpy, rest = np.median(np.array(runs), axis=0)
    print(f"cold: {1e3 * numpy:.0f} ms for NumPy, {1e3 * rest:.0f} ms for all the rest")


def write(folder: Path, rows: list[KeywordRow], batch: int) -> None:
    """Write an index, so many passages a commit."""
    writer = KeywordWriter.open(folder)
    for start in range(0, len(rows), batch):
        writer.add(rows[start : start + batch])
        writer.commit()
    writer.close()


def read_rows(path: Path) -> list[KeywordRow]:
    """The passages of a corpus file."""
    with path.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    return [KeywordRow(i, d["text"], d["title"]) for i, d in enumerate(documents)]


def made_up_rows(count: int) -> list[KeywordRow]:
    """Passages of 60 words, drawn so that few words are common and most are rare."""
    chance = np.random.default_rng(1)
    drawn = np.minimum(chance.zipf(1.2, size=(count, 60)), 20_000)
    return [KeywordRow(i, " ".join(f"w{n}" for n in row)) for i, row in enumerate(drawn.tolist())]


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:])
