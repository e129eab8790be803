"""Percentiles, growth, and ten million passages on paper."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.scale.figures import at_size, percentile, reached_at, summary
from tests.benchmarks.scale.report.bounds import BOUNDS, GROWTH, figure, grown
from tests.benchmarks.scale.report.paper import LIMITS, amount, passages, reckon, told
from tests.benchmarks.scale.report.ratios import ratios

TIMES = st.lists(st.floats(0, 1e3), min_size=1, max_size=300)


def test_a_percentile_is_one_of_the_values():
    assert [percentile([3, 1, 2, 4], share) for share in (0.25, 0.5, 0.51, 1)] == [1, 2, 3, 4]
    assert percentile(range(1, 201), 0.99) == 198
    assert percentile(range(1, 101), 0.95) == 95


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1], 0), ([1], 1.1)])
def test_there_is_no_percentile_of_nothing(values: list[float], share: float):
    with pytest.raises(ValueError, match="no percentile"):
        percentile(values, share)


@given(TIMES, st.floats(0.01, 1))
def test_so_many_values_do_not_exceed_a_percentile(values: list[float], share: float):
    found = percentile(values, share)

    assert sum(one <= found for one in values) >= share * len(values) - 1e-6
    assert sum(one < found for one in values) < share * len(values)


def test_a_summary_is_in_milliseconds():
    assert summary([0.001, 0.002, 0.009]) == {"p50": 2, "p95": 9, "p99": 9, "mean": 4}


def test_a_cost_with_a_fixed_part_grows_by_the_rest():
    costs = {10_000: 0.1, 100_000: 0.3, 1_000_000: 1.2}  # 0.2 and 1 for each million

    assert at_size(costs, 10_000_000) == pytest.approx(10.2)
    assert reached_at(costs, 10.2) == pytest.approx(10_000_000)


def test_a_cost_that_grows_faster_than_the_size_goes_on_so():
    costs = {100_000: 1.0, 1_000_000: 100.0}  # the square

    assert at_size(costs, 10_000_000) == pytest.approx(10_000)
    assert reached_at(costs, 10_000) == pytest.approx(10_000_000)


def test_a_cost_that_does_not_grow_stays():
    costs = {100_000: 2.0, 1_000_000: 1.9}

    assert at_size(costs, 10_000_000) == 1.9
    assert reached_at(costs, 5) == math.inf
    assert reached_at(costs, 1) == 1_000_000


def test_one_size_does_not_tell_how_a_cost_grows():
    with pytest.raises(ValueError, match="one size"):
        at_size({100_000: 1.0}, 10_000_000)


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0.01, 1e5))
def test_a_cost_is_at_its_bound_where_it_reaches_it(first: float, last: float, bound: float):
    costs = {100_000: first, 1_000_000: last}
    size = reached_at(costs, bound)

    if last > first and size > 1_000_000 and size < 1e12:
        assert at_size(costs, round(size)) == pytest.approx(bound, rel=1e-3)


def sizes() -> dict[str, dict[str, Any]]:
    def one(passages: int, p95: float, seconds: float) -> dict[str, Any]:
        return {
            "passages": passages,
            "warm": {"milliseconds": {"plain": {"p50": p95 / 2, "p95": p95}}, "megabytes": 100},
            "cold": {"ask": {"seconds": seconds, "megabytes": 100}},
            "indexing": {"seconds": passages / 1000},
        }

    return {"100000": one(100_000, 10, 0.3), "1000000": one(1_000_000, 100, 0.5)}


def test_what_breaks_first_comes_first():
    found = reckon(sizes())

    assert found[0].limit.name == "95 % of warm questions"
    assert (found[0].largest, round(found[0].reached)) == (100, 5_000_000)
    assert found[0].at_ten_million == pytest.approx(1000)
    assert found[-1].reached == math.inf
    assert len(found) < len(LIMITS)  # what was not measured is not reckoned
    assert told(found) == (
        "This breaks first: 95 % of warm questions (a reader notices the wait), at about 5,000,000"
        " passages.\n"
        "At 10,000,000 passages 2 of 5 costs are beyond their limits.\n"
        "Move to a search engine on a server at about 5,000,000 passages: there 95 % of warm"
        " questions reaches 500 ms, and no setting helps.\n"
    )
    assert told([found[-1]]) == "At 10,000,000 passages nothing is beyond its limit.\n"
    assert told([]) == "One size alone does not tell how the costs grow.\n"


def test_a_slow_cold_start_is_no_reason_to_move():
    found = [one for one in reckon(sizes()) if one.limit.name == "cold `ask`"]

    assert found[0].at_ten_million > found[0].limit.most
    assert "breaks first: cold `ask` (a command feels slow; `whosaid serve` stays warm)" in told(
        found
    )
    assert "Move to" not in told(found)


def test_figures_are_told_as_people_read_them():
    assert [passages(one) for one in (99, 12_345, 12_345_678)] == ["99", "12,000", "12,000,000"]
    assert passages(math.inf) == "any number of"
    assert amount(7200, "s") == "2.0 h"
    assert amount(1234, "MB") == "1.2 GB"
    assert (amount(1.234, "s"), amount(123.4, "ms")) == ("1.23 s", "123 ms")


def test_a_figure_that_was_not_measured_is_none():
    assert figure(sizes()["100000"], BOUNDS[0].keys) == 0.3
    assert figure({}, BOUNDS[0].keys) is None
    assert grown(sizes(), GROWTH[0].keys) == pytest.approx(10)
    assert grown({}, GROWTH[0].keys) is None


def test_ratios_are_those_that_were_measured():
    ours = {"milliseconds": {"p50": 5.0}, "cold": {"seconds": 0.4}}
    result = {
        "sizes": {
            "10000": {
                "passages": 10_000, "encoder": "real", "recall": 0.999,
                "indexing": {"seconds": 50.0},
                "stages": {"passages": 1000, "stages": {"encoding": {"seconds": 4.0}}},
            },
            "100000": {
                "passages": 100_000, "encoder": "drawn", "recall": 0.99,
                "indexing": {"seconds": 10.0}, "cold": {"ask": {"seconds": 0.4, "megabytes": 100}},
                "peers": {
                    "whosaid": ours,
                    "txtai": {"milliseconds": {"p50": 10.0}, "cold": {"seconds": 6.0}},
                    "zvec": {"milliseconds": {"p50": 4.0}},
                    "lancedb": {"left out": "why", "milliseconds": {"p50": 1.0}},
                },
            },
            "1000000": {"passages": 1_000_000, "cold": {"ask": {"seconds": 0.8, "megabytes": 200}}},
        },
        "judged": {
            "collection": "quiz", "recall": {"whosaid": 0.9992, "txtai": 0.9},
            "systems": {"whosaid": 0.45, "txtai": 0.36},
        },
    }  # fmt: skip

    found = {one.name: (round(one.value, 3), one.is_met) for one in ratios(result)}

    assert found == {
        "cold `ask`: 1,000,000 passages beside 100,000": (2.0, False),
        "memory of `ask`: 1,000,000 passages beside 100,000": (2.0, True),
        "recall@10 of the semantic searcher, 10,000 made-up passages": (0.999, True),
        "recall@10 of the semantic searcher, 100,000 made-up passages": (0.99, False),
        "recall@10 of the semantic searcher, quiz": (0.999, True),
        "speed of indexing beside that of encoding alone, 10,000 passages": (0.8, False),
        "warm: the fastest peer beside whosaid, 100,000 passages": (0.8, False),
        "cold: txtai beside whosaid, 100,000 passages": (15.0, True),
        "nDCG@10: whosaid beside the best peer": (1.25, True),
    }
    assert ratios({}) == []
