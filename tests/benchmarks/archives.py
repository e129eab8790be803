"""Archives of any size for benchmarks: real sentences in new paragraphs, vectors near real ones.

    python -m tests.benchmarks.archives ARTICLES PASSAGES INDEX

ARTICLES is a folder of real articles. Each made-up article has the shape of a real one (its
paragraphs, their sentences, its title, date and source), and its sentences come from all of them,
so that terms and pairs of terms are as frequent as in real text. Encoding a million paragraphs
takes an hour and says nothing about questions: the encoder here draws a vector near that of a real
paragraph instead. Questions are encoded by the real encoder, which the index contains.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.build.options import Options
from indexer.build.pipeline import update_index
from indexer.encoder.encoder import Encoder
from indexer.encoder.prepare import prepare_encoder
from indexer.readers.folders.files import find_files
from indexer.readers.read import read_documents
from indexer.records import Document
from indexer.store.catalog.state import State
from indexer.store.writer import IndexWriter

A_FILE = 1000  # articles
REAL_VECTORS = 3000
NEARNESS = 0.8  # the cosine of a drawn vector with the real one
SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[“\"‘A-Z])")


@dataclass(frozen=True)
class Model:
    """A real article: what a made-up one takes from it."""

    title: str
    date: str
    source: str
    sentences: list[list[str]]  # of each paragraph


class DrawnEncoder:
    """Encodes questions as `real` does, and draws vectors for passages; the same each time."""

    def __init__(self, real: Encoder, paragraphs: Sequence[str]) -> None:
        self._real = real
        self._near = real.encode_passages(paragraphs)
        self.name, self.identity, self.dimension = real.name, real.identity, real.dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """As the real one."""
        return self._real.encode_query(text)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors near real ones, shape (n, dimension)."""
        seeds = [zlib.crc32(text.encode()) for text in texts]
        chance = np.random.default_rng(seeds[:1])
        noise = chance.standard_normal((len(texts), self.dimension), dtype=np.float32)
        noise /= np.linalg.norm(noise, axis=1, keepdims=True)
        near = self._near[[seed % len(self._near) for seed in seeds]]
        drawn = NEARNESS * near + np.sqrt(1 - NEARNESS**2) * noise
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def read_models(articles: Path) -> list[Model]:
    """The real articles of a folder."""
    found = [one for path in find_files([articles]) for one in read_documents(path)]
    return [
        Model(
            one.title or "",
            one.date or "",
            one.source or "",
            [SENTENCE.split(part) for part in one.text.split("\n") if part.strip()],
        )
        for one in found
        if isinstance(one, Document)
    ]


def made_up(models: Sequence[Model], passages: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Articles with at least so many paragraphs in all, as fields of JSON."""
    chance = random.Random(seed)
    pool = [one for model in models for part in model.sentences for one in part]
    titles = [model.title for model in models]
    made = number = 0
    while made < passages:
        shape = models[number % len(models)]
        parts = [" ".join(chance.choice(pool) for _ in part) for part in shape.sentences]
        yield {
            "id": f"made-{number}",
            "title": chance.choice(titles),
            "date": shape.date,
            "source": shape.source,
            "text": "\n\n".join(parts),
        }
        made += len(parts)
        number += 1


def write_articles(articles: Iterator[dict[str, str]], folder: Path) -> None:
    """Write articles as JSON Lines, a thousand to a file."""
    for number, fields in enumerate(articles):
        path = folder / f"{number // A_FILE:04d}.jsonl"
        with path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")


def build(models: Sequence[Model], folder: Path, index: Path) -> float:
    """Index a folder of made-up articles; returns the seconds that it took."""
    paragraphs = [" ".join(part) for model in models for part in model.sentences]
    some = random.Random(7).sample(paragraphs, min(REAL_VECTORS, len(paragraphs)))

    def source(place: Path, state: State | None) -> Encoder:
        return DrawnEncoder(prepare_encoder(None, None, place, replace=state is None), some)

    with IndexWriter.open(index, source) as writer:
        started = time.perf_counter()
        update_index(writer, [folder], Options(), None, None)
        return time.perf_counter() - started


def main(articles: Path, passages: int, index: Path) -> None:
    """Make an archive of a size and index it."""
    models = read_models(articles)
    with tempfile.TemporaryDirectory() as folder:
        write_articles(made_up(models, passages), Path(folder))
        print(f"{build(models, Path(folder), index):.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
