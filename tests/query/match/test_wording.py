"""Phrases as written, wildcards in them, other spellings, and words that are easily confused."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.build.pipeline import build_index
from query.engine import Engine
from query.match import matcher
from query.match.wording import WordingTest
from query.settings import Mode, Settings
from tests.support.hashing import HashingEncoder

TEXTS = {
    "secured": "The army secured the border before the winter came.",
    "secures": "The army secures the border whenever the winter comes.",
    "pronoun": "They told us nothing about the convoy on the road.",
    "country": "The US sent a convoy along the road to the north.",
    "dotted": "A U.S. officer led the convoy along the road.",
    "shouted": "THEY TOLD US NOTHING ABOUT THE HARBOUR AND THE SHIPS.",
    "elected": "The mayor was re-elected after the recount on Sunday.",
    "hara": "Nobody had asked O’Hara about the ferry at all.",
    "harris": "Nobody had asked Harris about the ferry at all.",
    "broken": "It was an election-\neering tour of the whole valley.",
    "unbroken": "Nobody called it electioneering in the other valley.",
    "compound": "The well-\nknown singer came to the festival.",
    "mosul": "The bridges of Mosul were rebuilt within a year.",
    "accent": unicodedata.normalize("NFD", "The café of Zürich has closed its doors."),
    "wont": "We won’t give way, said the ferry’s captain.",
    "habit": "She rose early, as was her wont in those years.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("wording")
    (folder / "articles").mkdir()
    for name, text in TEXTS.items():
        (folder / "articles" / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    build_index([folder / "articles"], folder / "index", encoder=HashingEncoder())
    with Engine.open(folder / "index", HashingEncoder()) as opened:
        yield opened


def found(engine: Engine, question: str, *, variants: bool = True) -> set[str]:
    """The articles that satisfy a question, not those that are only the nearest."""
    answer = engine.ask(question, Settings(limit=100, variants=variants))
    if any("word for word" in note for note in answer.notes):
        return set()
    return {Path(hit.document.path).stem for hit in answer.hits}


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ('"secured the border"', {"secured"}),
        ('"SECURED the border"', {"secured"}),
        ('"secure the border"', set()),
        ('~"secure the border"', {"secured", "secures"}),
        ('"secured"', {"secured"}),
        ('"secured" OR "secures"', {"secured", "secures"}),
        ('army -"secured the border"', set(TEXTS) - {"secured"}),
        ('text:"secured the border"', {"secured"}),
        ('"US"', {"country", "dotted", "shouted"}),
        ('"U.S."', {"country", "dotted", "shouted"}),
        ("US AND convoy", {"country", "dotted"}),
        ("convoy AND NOT US", {"pronoun"}),
        ('"told us"', {"pronoun", "shouted"}),
        ('"the us sent"', {"country"}),
        ("re-elect*", {"elected"}),
        ('"was re-elect*"', {"elected"}),
        ("O'Har*", {"hara"}),
        ("O’Har*", {"hara"}),
        ('"asked O\'Har* about"', {"hara"}),
        ('"asked har*"', {"harris"}),
        ('"secur* the bord*"', {"secured", "secures"}),
        ('"army * the border"', {"secured", "secures"}),
        ('"army * border"', set()),
        ('"br?dges of"', {"mosul"}),
        ('"electioneering"', {"broken", "unbroken"}),
        ("electioneer*", {"broken", "unbroken"}),
        ('"an electioneering tour of"', {"broken"}),
        ('"was an electioneering"', {"broken"}),
        ('"well-known singer"', {"compound"}),
        ('"cafe of Zurich"', {"accent"}),
        (unicodedata.normalize("NFC", '"café of Zürich"'), {"accent"}),
        (unicodedata.normalize("NFD", '"café of Zürich"'), {"accent"}),
        ("zür*", {"accent"}),
        ('"wont"', {"habit"}),
        ('"won\'t"', {"wont"}),
        ('"ferry captain"', set()),
        ('"the ferry’s captain"', {"wont"}),
        ('"ferry"', {"hara", "harris", "wont"}),
    ],
)
def test_a_phrase_is_compared_as_written(archive: Engine, question: str, names: set[str]):
    assert found(archive, question) == names


@pytest.mark.parametrize(
    "question",
    ['"Mosoul"', '"bridges of Mosoul"', "Mosoul AND bridges", '~"bridge of Mosoul"',
     '"Mosoul bridges"~4', 'text:"Mosoul"', '(Mosoul OR xyzzy) AND bridges'],
)  # fmt: skip
def test_a_spelling_that_is_announced_is_found_in_conditions(archive: Engine, question: str):
    answer = archive.ask(question)

    assert [Path(hit.document.path).stem for hit in answer.hits] == ["mosul"]
    assert any('looked for "Mosul" too' in note for note in answer.notes)
    assert found(archive, question, variants=False) == set()


def test_a_word_that_the_end_of_a_line_divides_is_marked(archive: Engine):
    hits = archive.ask("electioneering", Settings(limit=2)).hits

    marked = {span.of(hit.document.text).replace("-\n", "") for hit in hits for span in hit.matches}
    assert {Path(hit.document.path).stem for hit in hits} == {"broken", "unbroken"}
    assert marked == {"electioneering"}


def test_a_phrase_in_more_texts_than_can_be_compared_loses_none(
    archive: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(matcher, "MAX_COMPARED", 1)

    answer = archive.ask('"army"', Settings(limit=100))

    assert {Path(hit.document.path).stem for hit in answer.hits} == {"secured", "secures"}
    assert any("only 1 passages were compared word for word" in note for note in answer.notes)


@pytest.mark.parametrize("question", ["US", "U.S.", "what did the US say about a convoy"])
def test_an_acronym_in_a_plain_question_is_not_the_small_word(archive: Engine, question: str):
    """Also in the ranking, not only in conditions."""
    hits = archive.ask(question, Settings(limit=2, mode=Mode.KEYWORD)).hits

    assert {Path(hit.document.path).stem for hit in hits} <= {"country", "dotted", "shouted"}
    marked = {span.of(hit.document.text) for hit in hits for span in hit.matches}
    assert {"US", "U.S."} & marked


def test_texts_without_the_terms_of_acronyms_are_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """An earlier version has indexed some of the articles."""
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "old" / "old.txt").write_text("The US sent a convoy along the road.\n")
    (tmp_path / "new" / "new.txt").write_text("The US sent a convoy to the harbour.\n")
    (tmp_path / "new" / "other.txt").write_text("They told us about the harbour.\n")
    with monkeypatch.context() as patch:
        patch.setattr("indexer.store.keyword.inverter.hidden_terms", lambda text, language: [])
        build_index([tmp_path / "old"], tmp_path / "index", encoder=HashingEncoder())
    build_index([tmp_path / "new"], tmp_path / "index", encoder=HashingEncoder())

    with Engine.open(tmp_path / "index", HashingEncoder()) as engine:
        hits = engine.ask("US", Settings(mode=Mode.KEYWORD)).hits
        names = [Path(hit.document.path).stem for hit in hits]
        assert names[0] == "new"
        assert set(names) == {"old", "new", "other"}
        assert found(engine, '"US"') == {"old", "new"}


def test_a_small_word_in_a_plain_question_finds_both(archive: Engine):
    hits = archive.ask("us", Settings(limit=10, mode=Mode.KEYWORD)).hits

    names = {Path(hit.document.path).stem for hit in hits}
    assert names == {"country", "dotted", "shouted", "pronoun"}


@given(st.lists(st.sampled_from(["border", "borders", "US", "us", "O'Hara", "été"]), min_size=1))
def test_words_stand_in_the_text_that_they_are(words: list[str]):
    assert WordingTest(words).found_in(f"before {', '.join(words)} after") == []


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3),
    st.lists(st.sampled_from("abc"), max_size=8),
)
def test_a_phrase_is_found_where_its_definition_says(words: list[str], text: list[str]):
    stands = any(text[n : n + len(words)] == words for n in range(len(text)))

    assert (WordingTest(words).found_in(" ".join(text)) is not None) is stands


WRITTEN = st.lists(
    st.sampled_from(
        ["health", "Health", "CARE", "care", "care,", "(care", "care's", "care-", "-care", "c.a.re",
         "_care", "care.com", "a", "a.m.", "“health", "care”", "care.", "héalth", "us", "US", "9",
         "he-\nalth", "ca- \n re", "ca\u00adre", "c.a.r.e.", "_ca_re_", "l'care", "l’health", "…",
         "healthcare", "\uff43are", "京", "care\u0301"]
    ),
    max_size=12,
)  # fmt: skip


ASKED = st.sampled_from(["health", "Care", "care", "a", "us", "US", "c"])


@given(
    WRITTEN, st.sampled_from([" ", "  ", "\n", "-", "’"]), st.lists(ASKED, min_size=1, max_size=3)
)
def test_words_that_evidently_stand_in_a_text_are_found_by_reading_it_too(
    written: list[str], between: str, words: list[str]
) -> None:
    text, test = between.join(written), WordingTest(words)
    slow = WordingTest(words)
    slow._plainly = slow._letters = None

    assert test.found_in(text) == slow.found_in(text)
