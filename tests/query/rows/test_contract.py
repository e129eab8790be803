"""What every implementation of the row protocols keeps, the embedded ones and one in memory."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import IndexCorruptError
from indexer.store.index import Index
from indexer.text.analyzer import terms
from query.rank.keyword import KeywordSearcher
from query.rank.semantic import SemanticSearcher
from query.rows.passages import PassageRows
from query.rows.quotes import QuoteRows
from query.rows.rows import Rows
from query.rows.sources import KeywordSource, Mask, VectorSource
from tests.support.build import age, build
from tests.support.hashing import HashingEncoder
from tests.support.memory_rows import MemoryKeyword, MemoryVectors
from tests.support.rows import by_number

FIELDS = ("text", "title", "speaker")


@dataclass(frozen=True)
class Sources:
    """One implementation of both sources, over rows of which some may not be live."""

    keyword: KeywordSource
    vectors: VectorSource
    live: Mask


@pytest.fixture(scope="module")
def index(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The corpus in two segments, with articles deleted from the first."""
    folder = tmp_path_factory.mktemp("contract")
    articles = folder / "articles"
    shutil.copytree(corpus, articles)
    age(articles)
    build(folder / "index", articles)
    for path in sorted(path for path in articles.iterdir() if path.is_file())[:4]:
        path.unlink()
    (articles / "later.txt").write_text("“The harbour was quiet,” said Ana Marlow.\n")
    build(folder / "index", articles)
    opened = Index.open(folder / "index", quotes=True)
    yield opened
    opened.close()


def in_memory(rows: Rows, vectors: np.ndarray) -> Sources:
    """The same rows, with their terms and vectors held in memory."""
    numbers = np.flatnonzero(rows.live).tolist()
    tokens: dict[str, list[list[str] | None]] = {}
    for field in FIELDS:
        tokens[field] = [None] * len(rows.live)
        for number, text in zip(numbers, rows.written(field, numbers), strict=True):
            tokens[field][number] = terms(text)
    return Sources(MemoryKeyword(tokens), MemoryVectors(vectors), rows.live)


@pytest.fixture(params=["passages", "quotes", "memory"])
def sources(request: pytest.FixtureRequest, index: Index) -> Sources:
    passages = PassageRows(index)
    if request.param == "memory":
        return in_memory(passages, index.vectors.decoded(np.arange(len(index.vectors))))
    rows = passages if request.param == "passages" else QuoteRows(index)
    return Sources(rows.keyword, rows.vectors, rows.live)


def test_postings_are_of_live_rows_each_once(sources: Sources):
    assert not sources.live.all()
    for field in FIELDS:
        for term in sources.keyword.vocabulary(field):
            numbers, frequencies, positions = sources.keyword.postings(field, term)

            assert sources.live[numbers].all()
            assert len(set(numbers.tolist())) == len(numbers) == len(frequencies)
            assert (frequencies > 0).all()
            assert frequencies.sum() == len(positions)
            assert sources.keyword.has_term(field, term) == (len(numbers) > 0)
            assert sources.keyword.count(field, term) == len(numbers)
            ends = np.cumsum(frequencies)
            for end, count in zip(ends.tolist(), frequencies.tolist(), strict=True):
                assert (np.diff(positions[end - count : end].astype(np.int64)) > 0).all()


def test_every_token_is_in_one_posting(sources: Sources):
    for field in FIELDS:
        lengths = np.zeros(len(sources.live), dtype=np.int64)
        for term in sources.keyword.vocabulary(field):
            numbers, frequencies, _ = sources.keyword.postings(field, term)
            lengths[numbers] += frequencies

        assert sources.keyword.lengths(field).tolist() == lengths.tolist()


def test_the_vocabulary_ascends_and_other_terms_have_no_postings(sources: Sources):
    for field in FIELDS:
        words = list(sources.keyword.vocabulary(field))

        assert words == sorted(set(words))
        assert not sources.keyword.has_term(field, "zyxomma")
        assert sources.keyword.count(field, "zyxomma") == 0
        assert len(sources.keyword.postings(field, "zyxomma").numbers) == 0


@pytest.mark.parametrize("count", [1, 5, 10_000])
def test_a_scan_gives_so_many_of_the_allowed_rows(sources: Sources, count: int):
    query = HashingEncoder().encode_query("the harbour was quiet")
    for allowed in (None, sources.live, np.zeros_like(sources.live)):
        chosen = np.ones_like(sources.live) if allowed is None else allowed

        found = sources.vectors.scan(query, allowed, count, by_number)

        assert len(found) == min(count, int(chosen.sum()))
        assert chosen[found].all()
        assert (np.diff(found) > 0).all()


def test_exact_scores_are_cosines_in_the_order_asked_for(sources: Sources):
    query = HashingEncoder().encode_query("the harbour was quiet")
    numbers = np.flatnonzero(sources.live)[::-1]

    scores = sources.vectors.rescore(query, numbers)

    assert (np.abs(scores) <= 1.001).all()
    assert sources.vectors.rescore(query, numbers[::-1]).tolist() == scores[::-1].tolist()
    assert len(query) == sources.vectors.dimension
    assert len(sources.vectors) == len(sources.live)


def test_both_searchers_rank_alike_over_any_implementation(index: Index):
    rows = PassageRows(index)
    memory = in_memory(rows, index.vectors.decoded(np.arange(len(index.vectors))))
    question, documents = "who warned of the flood at the harbour?", len(rows.document_numbers)
    query = HashingEncoder().encode_query(question)
    rankings = [
        (
            KeywordSearcher(source.keyword, rows.document_of, documents, rows.tie_keys).search(
                terms(question), None, 20
            ),
            SemanticSearcher(source.vectors, rows.tie_keys, exact=True).search(
                query, rows.live, 20
            ),
        )
        for source in (Sources(rows.keyword, rows.vectors, rows.live), memory)
    ]

    for one, other in zip(*rankings, strict=True):
        assert one.scores == pytest.approx(other.scores, abs=1e-3)
        assert one.numbers.tolist() == other.numbers.tolist()


@pytest.mark.parametrize("kind", [PassageRows, QuoteRows])
def test_rows_belong_to_documents_in_an_order_without_history(index: Index, kind: type):
    rows: Rows = kind(index)
    numbers = np.flatnonzero(rows.live)

    keys = rows.tie_keys(numbers)

    assert ((rows.document_of >= 0) == rows.live).all()
    assert rows.document_of.max() < len(rows.document_numbers)
    ordered = [
        rows.catalog.document(int(rows.document_numbers[rows.document_of[number]])).path
        for number in numbers[np.argsort(keys)].tolist()
    ]
    assert ordered == sorted(ordered)
    assert len(set(keys.tolist())) == len(numbers)
    for field in FIELDS:
        assert len(list(rows.written(field, numbers.tolist()))) == len(numbers)


def test_an_altered_path_does_not_change_the_order_unseen(corpus: Path, tmp_path: Path):
    """Paths decide ties, so they are compared with what was written."""
    articles = tmp_path / "articles"
    shutil.copytree(corpus, articles)
    build(tmp_path / "index", articles)
    with closing(sqlite3.connect(tmp_path / "index" / "catalog.db")) as connection:
        connection.execute("UPDATE documents SET path = 'zzz' || path WHERE document = 1")
        connection.commit()

    opened = Index.open(tmp_path / "index")
    with pytest.raises(IndexCorruptError):
        PassageRows(opened).tie_keys(np.arange(2))
    opened.close()
