"""Which ranked passages are shown: pages, orders, bounds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.hits.paging import SORTED, select
from query.settings import Order, Settings

OWNERS = np.array([0, 0, 1, 1, 1, 2, 3, -1])
DATES = ["2018", "2016-05", None, "2018-01-02"]
RANKED = np.array([4, 0, 5, 2, 6, 1])


def chosen(**changes: object) -> list[int]:
    return select(RANKED, None, OWNERS, DATES, replace(Settings(limit=10), **changes))


def test_the_best_come_first_by_default():
    assert chosen() == RANKED.tolist()


def test_pages_follow_one_another_without_gap_or_repetition():
    pages = [chosen(limit=2, offset=offset) for offset in (0, 2, 4, 6)]

    assert [number for page in pages for number in page] == RANKED.tolist()
    assert pages[-1] == []


def test_by_date_the_undated_come_last_and_ties_keep_their_order():
    assert chosen(order=Order.OLDEST) == [4, 2, 0, 1, 6, 5]
    assert chosen(order=Order.NEWEST) == [6, 0, 1, 4, 2, 5]


def test_an_article_has_its_best_passages_only():
    assert chosen(per_article=1) == [4, 0, 5, 6]


def test_a_bound_makes_room_for_others():
    assert chosen(per_article=1, limit=3) == [4, 0, 5]
    assert chosen(per_article=1, order=Order.NEWEST, limit=2) == [6, 0]


def test_what_satisfies_a_condition_is_shown_even_if_nothing_ranked_it():
    satisfying = np.arange(7)

    assert select(RANKED, satisfying, OWNERS, DATES, Settings(limit=10)) == [4, 0, 5, 2, 6, 1, 3]


def test_only_the_best_are_put_in_order_of_date():
    """Or a question would be answered by the newest article, whatever it is about."""
    ranked = np.arange(SORTED + 50)
    dates = [f"20{n:04}" for n in range(SORTED + 50)]

    newest = select(ranked, None, ranked, dates, Settings(limit=5, order=Order.NEWEST))

    assert newest == [99, 98, 97, 96, 95]


@given(
    st.permutations(range(7)), st.integers(1, 8), st.integers(0, 8), st.sampled_from(list(Order)),
    st.none() | st.integers(1, 3),
)  # fmt: skip
def test_a_page_is_a_stretch_of_the_whole(ranked, limit, offset, order, bound):
    ranked = np.array(ranked)
    whole = select(ranked, None, OWNERS, DATES, Settings(100, order=order, per_article=bound))
    page = select(
        ranked, None, OWNERS, DATES,
        Settings(limit, order=order, per_article=bound, offset=offset),
    )  # fmt: skip

    assert page == whole[offset : offset + limit]


@pytest.mark.parametrize(
    "wrong", [{"limit": 0}, {"offset": -1}, {"per_article": 0}, {"context": -1}]
)
def test_settings_that_mean_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Settings(**wrong)
