from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.stories.find import find_stories
from indexer.stories.groups import Groups
from indexer.stories.likeness import is_same_passage, is_same_story
from indexer.stories.pairs import likely_pairs
from indexer.stories.shingles import shared, shingles
from indexer.stories.signature import PLACES, decoded, encoded, likeness_estimates, signature
from tests.support.copies import other_words, story


def stories_of(texts: list[str]) -> list[list[int]]:
    runs = [shingles(text) for text in texts]
    signatures = np.stack([signature(one) for one in runs])
    return find_stories(signatures, np.ones(len(texts), dtype=bool), (), runs.__getitem__)


def versions(number: int) -> dict[str, str]:
    """Edited versions of one story."""
    own = story(number)
    new = [other_words(100 * number + place) for place in range(8)]
    return {
        "headline": "\n\n".join(["Another headline altogether", *own]),
        "cut tail": "\n\n".join(own[:3]),
        "new lead": "\n\n".join([*new[:2], *own[2:]]),
        "update": "\n\n".join([*own[:4], *new[:5], *own[6:]]),
        "reordered": "\n\n".join(reversed(own)),
        "one line": " ".join(own).upper(),
    }


@pytest.mark.parametrize("name", list(versions(1)))
def test_a_version_is_of_the_same_story(name: str):
    assert stories_of(["\n\n".join(story(1)), versions(1)[name]]) == [[0, 1]]


def test_a_quoted_paragraph_does_not_make_a_story():
    quoting = [*story(2), story(1)[4]]

    assert stories_of(["\n\n".join(story(1)), "\n\n".join(quoting)]) == []


def test_a_brief_in_a_long_round_up_does_not_join_the_stories_of_the_others():
    briefs = ["\n\n".join(story(number)) for number in range(6)]

    assert stories_of([*briefs, "\n\n".join(briefs)]) == []


@pytest.mark.parametrize(("one", "other"), [("Fire in Ardmouth", "Fire in Tarn"), ("Yes", "No")])
def test_short_texts_are_the_same_only_word_for_word(one: str, other: str):
    assert stories_of([one, other]) == []
    assert stories_of([one, f"{one}!"]) == [[0, 1]]


def test_articles_without_any_other_have_no_story():
    assert stories_of(["\n\n".join(story(number)) for number in range(20)]) == []


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_adding_does_not_matter(chance: random.Random):
    """Nor in how many runs the articles come, each with the stories of the one before."""
    texts = [text for number in range(4) for text in versions(number).values()]
    texts += ["\n\n".join(story(number)) for number in range(8)]
    order = chance.sample(range(len(texts)), len(texts))
    runs = [shingles(texts[place]) for place in order]
    signatures = np.stack([signature(one) for one in runs])
    found: list[list[int]] = []
    start = 0
    while start < len(texts):
        end = min(start + chance.randint(1, 12), len(texts))
        is_new = np.arange(end) >= start
        together = [(group[0], other) for group in found for other in group[1:]]
        found = find_stories(signatures[:end], is_new, together, runs.__getitem__)
        start = end

    names = {frozenset(order[place] for place in group) for group in found}
    assert names == {frozenset(group) for group in stories_of(texts)}


def test_ten_thousand_copies_are_one_story():
    text = "\n\n".join(story(1))
    copies = np.repeat(signature(shingles(text))[None], 10_000, axis=0)

    found = find_stories(copies, np.ones(10_000, dtype=bool), (), lambda _: shingles(text))

    assert [len(group) for group in found] == [10_000]


def test_pairs_of_known_articles_are_not_compared_again():
    text = shingles("\n\n".join(story(1)))
    signatures = np.repeat(signature(text)[None], 5, axis=0)
    is_new = np.array([False, False, False, False, True])

    pairs = np.concatenate(list(likely_pairs(signatures, is_new, Groups(5), 0.1)))

    assert set(map(tuple, pairs.tolist())) == {(0, 4), (1, 4), (2, 4), (3, 4)}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_groups_are_those_of_the_joined_pairs(joins: list[tuple[int, int]]):
    groups = Groups(10)
    naive = [{number} for number in range(10)]
    for one, other in joins:
        groups.join(one, other)
        both = naive[one] | naive[other]
        for number in both:
            naive[number] = both

    for number in range(10):
        together = {other for other in range(10) if groups.are_together(number, other)}
        assert together == naive[number]
    assert {frozenset(group) for group in groups.shared()} == {
        frozenset(group) for group in naive if len(group) > 1
    }


@given(st.text(), st.text())
def test_likeness_does_not_depend_on_who_comes_first(one: str, other: str):
    runs, others = shingles(one), shingles(other)

    assert shared(runs, others) == shared(others, runs) == len(set(runs) & set(others))
    assert is_same_story(runs, others) == is_same_story(others, runs)
    assert is_same_passage(one, other) == is_same_passage(other, one)


def test_an_estimate_is_near_the_likeness():
    runs = np.random.default_rng(1).integers(0, 2**63, 3_000, dtype=np.uint64)
    one, other = np.unique(runs[:2_000]), np.unique(runs[1_000:])

    [estimate] = likeness_estimates(signature(one)[None], signature(other)[None])

    assert abs(estimate - 1 / 3) < 0.1


def test_a_signature_is_the_same_on_every_machine_and_in_every_version():
    found = signature(shingles("The harbour of Tarn was closed on Monday, the mayor said."))

    assert found[:6].tolist() == [16468, 2320, 5481, 4524, 3666, 12515]
    assert decoded([encoded(found)])[0].tolist() == found.tolist()
    assert found.shape == (PLACES,)


def test_no_words_have_no_signature():
    with pytest.raises(ValueError, match="without words"):
        signature(shingles(" … "))


@pytest.mark.parametrize("text", ["", "abc", "~" * 640, "é"])
def test_a_damaged_signature_is_refused(text: str):
    with pytest.raises(ValueError):  # noqa: PT011 -- whatever the library says
        decoded([text])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "The mayor of Tarn closed the old harbour.",
            "The mayor of Tarn closed the harbour.",
            True,
        ),
        ("The flood killed 12 people in Tarn.", "The flood killed 15 people in Tarn.", False),
        ("The flood killed two people in Tarn.", "The flood killed three people in Tarn.", False),
        ("He did warn of the flood in Tarn.", "He didn’t warn of the flood in Tarn.", False),
        ("The mayor said so.", "The mayor said so, the paper wrote, in his office.", True),
        ("The mayor said so.", "A teacher of the school in Tarn said nothing of it.", False),
        ("Yes.", "Yes!", True),
        ("…", "…", False),
    ],
)
def test_passages_say_the_same_unless_figures_or_negations_differ(one: str, other: str, same: bool):
    assert is_same_passage(one, other) is same
