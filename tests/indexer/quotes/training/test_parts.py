"""Articles in parts that are left out in turn."""

from __future__ import annotations

from indexer.quotes.training.parts import at_random, by_paper

ARTICLES = [
    {"publisher": publisher} for publisher in ("post", "traps", "echo", "post", "traps", "traps")
]


def test_a_part_for_each_paper_and_the_passages_spread_over_them() -> None:
    assert by_paper(ARTICLES) == {"echo": {1, 2, 5}, "post": {0, 3, 4}}


def test_passages_alone_are_one_part() -> None:
    assert by_paper([{"publisher": "traps"}] * 3) == {"traps": {0, 1, 2}}


def test_random_parts_hold_every_article_once() -> None:
    parts = at_random(ARTICLES * 10)
    assert len(parts) == 5
    assert sorted(number for part in parts.values() for number in part) == list(range(60))
    assert parts == at_random(ARTICLES * 10)
