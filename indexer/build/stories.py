"""Which documents tell the same story: found at the end of a run, from what is stored.

New documents are compared with all, from signatures that the index keeps; others only if their
story has lost a document. A run that is killed before leaves new documents outside every story, and
the next run compares them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import numpy as np

from indexer.errors import IndexCorruptError
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.stories.reading import Stories
from indexer.store.writer import IndexWriter
from indexer.stories.find import find_stories
from indexer.stories.shingles import Shingles, shingles
from indexer.stories.signature import decoded, encoded, signature

SIGNED_AT_ONCE = 1_000
"""Documents that get a signature in one commit."""


def compare_stories(writer: IndexWriter) -> None:
    """Bring the stories of an index up to date with its documents.

    Raises:
        IndexCorruptError: If a document or signature is not what was written.
    """
    table = writer.catalog.stories
    unsigned = table.without_signature()
    for start in range(0, len(unsigned), SIGNED_AT_ONCE):
        _sign(writer, unsigned[start : start + SIGNED_AT_ONCE])
    state, unfinished = writer.catalog.state(), table.unfinished()
    end = writer.catalog.end()
    if end <= state.compared and not unfinished:
        return
    with closing(Catalog.open(writer.layout.catalog)) as catalog:
        stories = _stories(catalog, state.compared, unfinished)
    with writer.catalog.transaction():
        table.put_stories(stories)
        writer.catalog.put_state(replace(writer.catalog.state(), compared=max(end, state.compared)))


def _sign(writer: IndexWriter, documents: Sequence[int]) -> None:
    """Store the signatures of some documents."""
    with closing(Catalog.open(writer.layout.catalog)) as catalog:
        read = Stories(catalog)
        runs = [(number, shingles(read.text(number))) for number in documents]
    signed = [(number, encoded(signature(own)) if len(own) else b"") for number, own in runs]
    with writer.catalog.transaction():
        writer.catalog.stories.put_signatures(signed)


def _stories(catalog: Catalog, compared: int, unfinished: Sequence[int]) -> list[list[int]]:
    """The stories with several documents, by the documents' numbers.

    Args:
        catalog: Holds a signature for every document.
        compared: Documents below this number have been compared, but for the next ones.
        unfinished: Documents to compare again.
    """
    read = Stories(catalog)
    places: dict[int, int] = {}
    try:
        signatures = decoded(_numbered(read, places))
    except ValueError as error:
        raise IndexCorruptError("catalog.db", f"has a damaged signature ({error})") from error
    numbers = np.array(list(places), dtype=np.int64)
    is_new = (numbers >= compared) | np.isin(numbers, list(unfinished))
    story_of = {number: story for number, story in read.story_of().items() if number in places}
    first: dict[int, int] = {}
    together = [
        (first.setdefault(story, places[number]), places[number])
        for number, story in story_of.items()
    ]

    def runs(place: int) -> Shingles:
        return shingles(read.text(int(numbers[place])))

    found = find_stories(signatures, is_new, together, runs)
    return [numbers[story].tolist() for story in found]


def _numbered(read: Stories, places: dict[int, int]) -> Iterator[bytes]:
    """Every signature; `places` gets the place of each document among them."""
    for number, stored in read.signatures():
        places[number] = len(places)
        yield stored
