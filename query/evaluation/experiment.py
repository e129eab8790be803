"""A judged collection, indexed and asked as a reader's archive is: what `whosaid evaluate` runs.

Only this part of the query tool builds an index, because it measures the whole path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from indexer.readers.dates import read_date
from indexer.records import Document, Passage, Span
from indexer.store.catalog.checksums import document_digest
from indexer.store.catalog.entry import Entry
from query.engine import Engine
from query.evaluation.beir import Benchmark, CorpusLine
from query.evaluation.trec_run import Run, ScoredId
from query.settings import FusionMethod, Mode, Settings
from query.weights import DEFAULT_WEIGHTS

DEPTH = 100
"""Answers to each question: as deep as the measures look."""

HYBRID = Settings(limit=DEPTH, plain=True, spoken=False, all_copies=True)
"""Questions of a collection are plain English: no mark in them is syntax."""

SYSTEMS: Mapping[str, Settings] = {
    "hybrid": HYBRID,
    "keyword": replace(HYBRID, mode=Mode.KEYWORD),
    "semantic": replace(HYBRID, mode=Mode.SEMANTIC),
    "rrf": replace(HYBRID, fusion=FusionMethod.RRF),
    **{
        f"without {name}": replace(HYBRID, weights=replace(DEFAULT_WEIGHTS, **{name: 0.0}))
        for name in ("article", "pairs", "source", "date")
    },
    "two legs": replace(
        HYBRID, weights=replace(DEFAULT_WEIGHTS, article=0.0, pairs=0.0, source=0.0, date=0.0)
    ),
}
"""The systems: the default first, then each searcher alone, then the default without a part."""


@dataclass(frozen=True)
class Collection:
    """The articles of a benchmark as the index holds them.

    Attributes:
        entries: In order of the corpus.
        names: The corpus id of each passage number.
    """

    entries: list[Entry]
    names: list[str]


def collect(benchmark: Benchmark) -> Collection:
    """Put the lines of a corpus together to articles; a line stays one passage."""
    articles: dict[str, list[CorpusLine]] = {}
    for line in benchmark.lines:
        articles.setdefault(line.article, []).append(line)
    entries, names = [], []
    for ordinal, (name, lines) in enumerate(articles.items()):
        ordered = sorted(lines, key=lambda line: line.paragraph)
        entries.append(_entry(name, ordinal, ordered))
        names += [line.corpus_id for line in ordered if line.text.strip()]
    return Collection(entries, names)


def run_system(
    engine: Engine,
    settings: Settings,
    benchmark: Benchmark,
    names: list[str],
) -> Run:
    """Put every judged question to the engine.

    Args:
        engine: Of the collection's index.
        settings: The system.
        benchmark: The questions; where articles are judged, each gives its best passage only.
        names: The corpus id of each passage number.
    """
    articles = benchmark.articles()
    groups = set(articles.values()) - articles.keys()
    run: dict[str, list[ScoredId]] = {}
    for question, judged in benchmark.judgments.items():
        by_article = not groups.isdisjoint(judged)
        chosen = replace(settings, per_article=1) if by_article else settings
        ranked = engine.rank(benchmark.questions[question], chosen)
        run[question] = [ScoredId(names[number], score) for number, score in ranked]
    return run


def _entry(name: str, ordinal: int, lines: list[CorpusLine]) -> Entry:
    """One article; its text is its lines with an empty line between."""
    first = lines[0]
    document_id = f"{ordinal:08d}"
    pieces: list[str] = []
    passages: list[Passage] = []
    start = 0
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        span = Span(start, start + len(text))
        passages.append(Passage(document_id, len(passages) + 1, span, text))
        pieces.append(text)
        start = span.end + 2
    document = Document(
        document_id=document_id,
        path="",
        text="\n\n".join(pieces),
        record=name,
        title=first.title or None,
        date=read_date(first.published_at) if first.published_at else None,
        source=first.source,
        author=first.author,
        url=first.url,
    )
    return Entry(document, tuple(passages), (), document_digest(document))


def index_collection(
    collection: Collection,
    root: Path,
    precision: Literal["int8", "float32"] = "int8",
    model: str | None = None,
) -> None:
    """Index a collection in a folder that has no index.

    Raises:
        SearchError: If the encoder cannot be made or the index cannot be written.
    """
    from indexer.build.prepared import index_entries

    index_entries(collection.entries, root, model=model, precision=precision)
