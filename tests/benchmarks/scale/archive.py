"""One made-up archive: where its articles, its index and its vectors lie, and what it holds."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.store.index import Index
from tests.benchmarks.archives import Model, made_up

A_FOLDER = 1000  # articles
BLOCK = 20_000  # passages whose vectors are made at once


class Passage(NamedTuple):
    """What every system is given of a passage."""

    title: str
    text: str


@dataclass(frozen=True)
class Content:
    """What an archive holds.

    Attributes:
        articles: How many.
        passages: How many paragraphs they have.
        text_bytes: Bytes of their texts in UTF-8.
    """

    articles: int
    passages: int
    text_bytes: int


@dataclass(frozen=True)
class Archive:
    """The files of one archive, below one folder."""

    root: Path

    @property
    def articles(self) -> Path:
        """Markdown files with front matter, a thousand to a folder."""
        return self.root / "articles"

    @property
    def index(self) -> Path:
        """The index of the articles."""
        return self.root / "index"

    @property
    def vectors(self) -> Path:
        """float32, a row for each passage in order of the index."""
        return self.root / "vectors.npy"

    @property
    def passages(self) -> Path:
        """JSON Lines, a passage a line in the same order: title, text."""
        return self.root / "passages.jsonl"

    def write(self, models: Sequence[Model], passages: int) -> Content:
        """Write the articles, unless they are there, and say what they are."""
        noted = self.root / "content.json"
        if noted.is_file():
            return Content(**json.loads(noted.read_text(encoding="utf-8")))
        shutil.rmtree(self.root, ignore_errors=True)
        articles = parts = size = 0
        for number, fields in enumerate(made_up(models, passages)):
            write_article(self.path_of(number), fields)
            articles, parts = articles + 1, parts + fields["text"].count("\n\n") + 1
            size += len(fields["text"].encode())
        content = Content(articles, parts, size)
        noted.write_text(json.dumps(asdict(content)), encoding="utf-8")
        return content

    def path_of(self, number: int) -> Path:
        """The file of an article."""
        return self.articles / f"{number // A_FOLDER:03d}" / f"{number:06d}.md"

    def write_passages(self, encoder: Encoder) -> None:
        """Write the passages of the index and their vectors, unless they are there."""
        if self.vectors.is_file():
            return
        index = Index.open(self.index)
        try:
            shape = (int(np.count_nonzero(index.live)), encoder.dimension)
            rows = np.lib.format.open_memmap(
                self.root / "new.npy", mode="w+", dtype=np.float32, shape=shape
            )
            done = 0
            with self.passages.open("w", encoding="utf-8") as out:
                for block in blocks(read_passages(index), BLOCK):
                    out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in block)
                    texts = [one.text for one in block]
                    rows[done : done + len(block)] = encoder.encode_passages(texts)
                    done += len(block)
            rows.flush()
        finally:
            index.close()
        (self.root / "new.npy").replace(self.vectors)

    def read_vectors(self) -> NDArray[np.float32]:
        """All vectors, mapped: shape (passages, dimension)."""
        found: NDArray[np.float32] = np.load(self.vectors, mmap_mode="r", allow_pickle=False)
        return found


def write_article(path: Path, fields: dict[str, str]) -> None:
    """Write an article as Markdown with front matter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {json.dumps(fields[key])}\n" for key in ("title", "date", "source"))
    path.write_text(f"---\n{head}---\n\n{fields['text']}\n", encoding="utf-8")


def read_passages(index: Index) -> Iterator[Passage]:
    """The passages of an index in order of their numbers, if no article of it has changed."""
    for document in index.documents.tolist():
        title = index.catalog.document(document).title or ""
        for passage in index.catalog.passages_of(document):
            yield Passage(title, passage.text)


def blocks(passages: Iterator[Passage], size: int) -> Iterator[list[Passage]]:
    """The passages, so many at a time."""
    while block := list(itertools.islice(passages, size)):
        yield block
