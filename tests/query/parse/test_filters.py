"""Filters: what they admit, and that they come before either searcher takes its best."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.build.pipeline import build_index
from indexer.records import Document
from indexer.store.index import Index
from indexer.store.vectors.scan import CANDIDATES
from query.engine import Engine
from query.match.filter_mask import filter_mask
from query.parse.filters import compile_filter, contains_words
from query.parse.tree import And, DateRange, Filter, NameContains, Not, Or, PathMatches, Undated
from query.rank.ranker import DEPTH
from query.rows.passages import PassageRows
from query.settings import Mode, Settings
from tests.support.hashing import HashingEncoder

MANY = max(DEPTH, CANDIDATES) + 100


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """More good passages of one source than either searcher looks at, and one bad passage of
    another source."""
    folder = tmp_path_factory.mktemp("crowded")
    # Words of their own: vectors that are all alike would be compared by what they do not share.
    good = [f"harbour flood {' '.join(f'w{n}x{k}' for k in range(9))}" for n in range(MANY)]
    others = " ".join(f"other{n}" for n in range(60))
    poor = f"Somebody painted a long wall beside the old harbour, slowly: {others}."
    rows = [
        {"id": "good", "text": "\n\n".join(good), "source": "Loud Post", "date": "2020-01-01"},
        {"id": "poor", "text": poor, "source": "Quiet Times", "date": "2021"},
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    encoder = HashingEncoder(512)  # with few columns some words are alike by chance
    build_index([folder / "rows.jsonl"], folder / "index", encoder=encoder)
    with Engine.open(folder / "index", encoder) as engine:
        yield engine


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    "chosen",
    [
        NameContains("source", "quiet"), Not(NameContains("source", "loud")),
        DateRange("2021-05", "2021-06"), Not(DateRange(None, "2020")),
        And((DateRange("2020"), Not(NameContains("source", "loud")))),
    ],
)  # fmt: skip
def test_filters_come_before_the_best_are_taken(crowded, mode, chosen):
    unfiltered = crowded.ask("harbour flood", Settings(limit=MANY, mode=mode))
    filtered = crowded.ask("harbour flood", Settings(limit=5, mode=mode, filters=chosen))

    # Without a filter neither searcher gets as far as the other source.
    assert {hit.document.source for hit in unfiltered.hits} == {"Loud Post"}
    assert [hit.document.source for hit in filtered.hits] == ["Quiet Times"]
    assert filtered.searched == 1


@pytest.mark.parametrize("mode", list(Mode))
def test_conditions_come_before_the_best_are_taken(crowded, mode):
    answer = crowded.ask('harbour flood "painted a long wall"', Settings(mode=mode))

    assert [hit.document.source for hit in answer.hits] == ["Quiet Times"]


sources = st.sampled_from(["Daily Post", "Post Office News", "Évening Times", None])
dates = st.sampled_from(["2016", "2016-05", "2016-05-17", "2017-01-01", "2015-12-31", None])
ends = st.sampled_from(["2015", "2016", "2016-04", "2016-05", "2016-05-16", "2017", None])
leaves = st.one_of(
    st.builds(DateRange, ends, ends),
    st.just(Undated()),
    st.builds(
        NameContains,
        st.sampled_from(["source", "author"]),
        st.sampled_from(["post", "daily post", "post news", "evening", "TIMES", "office"]),
    ),
    st.builds(PathMatches, st.sampled_from(["*.md", "a/*", "a", "b/*.txt", "?.md", "[ab]", "zz"])),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Or(tuple(parts))),
    ),
    max_leaves=6,
)


def admits(document: Document, chosen: Filter) -> bool:
    """Whether a filter admits a document, by its definition."""
    match chosen:
        case DateRange(since, until):
            date = document.date
            if date is None:
                return False
            return (date + "-99-99")[:10] >= ((since or "") + "-00-00")[: 10 if since else 0] and (
                until is None or (date + "-00-00")[:10] <= (until + "-99-99")[:10]
            )
        case Undated():
            return document.date is None
        case NameContains(column, words):
            return contains_words(getattr(document, column) or "", words)
        case PathMatches(pattern):
            return any(fnmatchcase(document.path, f"*/{pattern}{end}") for end in ("", "/*"))
        case Not(inner):
            return not admits(document, inner)
        case And(inner):
            return all(admits(document, part) for part in inner)
        case Or(inner):
            return any(admits(document, part) for part in inner)
    raise AssertionError(chosen)


@pytest.fixture(scope="module")
def various(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("various")
    chosen_dates = ["2016", "2016-05", "2016-05-17", "2017-01-01", "2015-12-31", None]
    names = ["Daily Post", "Post Office News", "Évening Times", None]
    number = 0
    for place in ("a", "b", "a/b"):
        (folder / "articles" / place).mkdir(parents=True, exist_ok=True)
        for date in chosen_dates:
            facts = {"date": date, "source": names[number % 4], "author": names[number % 3]}
            head = "".join(f"{key}: {value}\n" for key, value in facts.items() if value)
            ending = ".md" if number % 2 else ".txt"
            path = folder / "articles" / place / f"{number}{ending}"
            path.write_text(f"---\n{head}---\nArticle number {number} says a thing.\n")
            number += 1
    build_index([folder / "articles"], folder / "index", encoder=HashingEncoder())
    index = Index.open(folder / "index")
    yield index
    index.close()


@given(trees)
@settings(deadline=None)
def test_a_filter_admits_what_its_definition_says(various, chosen):
    mask = filter_mask(PassageRows(various), chosen)

    found = {owner for owner, _, _ in various.catalog.passages(np.flatnonzero(mask).tolist())}
    documents = {int(number): various.catalog.document(int(number)) for number in various.documents}
    assert found == {number for number, document in documents.items() if admits(document, chosen)}


@given(trees)
def test_a_filter_becomes_a_condition_with_its_values_apart(chosen):
    """What a reader types never becomes part of the SQL."""
    condition, values = compile_filter(chosen, lambda column: ["Daily Post"])

    assert condition.count("?") == len(values)
    assert "post" not in condition.lower().replace("json_each", "")


def test_opposite_filters_divide_the_index(various):
    for chosen in (DateRange("2016"), Undated(), NameContains("source", "post"), PathMatches("a")):
        one, other = (
            filter_mask(PassageRows(various), chosen),
            filter_mask(PassageRows(various), Not(chosen)),
        )

        assert not (one & other).any()
        assert ((one | other) == various.live).all()


def test_paths_are_folders_of_this_name_or_patterns(various):
    def count(pattern: str) -> int:
        return int(filter_mask(PassageRows(various), PathMatches(pattern)).sum())

    folder = Path(various.catalog.document(int(various.documents[0])).path).parent.parent
    assert count("a") == 12
    assert count("a/b") == 6
    assert count(str(folder)) == 18
    assert count("*.md") == 9
