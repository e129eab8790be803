"""Conditions against reading every passage, and against Whoosh's own matchers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as whoosh

from indexer.build.pipeline import build_index
from indexer.store.index import Index
from query.match.matcher import Matcher
from query.match.vocabulary import compiled
from query.parse.tree import And, Condition, Fuzzy, Near, Not, Or, Phrase, Wildcard
from query.rows.passages import PassageRows
from tests.support.hashing import HashingEncoder

WORDS = ("alpha", "beta", "gamma", "delta", "gammon", "alphas")
TEXTS = [
    "alpha beta gamma", "beta alpha", "gamma gamma alpha beta", "delta", "alpha delta delta alpha",
    "beta gammon", "alpha gamma beta gamma delta", "delta beta beta beta", "gammon alpha gammon",
    "alpha alpha", "gamma", "beta delta gamma alpha beta delta",
]  # fmt: skip

terms = st.sampled_from(["alpha", "beta", "gamma", "delta", "gammon", "absent"])
leaves = st.one_of(
    st.lists(terms, min_size=1, max_size=3).map(lambda t: Phrase("text", tuple(t))),
    st.builds(
        lambda t, n: Near("text", tuple(t), n),
        st.lists(terms, min_size=2, max_size=3),
        st.integers(1, 4),
    ),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """One passage a document, in two segments, one of them with a deleted passage."""
    folder: Path = tmp_path_factory.mktemp("conditions")
    articles = folder / "articles"
    articles.mkdir()
    for number, text in enumerate(TEXTS[:8]):
        (articles / f"{number:02}.txt").write_text(text + "\n")
    (articles / "gone.txt").write_text("alpha beta gamma delta\n")
    build_index([articles], folder / "index", encoder=HashingEncoder())
    (articles / "gone.txt").unlink()
    for number, text in enumerate(TEXTS[8:], 8):
        (articles / f"{number:02}.txt").write_text(text + "\n")
    build_index([articles], folder / "index", encoder=HashingEncoder())
    opened = Index.open(folder / "index")
    yield opened
    opened.close()


def holds(words: list[str], condition: Condition) -> bool:
    """Whether a passage of these words satisfies a condition, by its definition."""
    match condition:
        case Phrase(_, wanted):
            length = len(wanted)
            return any(
                tuple(words[n : n + length]) == wanted for n in range(len(words) - length + 1)
            )
        case Near(_, wanted, distance):
            reach = max(distance, len(wanted) - 1)
            spots = permutations(range(len(words)), len(wanted))
            return any(
                max(chosen) - min(chosen) <= reach
                and all(words[spot] == term for spot, term in zip(chosen, wanted, strict=True))
                for chosen in spots
            )
        case And(parts):
            return all(holds(words, part) for part in parts)
        case Or(parts):
            return any(holds(words, part) for part in parts)
        case Not(part):
            return not holds(words, part)
    raise AssertionError(condition)


def found(index: Index, condition: Condition) -> list[str]:
    """The texts of the passages that satisfy a condition, sorted."""
    mask = Matcher(PassageRows(index)).satisfying(condition).mask
    spans = index.catalog.passages(mask.nonzero()[0].tolist())
    return sorted(span.of(index.catalog.document(owner).text) for owner, _, span in spans)


@given(trees)
@settings(deadline=None)
def test_conditions_admit_what_their_definition_says(index, condition):
    assert found(index, condition) == sorted(t for t in TEXTS if holds(t.split(), condition))


def as_whoosh(condition: Condition) -> whoosh.Query:
    match condition:
        case Phrase(field, (term,)):
            return whoosh.Term(field, term)
        case Phrase(field, wanted):
            return whoosh.Phrase(field, list(wanted))
        case And(parts):
            return whoosh.And([as_whoosh(part) for part in parts])
        case Or(parts):
            return whoosh.Or([as_whoosh(part) for part in parts])
        case Not(part):
            return whoosh.And([whoosh.Every(), whoosh.Not(as_whoosh(part))])
    raise AssertionError(condition)


whoosh_trees = st.recursive(
    st.lists(terms, min_size=1, max_size=3).map(lambda t: Phrase("text", tuple(t))),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=5,
)


@given(whoosh_trees)
@settings(deadline=None)
def test_conditions_admit_what_whooshs_matchers_find(index, condition):
    mask = Matcher(PassageRows(index)).satisfying(condition).mask

    mine = mask.nonzero()[0].tolist()
    theirs = index.keyword.matching(as_whoosh(condition))
    assert mine == [number for number in theirs.tolist() if index.live[number]]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("gam*", {"gamma", "gammon"}), ("gamm?", {"gamma"}), ("gamm??", {"gammon"}),
     ("al*a", {"alpha"}), ("alphas*", set()), ("ga*o*", {"gammon"}), ("beta*", {"beta"})],
)  # fmt: skip
def test_patterns_are_of_whole_words(index, pattern, words):
    expected = sorted(text for text in TEXTS if words & set(text.split()))

    assert found(index, Wildcard("text", pattern)) == expected


def test_fuzzy_words_count_edits(index):
    assert found(index, Fuzzy("text", "gama", 1)) == sorted(t for t in TEXTS if "gamma" in t)
    assert found(index, Fuzzy("text", "btea", 1)) == sorted(t for t in TEXTS if "beta" in t)
    assert found(index, Fuzzy("text", "xxxx", 2)) == []


def test_patterns_look_at_words_as_written(tmp_path):
    """Terms have lost the endings that these patterns ask for."""
    (tmp_path / "a.txt").write_text(
        "All politics is local.\n\nHe was polite.\n\nAn Organisation’s aim.\n"
    )
    build_index([tmp_path / "a.txt"], tmp_path / "index", encoder=HashingEncoder())
    index = Index.open(tmp_path / "index")

    assert found(index, Wildcard("text", "politic*")) == ["All politics is local."]
    assert found(index, Wildcard("text", "organi?ation")) == ["An Organisation’s aim."]
    index.close()


@given(st.text("ab*?", min_size=1, max_size=8), st.text("ab ", max_size=8))
def test_a_compiled_pattern_agrees_with_its_definition(pattern, text):
    def fits(pattern: str, word: str) -> bool:
        if not pattern:
            return not word
        if pattern[0] == "*":
            return fits(pattern[1:], word) or bool(word and fits(pattern, word[1:]))
        return bool(word) and pattern[0] in ("?", word[0]) and fits(pattern[1:], word[1:])

    pattern = "a" + pattern

    assert bool(compiled(pattern).search(text)) == any(fits(pattern, w) for w in text.split())


def test_a_hostile_pattern_takes_linear_time():
    """One star too many, and another way to try them would outlast the reader."""
    assert compiled("aa" + "*a" * 60 + "*b").search("a" * 100_000) is None


def test_wildcards_find_words_of_the_lines_above_an_article(tmp_path: Path):
    """A section line belongs to the title field, as terms and as text."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(
        "Otters return\n\nPolitics\n\nThe otters were seen again near the old stone bridge.\n"
    )
    build_index([tmp_path / "articles"], tmp_path / "index", encoder=HashingEncoder())
    opened = Index.open(tmp_path / "index")
    rows = PassageRows(opened)
    headings = list(rows.written("title", rows.live.nonzero()[0].tolist()))

    mask = Matcher(rows).satisfying(Wildcard("title", "politic*")).mask

    assert all("Politics" in heading for heading in headings)
    assert mask.all()
    opened.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("written")
    texts = {
        "names": "Tom O\u2019Reilly was sending word.",
        "only term": "They send the red word.",
        "cut": "A reorgan-\nised state recov-\nered.",
        "state": "The state of Bill O'Reilly.",
        "particles": "Ana D\u2019Souza left L'Or\u00e9al.",
    }
    for name, text in texts.items():
        (folder / "articles").mkdir(exist_ok=True)
        (folder / "articles" / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    build_index([folder / "articles"], folder / "index", encoder=HashingEncoder())
    opened = Index.open(folder / "index")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pattern", "begin"),
    [
        ("reill*", ["The state", "Tom O"]),  # also where the text has no other word of that start
        ("souza*", ["Ana D"]),
        ("oreal*", ["Ana D"]),
        ("sendi*", ["Tom O"]),
        ("send*", ["They send", "Tom O"]),
        ("recov*", ["A reorgan"]),
        ("reorganis*", ["A reorgan"]),
        ("s?nd*", ["They send", "Tom O"]),
    ],
)
def test_wildcards_find_words_as_written(written, pattern, begin):
    texts = found(written, Wildcard("text", pattern))
    assert [text[: len(one)] for text, one in zip(texts, begin, strict=True)] == begin
