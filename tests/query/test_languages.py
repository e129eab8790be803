"""An archive in several languages: what is found, and what is told about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.maintain.check import check_index
from indexer.maintain.status import read_status
from indexer.maintain.status_lines import status_lines
from indexer.store.index import Index
from query.engine import Engine
from query.quote_engine import QuoteEngine
from query.rank.question_terms import foreign_language, question_terms
from query.rank.stopwords import content_terms
from query.settings import Mode, Settings
from tests.indexer.text.languages.test_recognise import SENTENCES
from tests.support.build import age, build
from tests.support.hashing import HashingEncoder

TOLD = {
    "en": "The ferry was late, as it had been on the day before. “We waited,” said Ana Marlow.",
    "de": "Die Fähren waren gestern nicht im Hafen, und die Häuser am Ufer sind noch dunkel.",
    "fr": "Les élections n'ont pas été annulées, et le maire a parlé de l'hôpital dans la ville."
    " « Nous avons attendu », a dit Ana Marlow.",
    "ru": "В городах не было света, и мосты закрыли на ремонт после наводнения.",
    "ar": "أغلقت المدينة الجسور القديمة بعد الفيضان ولم يعرف أحد متى تفتح.",
    "zh": "昨天北京大学发布了关于洪水的报告。",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    articles = folder / "articles"
    articles.mkdir()
    for language, text in TOLD.items():
        (articles / f"{language}.txt").write_text(f"{text}\n\n{SENTENCES[language]}\n")
    age(articles)
    build(folder / "index", articles)
    return folder / "index"


@pytest.fixture
def engine(index: Path) -> Iterator[Engine]:
    with Engine.open(index, HashingEncoder()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "language", "marked"),
    [
        ("late ferries", "en", ["ferry", "late"]),
        ("Fähre im Hafen", "de", ["Fähren", "Hafen"]),
        ("Haus", "de", ["Häuser"]),
        ("election annulee", "fr", ["élections", "annulées"]),
        ("hôpital", "fr", ["l'hôpital"]),
        ("город без света", "ru", ["городах", "света"]),
        ("الجسر القديم", "ar", ["الجسر"]),
        ("北京大学", "zh", ["北京大学"]),
        ('"北京大学"', "zh", ["北京大学"]),
        ('"les élections"', "fr", ["élections"]),
    ],
)
def test_words_are_found_in_their_own_language(
    engine: Engine, question: str, language: str, marked: list[str]
):
    hits = engine.ask(question, Settings(mode=Mode.KEYWORD)).hits

    assert hits[0].document.path.endswith(f"/{language}.txt")
    found = [span.of(hits[0].document.text) for span in hits[0].matches]
    assert set(marked[:1]) <= set(found)


def test_the_index_is_sound_and_knows_its_languages(index: Path):
    assert check_index(index) == []
    opened = Index.open(index)
    assert opened.state.languages.split() == sorted(TOLD)
    opened.close()


def test_quotes_are_english_and_status_says_so(index: Path):
    status = read_status(index)

    assert status.other_languages == {
        "Arabic": 1, "Chinese": 1, "French": 1, "German": 1, "Russian": 1,
    }  # fmt: skip
    assert status.quotes == 1
    line = next(line for line in status_lines(status) if line.startswith("languages"))
    assert line.startswith("languages  5 documents without quotes, which whosaid finds in English")
    assert "1 in French" in line


def test_a_question_in_a_language_that_no_article_has_is_ranked_by_meaning(engine: Engine):
    answer = engine.ask("¿Cuándo se cerró el viejo puente de la ciudad?")

    assert answer.notes == (
        "the question is in Spanish and no article is, so meaning alone ranks the passages",
    )
    assert all(hit.keyword is None and hit.semantic for hit in answer.hits)


@pytest.mark.parametrize(
    "question", ["Warum waren die Fähren nicht im Hafen?", "when was the ferry late?"]
)
def test_a_question_in_a_language_of_the_archive_is_ranked_by_words_too(
    engine: Engine, question: str
):
    answer = engine.ask(question)

    assert answer.notes == ()
    assert answer.hits[0].keyword


def test_a_chosen_mode_stays_whatever_the_language(engine: Engine):
    question = "¿Cuándo se cerró el viejo puente de la ciudad?"

    assert not any("Spanish" in n for n in engine.ask(question, Settings(mode=Mode.KEYWORD)).notes)


def test_a_question_about_quotes_in_another_language_says_that_quotes_are_english(index: Path):
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        answer = engine.search("Was hat sie über die Fähre gesagt?")

    assert (
        "the question is in German and quotes are in English, so meaning alone ranks them"
        in answer.notes
    )


def test_an_archive_in_english_is_asked_as_ever():
    for question in ("Who rebuilt the old bridge?", "élections à Mossoul", "北京大学", "the"):
        assert question_terms(question, ("en",), content_terms(question)) == content_terms(question)


def test_other_languages_add_their_terms_behind_the_english_ones():
    english = content_terms("Who closed the bridges?")
    found = question_terms("Who closed the bridges?", ("de", "en", "fr"), english)

    assert found[:2] == english
    assert set(found[2:]) == {"closed"}
    assert "the" not in found


def test_an_acronym_does_not_come_back_as_a_small_word():
    assert "us" not in question_terms("US troops", ("de", "en"), ["u.s", "troop"])


def test_common_words_of_the_own_language_say_nothing():
    question = "Wann fährt die Fähre über den Fluss?"

    assert question_terms(question, ("de", "en"), content_terms(question)) == [
        "fahrt", "fahr", "fluss",
    ]  # fmt: skip
    assert foreign_language(question, ("en",)) == "de"
    assert foreign_language("ISIS Mosul", ("en",)) is None


def test_the_language_of_the_text_counts_and_not_a_wrong_tag(tmp_path: Path):
    lines = [
        {"id": "a", "lang": "en", "text": SENTENCES["fr"]},
        {"id": "b", "lang": "fr", "text": SENTENCES["en"]},
        {"id": "c", "lang": "fr-CA", "text": "Mossoul"},
        {"id": "d", "lang": "bg", "text": SENTENCES["ru"]},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    build(tmp_path / "index", tmp_path / "a.jsonl")
    with Engine.open(tmp_path / "index", HashingEncoder()) as engine:
        documents = [engine.index.catalog.document(n) for n in engine.index.documents.tolist()]

    assert [(one.language, one.rules["language"]) for one in documents] == [
        ("fr", "recognised, json field says en"),
        ("en", "recognised, json field says fr"),
        ("fr-CA", "json field"),
        ("bg", "json field"),
    ]


@pytest.mark.parametrize(
    ("phrase", "is_there"),
    [
        ("l'hôpital dans la ville", True), ("hôpital dans la ville", True), ("ont pas été", True),
        ("L’HÔPITAL", True), ("d'hôpital", False), ("de hôpital dans", False),
        ("pas été annulées", True), ("ville", True),
    ],
)  # fmt: skip
def test_the_first_word_of_a_phrase_may_have_an_elided_article(
    engine: Engine, phrase: str, is_there: bool
):
    found = engine.ask(f'"{phrase}"', Settings(mode=Mode.KEYWORD)).hits

    assert [Path(hit.document.path).stem for hit in found] == (["fr"] if is_there else [])
