"""Fusion: what agrees wins, the order of the signals is nothing, and the parts sum up."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.rank.fusion import Scale, Signal, fuse, reciprocal_ranks, scaled
from query.rank.ranking import Ranking
from tests.support.rows import by_number


def ranking_of(scores: dict[int, float]) -> Ranking:
    numbers = sorted(scores, key=lambda number: (-scores[number], number))
    return Ranking(
        np.array(numbers, dtype=np.int64),
        np.array([scores[number] for number in numbers], dtype=np.float64),
    )


def signal_of(scores: dict[int, float], weight: float = 1.0, name: str = "signal") -> Signal:
    ranking = ranking_of(scores)
    return scaled(name, weight, ranking.numbers, ranking.scores, Scale.of(ranking.scores))


SCORES = st.dictionaries(st.integers(0, 30), st.floats(-50, 50, allow_subnormal=False), max_size=12)
SIGNALS = st.lists(st.builds(signal_of, SCORES, st.sampled_from([0.15, 0.3, 0.5])), max_size=5)


def test_the_best_is_1_and_the_hundredth_is_0() -> None:
    scores = np.arange(300.0, 0.0, -1.0)

    scale = Scale.of(scores)

    assert scale == Scale(zero=201.0, one=300.0)
    assert scale.apply(np.array([300.0, 250.5, 201.0, 1.0])).tolist() == [1.0, 0.5, 0.0, 0.0]


def test_the_last_stands_in_for_the_hundredth_where_there_are_fewer() -> None:
    assert Scale.of(np.array([0.9, 0.5, 0.4])) == Scale(zero=0.4, one=0.9)


def test_the_score_of_what_is_not_found_stands_in_where_it_is_known() -> None:
    assert Scale.of(np.array([8.0, 4.0]), floor=0.0) == Scale(zero=0.0, one=8.0)
    assert Scale.of(np.arange(200.0, 0.0, -1.0), floor=0.0) == Scale(zero=101.0, one=200.0)


def test_a_scale_without_width_tells_found_from_not_found() -> None:
    scale = Scale.of(np.array([3.0, 3.0]))

    assert scale.apply(np.array([3.0, 2.9, 3.1])).tolist() == [1.0, 0.0, 1.0]


def test_a_single_passage_found_counts_fully() -> None:
    assert Scale.of(np.array([3.0]), floor=0.0).apply(np.array([3.0])).tolist() == [1.0]


def test_what_is_better_than_the_best_may_exceed_1() -> None:
    """A passage that only the other searcher found may score above a searcher's own."""
    assert Scale(0.0, 2.0).apply(np.array([3.0])).tolist() == [1.5]


@given(SCORES.filter(bool), st.floats(0.1, 100), st.floats(-100, 100))
def test_units_and_origin_of_the_raw_scores_do_not_matter(
    scores: dict[int, float], factor: float, shift: float
) -> None:
    best_first = np.sort(np.array(list(scores.values())))[::-1]
    if best_first[0] - best_first[-1] < 1e-3:
        best_first = best_first[:1]
    changed = best_first * factor + shift

    before, after = Scale.of(best_first).apply(best_first), Scale.of(changed).apply(changed)

    np.testing.assert_allclose(before, after, atol=1e-6)


@given(SCORES)
def test_normalising_never_turns_an_order_round(scores: dict[int, float]) -> None:
    best_first = np.sort(np.array(list(scores.values()), dtype=np.float64))[::-1]

    normalised = Scale.of(best_first).apply(best_first)

    assert (np.diff(normalised) <= 0).all()
    assert ((normalised >= 0) & (normalised <= 1)).all()


def test_weighted_scores_are_summed() -> None:
    keyword = signal_of({1: 4.0, 2: 2.0, 3: 0.0}, weight=0.5)
    semantic = signal_of({2: 0.9, 4: 0.4, 3: 0.3}, weight=0.5)

    fused = fuse([keyword, semantic], 10, by_number)

    assert fused.ranking.numbers.tolist() == [2, 1, 4, 3]
    assert fused.ranking.scores.tolist() == pytest.approx([0.75, 0.5, 0.5 / 6, 0.0])


def test_equal_scores_come_in_order_of_number() -> None:
    fused = fuse([signal_of({9: 1.0, 4: 0.0}), signal_of({2: 1.0, 5: 0.0})], 10, by_number)

    assert fused.ranking.numbers.tolist() == [2, 9, 4, 5]


def test_reciprocal_ranks_are_summed() -> None:
    keyword, semantic = ranking_of({1: 9.0, 2: 8.0}), ranking_of({3: 0.9, 2: 0.8})

    fused = fuse(
        [reciprocal_ranks("keyword", keyword), reciprocal_ranks("semantic", semantic)], 3, by_number
    )

    assert fused.ranking.numbers.tolist() == [2, 1, 3]
    assert fused.ranking.scores.tolist() == pytest.approx(
        [1 / (60 + 2) + 1 / (60 + 2), 1 / (60 + 1), 1 / (60 + 1)]
    )


@pytest.mark.parametrize("signals", [[], [signal_of({})], [signal_of({}), signal_of({})]])
def test_signals_that_find_nothing_give_an_empty_ranking(signals: list[Signal]) -> None:
    fused = fuse(signals, 10, by_number)

    assert len(fused.ranking.numbers) == 0
    assert fused.raw.shape == (0, len(signals))


def test_a_leg_that_finds_nothing_leaves_the_order_to_the_other() -> None:
    fused = fuse([signal_of({}), signal_of({1: 0.1, 2: 0.3, 3: 0.2})], 10, by_number)

    assert fused.ranking.numbers.tolist() == [2, 3, 1]


@given(SIGNALS.flatmap(lambda signals: st.tuples(st.just(signals), st.permutations(signals))))
def test_no_signal_is_privileged(pair: tuple[list[Signal], list[Signal]]) -> None:
    """In whichever order the signals come, not even a tie or a last bit changes."""
    one, other = fuse(pair[0], 50, by_number).ranking, fuse(pair[1], 50, by_number).ranking

    assert one.numbers.tolist() == other.numbers.tolist()
    assert one.scores.tolist() == other.scores.tolist()


@given(SIGNALS)
def test_every_passage_is_ranked_once_by_score_then_number(signals: list[Signal]) -> None:
    ranking = fuse(signals, 1000, by_number).ranking

    pairs = list(zip((-ranking.scores).tolist(), ranking.numbers.tolist(), strict=True))
    assert pairs == sorted(pairs)
    assert set(ranking.numbers.tolist()) == {
        number for signal in signals for number in signal.numbers.tolist()
    }


@given(SIGNALS)
def test_a_deeper_fusion_begins_with_the_shallower_one(signals: list[Signal]) -> None:
    deep = fuse(signals, 1000, by_number).ranking.numbers.tolist()

    assert fuse(signals, 3, by_number).ranking.numbers.tolist() == deep[:3]


@given(SIGNALS)
def test_the_contributions_sum_to_the_score(signals: list[Signal]) -> None:
    fused = fuse(signals, 1000, by_number)

    for place, score in enumerate(fused.ranking.scores.tolist()):
        parts = fused.contributions(place)
        assert [part.weight for part in parts] == [signal.weight for signal in signals]
        assert math.isclose(sum(part.value for part in parts), score, abs_tol=1e-9)


@given(SIGNALS.filter(bool), st.integers(0, 30), st.floats(0, 5))
def test_a_better_score_never_costs_a_place(
    signals: list[Signal], number: int, gain: float
) -> None:
    """Raising one normalised score of a passage moves it up or leaves it."""
    first = signals[0]
    raised = first.normalised + np.where(first.numbers == number, gain, 0.0)
    better = Signal("better", first.weight, first.numbers, first.raw, raised)

    before = fuse(signals, 100, by_number).ranking.numbers.tolist()
    after = fuse([better, *signals[1:]], 100, by_number).ranking.numbers.tolist()

    if number in before:
        assert after.index(number) <= before.index(number)


def test_a_contribution_shows_what_the_signal_said() -> None:
    fused = fuse(
        [signal_of({1: 4.0, 2: 2.0}, 0.5, "keyword"), signal_of({3: 1.0}, 0.3, "x")], 9, by_number
    )

    parts = fused.contributions(fused.ranking.numbers.tolist().index(1))

    assert [(part.name, part.weight, part.raw, part.normalised) for part in parts] == [
        ("keyword", 0.5, 4.0, 1.0),
        ("x", 0.3, None, 0.0),
    ]


def test_a_depth_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="depth"):
        fuse([], 0, by_number)


def test_signals_that_share_their_passages_fuse_as_those_that_do_not():
    numbers, raw = np.array([2, 5, 9]), np.array([0.5, 1.0, 0.0])
    shared = [Signal(name, 0.5, numbers, raw, raw) for name in "ab"]
    apart = [Signal(name, 0.5, numbers.copy(), raw, raw) for name in "ab"]
    unordered = [Signal(name, 0.5, numbers[::-1], raw[::-1], raw[::-1]) for name in "ab"]

    fused = [list(fuse(signals, 10, by_number).ranking) for signals in (shared, apart, unordered)]

    assert fused[0] == fused[1] == fused[2] == [(5, 1.0), (2, 0.5), (9, 0.0)]
