"""The semantic searcher: exact where it can be, filtered before it chooses, the same every time."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from indexer.store.vectors import scan
from indexer.store.vectors.checksums import column_checksums, row_checksums
from indexer.store.vectors.estimate import estimates
from indexer.store.vectors.forms import INT8
from indexer.store.vectors.int8 import decoded, encoded
from indexer.store.vectors.mean import no_mean
from indexer.store.vectors.reader import Vectors, sign_words
from indexer.store.vectors.rows import Rows
from indexer.store.vectors.scan import (
    CANDIDATES,
    LARGE,
    WIDER,
    candidates_of,
    hamming_distances,
    nearest,
    scan_nearest,
)
from query.rank.semantic import SemanticSearcher
from query.rows.vectors import EmbeddedVectors
from tests.support.rows import by_number


def unit_rows(count: int, dimension: int = 70, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def vectors_of(rows: NDArray[np.float32]) -> EmbeddedVectors:
    codes = encoded(rows)
    signs = tuple(np.ascontiguousarray(sign_words(decoded(codes), no_mean(rows.shape[1])).T))
    numbers = np.arange(len(codes))
    sums = np.stack([row_checksums(codes, numbers, 0), column_checksums(signs, numbers, 0)], axis=1)
    return EmbeddedVectors(Vectors(Path("vectors"), Rows(INT8, codes), signs, sums))


def searcher_of(rows: NDArray[np.float32], *, exact: bool = False) -> SemanticSearcher:
    return SemanticSearcher(vectors_of(rows), by_number, exact=exact)


def clustered(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Rows as an encoder gives them: many near to few themes."""
    rng = np.random.default_rng(seed)
    rows = unit_rows(40)[rng.integers(0, 40, count)] + 0.7 * unit_rows(count, seed=seed + 1)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


MANY = clustered(3 * CANDIDATES)


def test_the_best_come_first_with_their_cosine() -> None:
    rows = np.eye(70, dtype=np.float32)[:3]
    query = np.zeros(70, dtype=np.float32)
    query[:3] = (0.0, 0.6, 0.8)

    ranking = searcher_of(rows).search(query, None, 2)

    assert ranking.numbers.tolist() == [2, 1]
    assert ranking.scores.tolist() == pytest.approx([0.8, 0.6], abs=0.01)


def test_few_passages_are_all_scored_exactly() -> None:
    rows = unit_rows(CANDIDATES)
    query = unit_rows(1, seed=5)[0]

    ranking = searcher_of(rows).search(query, None, CANDIDATES)

    scores = decoded(encoded(rows)) @ query
    assert ranking.numbers.tolist() == np.argsort(-scores, kind="stable").tolist()


def test_the_scan_finds_nearly_all_that_exact_scoring_finds() -> None:
    vectors, found = vectors_of(MANY), 0
    for query in clustered(50, seed=9):
        scan = SemanticSearcher(vectors, by_number).search(query, None, 10)
        exact = SemanticSearcher(vectors, by_number, exact=True).search(query, None, 10)
        found += len(np.intersect1d(scan.numbers, exact.numbers))

    assert found / 500 >= 0.99


def test_the_scan_and_exact_scoring_give_a_passage_the_same_score() -> None:
    vectors, query = vectors_of(MANY), clustered(1, seed=9)[0]

    scan = SemanticSearcher(vectors, by_number).search(query, None, 100)
    again = vectors.rescore(query, scan.numbers)

    assert scan.scores.tolist() == again.tolist()


def test_a_filter_is_applied_before_the_nearest_are_chosen() -> None:
    """The few allowed passages are found although thousands of others are nearer."""
    vectors, query = vectors_of(MANY), clustered(1, seed=9)[0]
    order = SemanticSearcher(vectors, by_number, exact=True).search(query, None, len(MANY)).numbers
    allowed = np.zeros(len(MANY), dtype=bool)
    allowed[order[-5:]] = True

    ranking = SemanticSearcher(vectors, by_number).search(query, allowed, 10)

    assert ranking.numbers.tolist() == order[-5:].tolist()


def test_a_wide_filter_gets_all_places_of_the_scan() -> None:
    vectors, query = vectors_of(MANY), clustered(1, seed=9)[0]
    searcher = SemanticSearcher(vectors, by_number)
    order = SemanticSearcher(vectors, by_number, exact=True).search(query, None, len(MANY)).numbers
    allowed = np.ones(len(MANY), dtype=bool)
    allowed[order[: CANDIDATES + 500]] = False

    ranking = searcher.search(query, allowed, CANDIDATES)

    assert len(ranking) == CANDIDATES
    assert allowed[ranking.numbers].all()


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(0, 1))
def test_nothing_outside_the_filter_is_ever_found(seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    allowed = rng.random(len(MANY)) < share

    ranking = searcher_of(MANY).search(MANY[seed % 9], allowed, 50)

    assert allowed[ranking.numbers].all()
    assert len(ranking) == min(50, allowed.sum())
    assert (np.diff(ranking.scores) <= 0).all()


def test_equal_passages_come_in_order_of_number_wherever_they_stand() -> None:
    rows = MANY.copy()
    twins = [3, 500, 501, 1999, 2998]
    rows[twins] = MANY[3]

    ranking = searcher_of(rows).search(MANY[3], None, 5)

    assert ranking.numbers.tolist() == twins
    assert len(set(ranking.scores.tolist())) == 1


def test_a_deeper_ranking_begins_with_the_shallower_one() -> None:
    searcher = searcher_of(MANY)

    deep = searcher.search(MANY[7], None, CANDIDATES).numbers.tolist()

    assert searcher.search(MANY[7], None, 10).numbers.tolist() == deep[:10]


def test_more_than_the_usual_candidates_can_be_asked_for() -> None:
    ranking = searcher_of(MANY).search(MANY[7], None, CANDIDATES + 7)

    assert len(ranking) == CANDIDATES + 7


def test_scores_are_given_in_the_order_asked_for() -> None:
    vectors = vectors_of(np.eye(70, dtype=np.float32))
    query = np.zeros(70, dtype=np.float32)
    query[:2] = (0.6, 0.8)

    scores = vectors.rescore(query, np.array([1, 69, 0, 1]))

    assert scores.tolist() == pytest.approx([0.8, 0.0, 0.6, 0.8], abs=0.01)


@pytest.mark.parametrize("count", [0, 1])
def test_an_index_of_hardly_anything_can_be_asked(count: int) -> None:
    ranking = searcher_of(unit_rows(count)).search(unit_rows(1)[0], None, 5)

    assert ranking.numbers.tolist() == list(range(count))


def test_what_cannot_be_searched_for_is_refused() -> None:
    searcher, query = searcher_of(unit_rows(3)), unit_rows(1)[0]

    with pytest.raises(ValueError, match="depth"):
        searcher.search(query, None, 0)
    with pytest.raises(ValueError, match="unit vector"):
        searcher.search(query[:-1], None, 5)
    with pytest.raises(ValueError, match="unit vector"):
        searcher.search(np.full(70, np.nan, dtype=np.float32), None, 5)
    with pytest.raises(ValueError, match="flags"):
        searcher.search(query, np.ones(2, dtype=bool), 5)


def test_others_are_scored_on_the_way_and_change_no_ranking():
    searcher = searcher_of(MANY)
    others = np.array([len(MANY) - 1, 0, 7], dtype=np.int64)

    compared = searcher.compare(MANY[3], None, 20, others)

    alone = searcher.search(MANY[3], None, 20)
    assert compared.ranking.numbers.tolist() == alone.numbers.tolist()
    assert compared.ranking.scores.tolist() == alone.scores.tolist()
    assert set(others) <= set(compared.numbers)
    assert compared.cosines.tolist() == vectors_of(MANY).rescore(MANY[3], compared.numbers).tolist()


def plain_scan(
    vectors: Vectors, query: NDArray[np.float32], allowed: NDArray[np.bool_], count: int
) -> list[int]:
    numbers = np.flatnonzero(allowed)
    code = sign_words(query[None], vectors.mean)[0]
    distances = hamming_distances(vectors, code)[numbers]
    near = numbers[np.lexsort((numbers, distances))][: count * WIDER]
    order = np.lexsort((near, -estimates(vectors.signs, query, near)))
    return sorted(near[order[:count]].tolist())


@given(st.integers(0, 2**32 - 1), st.integers(1, 300), st.floats(0, 1), st.integers(1, 60))
def test_the_scan_finds_the_best_estimates_among_the_least_distances(
    seed: int, count: int, share: float, spread: int
) -> None:
    """The sample decides only how many rows are looked at."""
    chance = np.random.default_rng(seed)
    rows = unit_rows(900, seed=seed)
    rows[:: 1 + spread] = rows[0]
    vectors, query = vectors_of(rows)._vectors, rows[7]
    allowed = chance.random(len(rows)) < share

    found = scan_nearest(vectors, query, allowed, count, by_number)

    assert found.tolist() == plain_scan(vectors, query, allowed, count)
    everything = scan_nearest(vectors, query, None, count, by_number)
    assert everything.tolist() == plain_scan(vectors, query, np.ones_like(allowed), count)


def test_the_estimate_finds_more_than_the_distance_alone() -> None:
    """Of the ten nearest to each of a hundred questions, among fifty of four thousand rows."""
    rows, queries = unit_rows(4000, 256), unit_rows(100, 256, seed=3)
    vectors = vectors_of(rows)._vectors
    by_distance = by_estimate = 0
    for query in queries:
        wanted = set(np.argsort(-(rows @ query))[:10].tolist())
        code = sign_words(query[None], no_mean(256))[0]
        distances = hamming_distances(vectors, code)
        by_distance += len(wanted & set(nearest(distances, 50, by_number).tolist()))
        by_estimate += len(wanted & set(scan_nearest(vectors, query, None, 50, by_number).tolist()))

    assert by_estimate > 1.1 * by_distance


def test_a_large_index_scores_more_rows_exactly() -> None:
    assert [candidates_of(rows) for rows in (0, LARGE - 1, LARGE)] == [
        CANDIDATES, CANDIDATES, 2 * CANDIDATES,
    ]  # fmt: skip


def test_two_threads_compare_as_one_does() -> None:
    vectors = vectors_of(unit_rows(901))._vectors
    code = sign_words(unit_rows(1, seed=5), no_mean(70))[0]

    with patch.object(scan, "LARGE", 1):
        found = hamming_distances(vectors, code)

    assert found.tolist() == hamming_distances(vectors, code).tolist()
