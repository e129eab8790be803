"""Measures and comparisons: exact in small cases, equal to the formulas in all."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from query.evaluation.measures import MEASURES, Comparison, Evaluation, compare, evaluate, table
from query.evaluation.trec_run import ScoredId

PASSAGES = {f"{article}_{place}": article for article in "abcd" for place in range(4)}


def run_of(*names: str) -> dict[str, list[ScoredId]]:
    return {"q": [ScoredId(name, 0.0) for name in names]}


def values_of(values: dict[str, float]) -> Evaluation:
    return Evaluation({name: dict.fromkeys(MEASURES, value) for name, value in values.items()})


def test_the_first_place_is_worth_everything() -> None:
    evaluation = evaluate(run_of("a_1", "b_0"), {"q": {"a_1": 1}}, PASSAGES)

    assert evaluation.means() == dict.fromkeys(MEASURES, 1.0)


def test_lower_places_are_worth_what_the_formulas_say() -> None:
    run = run_of("b_0", "a_0", "b_1", "a_1")

    values = evaluate(run, {"q": {"a_0": 1, "a_1": 3, "c_0": 1}}, PASSAGES).means()

    gained = 1 / math.log2(3) + 3 / math.log2(5)
    ideal = 3 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert values["nDCG@10"] == pytest.approx(gained / ideal)
    assert values["RR@10"] == pytest.approx(1 / 2)
    assert values["R@10"] == pytest.approx(2 / 3)


def test_a_judged_article_stands_where_its_best_passage_stands() -> None:
    run = run_of("a_0", "a_1", "a_2", "b_3", "b_0")

    values = evaluate(run, {"q": {"b": 1}}, PASSAGES).means()

    assert values["RR@10"] == pytest.approx(1 / 2)


def test_beside_a_judged_article_a_judged_passage_counts_as_its_article() -> None:
    values = evaluate(run_of("c_0", "a_3"), {"q": {"b": 1, "a_0": 1}}, PASSAGES).means()

    assert values["RR@10"] == pytest.approx(1 / 2)
    assert values["R@10"] == pytest.approx(1 / 2)


def test_a_passage_that_is_an_article_by_itself_is_judged_as_passage() -> None:
    articles = {"a": "a", "b": "b"}

    assert evaluate(run_of("b", "a"), {"q": {"a": 1}}, articles).means()["RR@10"] == 0.5


def test_a_judged_name_that_is_not_there_is_never_found() -> None:
    values = evaluate(run_of("a_0", "a_1"), {"q": {"a_1": 1, "gone": 1}}, PASSAGES).means()

    assert (values["RR@10"], values["R@10"]) == (0.5, 0.5)


def test_a_question_without_an_answer_counts_as_zero() -> None:
    evaluation = evaluate(run_of("a_0"), {"q": {"a_0": 1}, "other": {"a_1": 1}}, PASSAGES)

    assert evaluation.means()["nDCG@10"] == 0.5


def test_a_question_with_nothing_relevant_does_not_count() -> None:
    evaluation = evaluate(run_of("a_0"), {"q": {"a_0": 1}, "other": {"a_1": 0}}, PASSAGES)

    assert list(evaluation.per_question) == ["q"]


def test_no_questions_have_means_of_zero() -> None:
    assert evaluate({}, {}, PASSAGES).means() == dict.fromkeys(MEASURES, 0.0)


def test_ties_are_judged_in_the_order_of_the_run() -> None:
    """The library alone would order equal scores by name."""
    for names in (("a_0", "b_0"), ("b_0", "a_0")):
        values = evaluate(run_of(*names), {"q": {"a_0": 1}}, PASSAGES).means()
        assert values["RR@10"] == 1 / (1 + names.index("a_0"))


@settings(max_examples=50, deadline=None)
@given(
    st.permutations(sorted(PASSAGES)),
    st.dictionaries(st.sampled_from(sorted(PASSAGES)), st.integers(1, 3), min_size=1),
)
def test_the_measures_are_the_formulas(names: list[str], relevance: dict[str, int]) -> None:
    values = evaluate(run_of(*names), {"q": relevance}, PASSAGES).means()

    def dcg(gains: list[int]) -> float:
        return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:10]))

    gains = [relevance.get(name, 0) for name in names]
    first = next(place for place, gain in enumerate(gains, start=1) if gain)
    ideal = dcg(sorted(relevance.values(), reverse=True))
    assert values["nDCG@10"] == pytest.approx(dcg(gains) / ideal)
    assert values["RR@10"] == pytest.approx(1 / first if first <= 10 else 0.0)
    assert values["R@10"] == pytest.approx(sum(map(bool, gains[:10])) / len(relevance))
    assert values["R@100"] == 1.0


def test_equal_evaluations_do_not_differ() -> None:
    one = values_of({"1": 0.5, "2": 1.0})

    assert compare(one, one) == Comparison(0.0, 1.0, 0, 0)


def test_what_is_always_better_is_hardly_chance() -> None:
    one = values_of({str(name): 0.2 for name in range(20)})
    other = values_of({str(name): 0.4 for name in range(20)})

    comparison = compare(one, other)

    assert comparison.difference == pytest.approx(0.2)
    assert comparison.p < 0.001
    assert (comparison.better, comparison.worse) == (20, 0)


def test_the_p_is_near_the_exact_one() -> None:
    """Three gains of the same size: 2 of the 8 ways to sign them are as extreme."""
    comparison = compare(values_of(dict.fromkeys("abc", 0.0)), values_of(dict.fromkeys("abc", 0.5)))

    assert comparison.p == pytest.approx(0.25, abs=0.02)


@given(st.dictionaries(st.text(), st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1))
@settings(max_examples=20, deadline=None)
def test_a_comparison_is_the_same_in_both_directions(pairs: dict[str, tuple[float, float]]) -> None:
    one = values_of({name: pair[0] for name, pair in pairs.items()})
    other = values_of({name: pair[1] for name, pair in pairs.items()})

    there, back = compare(one, other), compare(other, one)

    assert there.difference == pytest.approx(-back.difference)
    assert there.p == back.p
    assert (there.better, there.worse) == (back.worse, back.better)


def test_only_the_same_questions_can_be_compared() -> None:
    with pytest.raises(ValueError, match="same questions"):
        compare(values_of({"1": 0.5}), values_of({"2": 0.5}))
    with pytest.raises(ValueError, match="same questions"):
        compare(values_of({}), values_of({}))


def test_the_table_has_a_row_for_each_question_and_run() -> None:
    rows = list(table({"x": values_of({"1": 0.5, "2": 1.0}), "y": values_of({"1": 0.0})}))

    assert [(row["question"], row["run"], row["RR@10"]) for row in rows] == [
        ("1", "x", 0.5),
        ("1", "y", 0.0),
        ("2", "x", 1.0),
    ]
