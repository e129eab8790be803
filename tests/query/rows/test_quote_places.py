"""Where quotes stand among the passages, and how long they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.store.index import Index
from query.rows.quote_places import QuotePlaces
from tests.support.quoted import build_quoted

TEXT = """“We wait for the ferry,” said Ann Calder.

The ferry was late.

“It sank. Nobody saw it.

“We heard of it,” said Ben Tarn.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("places")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    opened = Index.open(build_quoted(folder, folder / "index"), quotes=True)
    yield opened
    opened.close()


def texts(catalog: Catalog, passages: np.ndarray) -> list[str]:
    document = catalog.document(int(catalog.ranges()[0].document))
    return [span.of(document.text)[:8] for _, _, span in catalog.passages(passages.tolist())]


def test_a_quote_is_found_with_its_passages_and_the_one_before(index: Index):
    quotes = np.arange(2)
    places = QuotePlaces(index.catalog, 2)

    for _ in range(2):  # the second time from memory
        held, own, before = places.around(quotes)
        several, passages = places.passages(quotes)

        assert held.tolist() == [0, 1]
        assert texts(index.catalog, own) == ["“We wait", "“It sank"]
        # Nothing stands before the first passage.
        assert texts(index.catalog, before) == ["“We wait", "The ferr"]
        assert several.tolist() == [0, 1, 1]
        assert texts(index.catalog, passages) == ["“We wait", "“It sank", "“We hear"]


def test_lengths_are_those_of_the_quoted_words(index: Index):
    quoted = [q.span for q in index.catalog.quotes_of(index.catalog.ranges()[0].document)]
    places = QuotePlaces(index.catalog, 2)

    found = places.lengths(np.array([1, 0, 1]))

    lengths = [span.end - span.start for span in quoted]
    assert found.tolist() == [lengths[1], lengths[0], lengths[1]]


def test_no_quotes_have_no_places(index: Index):
    places = QuotePlaces(index.catalog, 2)
    nothing = np.empty(0, dtype=np.int64)

    assert [len(one) for one in (*places.around(nothing), *places.passages(nothing))] == [0] * 5
    assert len(places.lengths(nothing)) == 0


def test_a_thread_that_asks_while_another_reads_gets_the_lengths(
    index: Index, monkeypatch: pytest.MonkeyPatch
):
    quotes = np.arange(2)
    expected = QuotePlaces(index.catalog, 2).lengths(quotes).tolist()
    places, meanwhile = QuotePlaces(index.catalog, 2), list[list[int]]()
    read = Quotations.lengths

    def interrupted(self: Quotations, numbers: Sequence[int]) -> dict[int, int]:
        if not meanwhile:
            meanwhile.append([])
            meanwhile[0] = places.lengths(quotes).tolist()
        return read(self, numbers)

    monkeypatch.setattr(Quotations, "lengths", interrupted)

    assert places.lengths(quotes).tolist() == expected
    assert meanwhile == [expected]
