"""A quote of several who speak together is found under each of their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from indexer.maintain.check import check_index
from indexer.quotes import extract_quotes
from indexer.records import listed
from indexer.store.index import Index
from query.parse.tree import SpokenBy
from query.quote_engine import QuoteEngine
from query.render.quote_fields import quote_hit_fields
from query.settings import Settings
from query.speakers.directory import Directory
from query.verify.verdict import Verdict
from query.verify.verifier import Verifier
from tests.support.hashing import HashingEncoder

TEXT = """The ferry

The council met on Monday. “The ferry must run in winter,” Mayor Ada Tarn and Omar Haddad, a
baker, said in a joint statement.

“Nobody asked the fishermen,” said Ines Duarte.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed."""
    root = tmp_path_factory.mktemp("joint")
    (root / "ferry.txt").write_text(TEXT, encoding="utf-8")
    build_index([root / "ferry.txt"], root / "index_data", encoder=HashingEncoder())
    return root


@pytest.fixture
def quotes(folder: Path) -> Iterator[QuoteEngine]:
    with QuoteEngine.open(folder / "index_data", HashingEncoder()) as engine:
        yield engine


@pytest.mark.parametrize("name", ["Ada Tarn", "Tarn", "Omar Haddad", "Haddad"])
def test_the_quote_is_found_under_each_name(quotes: QuoteEngine, name: str):
    found = quotes.by_date(Settings(filters=SpokenBy(name)))

    assert [hit.quote.speakers for hit in found.hits] == [("Ada Tarn", "Omar Haddad")]
    assert found.hits[0].speaker == "Ada Tarn and Omar Haddad"


def test_each_has_an_entry_with_the_own_role(folder: Path):
    with closing(Index.open(folder / "index_data")) as index:
        people = Directory(index.catalog).everyone()
        count = index.catalog.count_speakers()

    assert {(one.name, one.quotes, tuple(role.role for role in one.roles)) for one in people} == {
        ("Ada Tarn", 1, ("Mayor",)),
        ("Omar Haddad", 1, ("a baker",)),
        ("Ines Duarte", 1, ()),
    }
    assert count == 3


def test_the_fields_tell_all_of_them(quotes: QuoteEngine):
    (hit,) = quotes.by_date(Settings(filters=SpokenBy("Haddad"))).hits
    fields = quote_hit_fields(hit)

    (joint,) = fields["joint_speakers"]
    assert (fields["speaker"], joint["speaker"], joint["role"]) == (
        "Ada Tarn", "Omar Haddad", "a baker"
    )  # fmt: skip
    assert joint["mention"]["text"] == "Omar Haddad"
    assert json.loads(json.dumps(fields)) == fields


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("Ada Tarn", Verdict.EXACT),
        ("Omar Haddad", Verdict.EXACT),
        ("Ines Duarte", Verdict.SOMEONE_ELSE),
    ],
)
def test_the_quote_is_verified_as_that_of_each(folder: Path, name: str, verdict: Verdict):
    with Verifier.open(folder / "index_data", HashingEncoder()) as verifier:
        found = verifier.verify("The ferry must run in winter", name)

    assert found.verdict is verdict
    assert found.evidence[0].speaker == "Ada Tarn and Omar Haddad"


def test_what_is_stored_is_what_was_found(folder: Path):
    with closing(Index.open(folder / "index_data")) as index:
        (number,) = index.documents.tolist()
        stored = index.catalog.quotes_of(number)

    assert [asdict(one) for one in stored] == [asdict(one) for one in extract_quotes(TEXT)]
    assert stored[0].joint_speakers[0].mention.of(TEXT) == "Omar Haddad"
    assert check_index(folder / "index_data") == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_names_as_in_a_sentence(names: tuple[str, ...], expected: str):
    assert listed(names) == expected
