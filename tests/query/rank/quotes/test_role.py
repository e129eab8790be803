"""What is told of speakers is asked once for each, and is what the catalog tells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.store.catalog.quotes import Quotations
from indexer.store.index import Index
from query.rank.quotes.role import Roles
from tests.support.quoted import build_quoted

TEXT = """“We wait for the ferry,” said Ann Calder, the mayor of Tarn.

“It sank,” said Ben Tarn.

“Nobody saw it,” said Ann Calder.

“Somebody must have,” said a witness.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("roles")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    opened = Index.open(build_quoted(folder, folder / "index"), quotes=True)
    yield opened
    opened.close()


@pytest.mark.parametrize("asked", [[[0, 1, 2, 3]], [[0], [2, 1], [3, 0]], [[3], [3]]])
def test_a_speaker_is_told_of_alike_in_each_quote(index: Index, asked: list[list[int]]):
    roles, quotations = Roles(index.catalog), Quotations(index.catalog)

    for quotes in asked:
        told = quotations.told_of_speakers(quotes)
        assert roles._of(quotes) == [told[quote] for quote in quotes]


def test_a_speaker_who_is_known_is_not_asked_for_again(
    index: Index, monkeypatch: pytest.MonkeyPatch
):
    roles = Roles(index.catalog)
    quotes = [q for q, name in Quotations(index.catalog).names_of_speakers(range(4)).items()]
    first = roles._of(quotes[:1])

    monkeypatch.setattr(
        Quotations, "told_of_speakers", lambda self, numbers: dict.fromkeys(numbers)
    )

    assert roles._of(quotes[2:3]) == first
