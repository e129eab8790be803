"""Archives of any size for benchmarks: real sentences in new articles, vectors near real ones.

    python -m tests.benchmarks.archives ARTICLES PASSAGES INDEX

ARTICLES is a folder of real articles. Each made-up article has the shape of a real one (its
paragraphs, their sentences, its date and source), and its sentences come from all of them, so that
terms and pairs of terms are as frequent as in real text. A paragraph of one sentence joins the
halves of two, since an archive does not repeat half of its paragraphs. Half of the rare names in an
article are spelled anew, since words and people become more as an archive grows.

Encoding a million paragraphs takes an hour and says nothing about questions: `drawn.py` gives them
vectors near those of their sentences instead. Questions are encoded by the real encoder, which the
index contains.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.build.options import Options
from indexer.build.pipeline import update_index
from indexer.encoder.encoder import Encoder
from indexer.encoder.prepare import prepare_encoder
from indexer.readers.folders.files import find_files
from indexer.readers.read import read_documents
from indexer.records import Document
from indexer.store.catalog.state import State
from indexer.store.writer import IndexWriter
from tests.benchmarks.drawn import DrawnEncoder

A_FILE = 1000  # articles
CUT_FROM = 8  # words of a sentence that may be cut in two
VOWELS = "aeiou"
SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”\"’]))\s+(?=[“\"‘A-Z])")
MARKS = re.compile('[“”"‘’«»]')
NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
RARE = 3  # sentences that have a rare name, at most
WELL_FORMED = re.compile(r"[“\"‘A-Z].*[.!?][”\"’]?", re.DOTALL)


@dataclass(frozen=True)
class Model:
    """A real article: what a made-up one takes from it."""

    title: str
    date: str
    source: str
    sentences: list[list[str]]  # of each paragraph


@dataclass(frozen=True)
class Pool:
    """What made-up articles are put together from.

    Attributes:
        sentences: All sentences that begin and end as one, as often as they occur.
        plain: Those without quotation marks that are long enough to be cut in two.
        titles: All titles.
        names: Rare words with a capital.
    """

    sentences: list[str]
    plain: list[str]
    titles: list[str]
    names: frozenset[str]

    @classmethod
    def of(cls, models: Sequence[Model]) -> Pool:
        """The pool of some articles.

        Raises:
            SystemExit: If there are no sentences in them.
        """
        every = [one for model in models for part in model.sentences for one in part]
        sentences = [
            " ".join(one.split())
            for one in every
            if WELL_FORMED.fullmatch(one) and is_balanced(one)
        ]
        plain = [one for one in sentences if not MARKS.search(one) and len(one.split()) >= CUT_FROM]
        if not plain:
            raise SystemExit("the articles have no sentences to make others of")
        counts = Counter(name for one in sentences for name in set(NAME.findall(one)))
        names = frozenset(name for name, count in counts.items() if count <= RARE)
        return cls(sentences, plain, [model.title for model in models], names)


def read_models(articles: Path) -> list[Model]:
    """The real articles of a folder."""
    found = [one for path in find_files([articles]) for one in read_documents(path)]
    return [
        Model(
            one.title or "",
            one.date or "",
            one.source or "",
            [_whole(SENTENCE.split(part)) for part in one.text.split("\n") if part.strip()],
        )
        for one in found
        if isinstance(one, Document)
    ]


def _whole(sentences: Sequence[str]) -> list[str]:
    """Sentences, but those of one quotation as one."""
    whole: list[str] = []
    for sentence in sentences:
        if whole and not is_balanced(whole[-1]):
            whole[-1] += f" {sentence}"
        else:
            whole.append(sentence)
    return whole


def is_balanced(text: str) -> bool:
    """Whether every quotation that begins in it ends in it."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def made_up(models: Sequence[Model], passages: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Articles with at least so many paragraphs in all, as fields of JSON; endless if it is -1."""
    chance = random.Random(seed)
    pool = Pool.of(models)
    made = number = 0
    while made < passages or passages < 0:
        shape = models[number % len(models)]
        parts = [_paragraph(chance, pool, len(part)) for part in shape.sentences]
        text = _renamed(chance, pool, "\n\n".join(parts))
        yield {
            "id": f"made-{number}",
            "title": _spliced(chance, pool.titles),
            "date": shape.date,
            "source": shape.source,
            "text": text,
        }
        made += len(parts)
        number += 1


def _paragraph(chance: random.Random, pool: Pool, sentences: int) -> str:
    """A paragraph of so many sentences, which hardly ever comes twice."""
    chosen = [chance.choice(pool.sentences) for _ in range(sentences)]
    if sentences > 1:
        return " ".join(chosen)
    other = _spliced(chance, pool.plain)
    return f"{chosen[0]} {other}" if MARKS.search(chosen[0]) else other


def _spliced(chance: random.Random, texts: Sequence[str]) -> str:
    """The first half of the words of one text, and the second half of another's."""
    first, second = (chance.choice(texts).split() for _ in range(2))
    return " ".join([*first[: len(first) // 2], *second[len(second) // 2 :]])


def _renamed(chance: random.Random, pool: Pool, text: str) -> str:
    """The text with half of its rare names spelled with other vowels, each alike throughout."""
    spelled: dict[str, str] = {}

    def spell(found: re.Match[str]) -> str:
        name = found[0]
        if name in pool.names and name not in spelled:
            spelled[name] = _other_vowels(chance, name) if chance.random() < 0.5 else name
        return spelled.get(name, name)

    return NAME.sub(spell, text)


def _other_vowels(chance: random.Random, name: str) -> str:
    return "".join(chance.choice(VOWELS) if letter in VOWELS else letter for letter in name)


def write_articles(articles: Iterator[dict[str, str]], folder: Path) -> None:
    """Write articles as JSON Lines, a thousand to a file."""
    for number, fields in enumerate(articles):
        path = folder / f"{number // A_FILE:04d}.jsonl"
        with path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")


def build(models: Sequence[Model], folder: Path, index: Path) -> float:
    """Index a folder of made-up articles; returns the seconds that it took."""
    seconds = 0.0

    def source(place: Path, state: State | None) -> Encoder:
        nonlocal seconds
        real = prepare_encoder(None, None, place, replace=state is None)
        started = time.perf_counter()
        drawn = DrawnEncoder.make(real, Pool.of(models).sentences)
        seconds = time.perf_counter() - started
        return drawn

    started = time.perf_counter()
    with IndexWriter.open(index, source) as writer:
        update_index(writer, [folder], Options(), None, None)
    return time.perf_counter() - started - seconds


def main(articles: Path, passages: int, index: Path) -> None:
    """Make an archive of a size and index it."""
    models = read_models(articles)
    with tempfile.TemporaryDirectory() as folder:
        write_articles(made_up(models, passages), Path(folder))
        print(f"{build(models, Path(folder), index):.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
