from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.stories import pairs
from indexer.stories.find import find_stories
from indexer.stories.groups import Groups
from indexer.stories.likeness import (
    is_same_passage,
    is_same_story,
    may_be_same_story,
)
from indexer.stories.pairs import likely_pairs
from indexer.stories.shingles import numbers_of, shared, shingles
from indexer.stories.signature import (
    PLACES,
    Signature,
    agreements,
    decoded,
    encoded,
    likeness_estimates,
    signature,
    stacked,
)
from tests.support.copies import other_words, story


def stories_of(texts: list[str]) -> list[list[int]]:
    runs = [shingles(text) for text in texts]
    signatures = stacked(signature(one) for one in runs)
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


def long_paragraph(number: int) -> str:
    """More words than three of the other paragraphs have."""
    return " ".join(other_words(number + place, 30) for place in range(1_000, 1_004))


def test_one_long_paragraph_in_both_does_not_make_a_story():
    """A statement that both quote whole is most of what these articles say."""
    texts = ["\n\n".join([*story(number, 4), long_paragraph(1)]) for number in range(40)]

    assert share(texts[0], texts[1]) > 0.4
    assert stories_of(texts) == []


def test_two_articles_of_one_paragraph_that_say_nearly_the_same_are_a_story():
    words = long_paragraph(1).split()
    other = [*words[:50], *long_paragraph(9).split()[:30], *words[80:]]

    assert stories_of([" ".join(words), " ".join(other)]) == [[0, 1]]


def test_a_text_that_has_lost_its_paragraphs_is_of_the_same_story_as_its_edited_version():
    own = story(1, 12)
    edited = [*story(2, 5), *own[5:]]

    assert stories_of([" ".join(own), "\n\n".join(edited)]) == [[0, 1]]
    assert stories_of([" ".join(own), " ".join(edited)]) == [[0, 1]]


def test_a_statement_with_another_headline_is_one_story():
    assert stories_of([f"Of {name}\n\n{long_paragraph(1)}" for name in ("Tarn", "Elm")]) == [[0, 1]]


def share(one: str, other: str) -> float:
    runs, others = shingles(one), shingles(other)
    return shared(runs, others) / max(len(runs), len(others))


@settings(max_examples=30)
@given(st.integers(0, 1_000), st.integers(1, 12), st.integers(0, 12), st.booleans())
def test_pairs_that_tell_one_story_are_never_passed_over_by_their_estimates(
    number: int, kept: int, fresh: int, flat: bool
):
    own = story(number, 12)
    other = [*own[:kept], *(other_words(number + place) for place in range(fresh))]
    texts = ["\n\n".join(own), (" " if flat else "\n\n").join(other)]
    one, two = (shingles(text) for text in texts)

    first, second = (stacked([signature(runs)]) for runs in (one, two))
    agreed = agreements(first.places, second.places)
    found = agreed.any() and may_be_same_story(first, second, agreed)[0]

    assert found or not is_same_story(one, two)


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
    signatures = stacked(signature(one) for one in runs)
    found: list[list[int]] = []
    start = 0
    while start < len(texts):
        end = min(start + chance.randint(1, 12), len(texts))
        is_new = np.arange(end) >= start
        together = [(group[0], other) for group in found for other in group[1:]]
        found = find_stories(signatures.of(np.arange(end)), is_new, together, runs.__getitem__)
        start = end

    names = {frozenset(order[place] for place in group) for group in found}
    assert names == {frozenset(group) for group in stories_of(texts)}


def repeated(found: Signature, count: int) -> Signature:
    return stacked([found] * count)


def test_ten_thousand_copies_are_one_story():
    text = "\n\n".join(story(1))
    copies = repeated(signature(shingles(text)), 10_000)

    found = find_stories(copies, np.ones(10_000, dtype=bool), (), lambda _: shingles(text))

    assert [len(group) for group in found] == [10_000]


def test_pairs_of_known_articles_are_not_compared_again():
    text = shingles("\n\n".join(story(1)))
    signatures = repeated(signature(text), 5)
    is_new = np.array([False, False, False, False, True])

    found = np.concatenate(list(likely_pairs(signatures, is_new, Groups(5))))

    assert sorted(map(tuple, found.tolist())) == [(0, 4), (1, 4), (2, 4), (3, 4)]


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

    assert shared(runs, others) == shared(others, runs)
    assert shared(runs, others) == len(set(numbers_of(runs)) & set(numbers_of(others)))
    assert is_same_story(runs, others) == is_same_story(others, runs)
    assert is_same_passage(one, other) == is_same_passage(other, one)


def test_an_estimate_is_near_the_likeness():
    chance = np.random.default_rng(1)
    errors = []
    for _ in range(100):
        runs = chance.integers(0, 2**63, 3_000, dtype=np.uint64)
        one, other = np.sort(runs[:2_000]), np.sort(runs[1_000:])
        [estimate] = likeness_estimates(stacked([signature(one)]), stacked([signature(other)]))
        errors.append(estimate - 1 / 3)

    # As if each place were drawn by itself: the deviation of a share of 256.
    assert abs(np.mean(errors)) < 0.01
    assert np.std(errors) < 1.3 * np.sqrt(1 / 3 * 2 / 3 / PLACES)


def test_a_signature_is_the_same_on_every_machine_and_in_every_version():
    found = signature(shingles("The harbour of Tarn was closed on Monday, the mayor said."))

    assert found.places[:6].tolist() == [24352, 4752, 64800, 8704, 44928, 4432]
    assert found.places.shape == (PLACES,)
    read = decoded([encoded(found)] * 2)
    assert read.places[1].tolist() == found.places.tolist()
    assert read.size.tolist() == [9, 9]


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


def test_a_boilerplate_costs_no_comparison_of_all_with_all(monkeypatch: pytest.MonkeyPatch):
    """A thousand articles share a third of their runs; two of them are copies besides."""
    alike = pairs._alike
    asked = [0]

    def counted(some: pairs.Pairs, *others: object) -> pairs.Pairs:
        asked[0] += len(some)
        return alike(some, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(pairs, "_alike", counted)
    texts = ["\n\n".join([long_paragraph(1), *story(number)]) for number in range(1_000)]
    texts.append("\n\n".join([long_paragraph(1), "At noon.", *story(7)]))

    assert stories_of(texts) == [[7, 1_000]]
    assert asked[0] < 100 * len(texts)  # all pairs would be 500 an article


def test_few_new_articles_are_compared_with_the_same_ones_as_many(monkeypatch: pytest.MonkeyPatch):
    chance = np.random.default_rng(7)
    count, new = 400, np.array([5, 130, 399])
    places = chance.integers(0, 2**16, (count, PLACES), dtype=np.uint16)
    places[10:90, :8] = places[0, :8]  # a boilerplate
    places[new[0], :8] = places[0, :8]
    places[new[1]] = places[20]
    places[new[2], 100:] = places[21, 100:]
    signatures = Signature(places, np.full(count, 500, dtype=np.uint32))
    is_new = np.isin(np.arange(count), new)

    def found() -> list[list[int]]:
        parts = likely_pairs(signatures, is_new, Groups(count))
        return sorted(pair for part in parts for pair in part.tolist())

    few = found()
    monkeypatch.setattr(pairs, "FEW", count)

    assert few == found()
    assert {tuple(pair) for pair in few} == {(20, 130), (21, 399)}
