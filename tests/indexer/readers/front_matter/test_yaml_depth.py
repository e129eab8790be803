"""How deeply front matter is nested, without a library."""

from __future__ import annotations

import pytest

from indexer.readers.front_matter.error import FrontMatterError
from indexer.readers.front_matter.split import split_front_matter
from indexer.readers.front_matter.yaml_depth import MAX_DEPTH, too_deep

DEEP = {
    "brackets": "a: " + "[" * 9000 + "]" * 9000,
    "braces": "a: " + "{" * 9000,
    "mixed": "a: " + "[{b: " * 900,
    "with words": "a: " + "[b, " * 900,
    "list marks": "a:\n" + " -" * 900 + " b",
    "marks of keys": "? " * 900 + "b",
    "over lines": "a: " + "[\n " * 900,
    "behind a quote": 'a: ["b [", ' + "[" * 30,
}
FLAT = {
    "in a word": "title: it" + "[" * 30,
    "in quotes": 'title: "' + "[" * 30 + '"',
    "in single quotes": "title: 'it''s " + "[" * 30 + "'",
    "in a comment": "title: a # " + "[" * 30,
    "closed": "title: [" + "[a], " * 900 + "]",
    "a dash in words": "title: a" + " -" * 5,
    "opened once a line": "\n".join(f"k{number}: a [b" for number in range(90)),
    "apostrophes": "title: it's [\nother: the mayor's [[[",
}


@pytest.mark.parametrize("block", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused_in_our_own_words(block: str):
    assert too_deep(block) is not None
    with pytest.raises(FrontMatterError, match=rf"^line \d+: .*more than {MAX_DEPTH} levels deep"):
        split_front_matter(f"---\na: b\n{block}\n---\nBody")


@pytest.mark.parametrize("block", FLAT.values(), ids=FLAT)
def test_what_is_not_nested_is_not_refused(block: str):
    assert too_deep(block) is None


@pytest.mark.parametrize("levels", range(1, MAX_DEPTH + 4))
def test_the_limit_holds_to_the_level(levels: int):
    assert (too_deep("a: " + "[" * levels) is None) == (levels <= MAX_DEPTH)


def test_the_line_of_the_file_is_named():
    with pytest.raises(FrontMatterError, match=r"^line 4: "):
        split_front_matter("---\na: b\nc: d\ne: " + "[" * 30 + "\n---\nBody")


@pytest.mark.parametrize("block", ['"', "'", '"\\', "[", "- ", "#", "a:\n"])
def test_time_is_linear_in_the_length(block: str):
    """Quadratic time would take hours here."""
    too_deep(block * 500_000)
