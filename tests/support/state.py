"""What an index holds and answers, in a form that two indexes can be compared by."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.stories.reading import Stories
from indexer.store.index import Index
from indexer.store.quote_text import NO_PASSAGE, found_by
from query.engine import Engine
from query.settings import Settings
from query.speakers.directory import Directory
from tests.support.hashing import HashingEncoder

QUESTIONS = ("who rebuilt the bridge?", "the museum and the harbour", "Marlow verdict 17", "late")


def stories(index: Path) -> set[frozenset[str]]:
    """The stories with several articles, by the paths of these."""
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        groups: dict[int, set[str]] = {}
        for document, story in Stories(catalog).story_of().items():
            groups.setdefault(story, set()).add(catalog.document(document).path)
        return {frozenset(paths) for paths in groups.values()}


def contents(index: Path) -> dict[str, object]:
    """Every document with its passages, by path; numbers, which depend on history, left out."""
    with Engine.open(index, HashingEncoder()) as engine:
        catalog = engine.index.catalog
        found: dict[str, object] = {}
        for number in engine.index.documents.tolist():
            document = catalog.document(number)
            passages = tuple((p.paragraph, p.span, p.text) for p in catalog.passages_of(number))
            found[document.path] = (document, passages, tuple(catalog.quotes_of(number)))
        return found


Answers = list[list[tuple[str, float]]]


def answers(index: Path) -> Answers:
    """Passage ids and scores for some questions."""
    with Engine.open(index, HashingEncoder()) as engine:
        found = [engine.ask(question, Settings(limit=20)).hits for question in QUESTIONS]
    # The names begin with a hash of the path, so equal folders give equal names.
    return [[(hit.passage.passage_id, round(hit.score, 9)) for hit in hits] for hits in found]


def assert_alike(found: Answers, expected: Answers) -> None:
    """The same answers, with the scores that rounded vectors give."""
    for one, other in zip(found, expected, strict=True):
        assert dict(one) == pytest.approx(dict(other), abs=0.02)


def assert_sound(index: Path) -> None:
    """Every live passage is in the keyword index and the vectors, and is the text it says.

    So are the quotes.
    """
    with Engine.open(index, HashingEncoder()) as engine:
        opened = engine.index
        held = np.zeros(opened.state.rows, dtype=bool)
        size = min(len(held), opened.keyword.rows)
        held[:size] = opened.keyword.held(size)
        assert not np.any(opened.live & ~held)
        assert len(opened.vectors) == opened.state.rows
        encoder = HashingEncoder()
        for number in np.flatnonzero(opened.live).tolist():
            [(document, _, span)] = opened.catalog.passages([number])
            text = span.of(opened.catalog.document(document).text)
            assert text.strip() == text != ""
            row = opened.vectors.read(np.array([number]))[0]
            assert float(row @ encoder.encode_query(text)) > 0.999
    assert_quotes_sound(index)


def assert_quotes_sound(index: Path) -> None:
    """Every live quote is in its own keyword index and vectors, and its speaker can be found."""
    opened = Index.open(index, quotes=True)
    try:
        part, encoder = opened.quotes, HashingEncoder()
        assert part is not None
        assert len(part.document_of) == len(part.vectors) == opened.state.quote_rows
        held = np.zeros(len(part.document_of), dtype=bool)
        size = min(len(held), part.keyword.rows)
        held[:size] = part.keyword.held(size)
        assert not np.any(part.live & ~held)
        numbers = np.flatnonzero(part.live).tolist()
        quotations, directory = Quotations(opened.catalog), Directory(opened.catalog)
        for number, (owner, place) in zip(numbers, quotations.documents_of(numbers), strict=True):
            document, quote = opened.catalog.document(owner), opened.catalog.quotes_of(owner)[place]
            passages = opened.catalog.passages_of(owner)
            text, place = found_by(document, quote, passages)
            known = [text] if place == NO_PASSAGE else [text, passages[place].text]
            row = part.vectors.read(np.array([number]))[0]
            assert max(float(row @ encoder.encode_query(one)) for one in known) > 0.999
            assert quote.speaker is None or directory.person(owner, quote.speaker)
    finally:
        opened.close()
