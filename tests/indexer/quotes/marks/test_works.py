"""What beside words between marks tells that they are the title of a work."""

from __future__ import annotations

import re

import pytest

from indexer.quotes.marks.works import count_signs


@pytest.mark.parametrize(
    ("before", "after", "signs"),
    [
        ("she wrote the novel", " and left", 1),
        ("songs such as", " and others", 1),
        ("the author of", "", 1),
        ("an appearance on", "", 1),
        ("the station's", " on Monday", 1),
        ("roe's novel", ", published in May", 2),
        ("", " (2012)", 1),
        ("", ", in 2012", 1),
        ("", ", by Jane Roe", 1),
        ("", " star Jane Roe", 1),
        ("", ", which was recently released", 1),
        ("the episode", ", which aired in 2012,", 2),
        ("he said that it's", " to go", 0),
        ("they walked to", ", by the sea", 0),
        ("she called it", " star of the show", 1),
        ("", ". In 2012 she left", 0),
        ("", "", 0),
    ],
)
def test_signs_of_a_work_are_counted(before, after, signs):
    following = re.findall(r"\w+", after)

    assert count_signs(before.split(), after, following) == signs
