"""`python -m tests.benchmarks.bench_archive [DOCUMENTS]`: a large archive, first and unchanged.

Writes that many short articles (100,000 if not said), each of paragraphs from `tests/corpus` in an
order of its own, and indexes them with an encoder that costs nothing. One of the three paragraphs
stands in a hundredth of all articles, as a boilerplate does. Prints the time and the memory of the
first run, of a run that finds nothing changed, and what comparing the stories takes.

On one core of a small server, Python 3.11, seconds of the processor:

    100,000 articles, first run: 302 s, of which the stories take 24 s, 451 MiB
    100,000 articles, unchanged: 2.0 s, 243 MiB
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from indexer.readers.read import read_documents
from indexer.records import Document

CORPUS = Path(__file__).parent.parent / "corpus"
_RUN = """
import resource, sys, time
from indexer.build import update
from indexer.build.pipeline import build_index
from tests.support.hashing import HashingEncoder

spent = []
compare = update.compare_stories
def timed(writer):
    begun = time.process_time()
    compare(writer)
    spent.append(time.process_time() - begun)
update.compare_stories = timed
begun, clock = time.process_time(), time.monotonic()
report = build_index([sys.argv[1]], sys.argv[2], encoder=HashingEncoder())
seconds = time.process_time() - begun
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
print(f"{report.added} added, {report.unchanged} unchanged, {report.failed} failed:"
      f" {time.monotonic() - clock:.1f} s, {seconds:.1f} s of the processor, {memory} MiB,"
      f" stories {sum(spent):.1f} s")
"""


def main(count: int) -> None:
    """Measure with a number of articles."""
    with tempfile.TemporaryDirectory() as folder:
        articles, index = Path(folder) / "articles", Path(folder) / "index"
        write(articles, count)
        for name in ("first run", "unchanged"):
            ended = subprocess.run(
                [sys.executable, "-c", _RUN, articles, index],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            print(f"{name}: {ended.stdout.strip()}", flush=True)


def write(folder: Path, count: int) -> None:
    """Articles of three paragraphs, a thousand in a folder."""
    read = [one for path in sorted(CORPUS.iterdir()) for one in documents(path)]
    paragraphs = [p for one in read for p in one.text.split("\n") if 100 < len(p) < 400]
    chance = random.Random(7)
    for number in range(count):
        path = folder / f"{number // 1000:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = [chance.choice(paragraphs), *(shuffled(chance, paragraphs) for _ in range(2))]
        path.write_text(f"Report {number}\n\n" + "\n\n".join(words) + "\n", encoding="utf-8")


def shuffled(chance: random.Random, paragraphs: list[str]) -> str:
    """Words of a paragraph in another order, so that no two articles are one story."""
    words = chance.choice(paragraphs).split()
    chance.shuffle(words)
    return " ".join(words)


def documents(path: Path) -> list[Document]:
    """The articles of a file of the corpus."""
    if path.name == "README.md":
        return []
    return [one for one in read_documents(path) if isinstance(one, Document)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
