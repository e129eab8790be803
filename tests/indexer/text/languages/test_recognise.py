"""Tests of `indexer.text.languages.recognise`."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.text.languages.common_words import COMMON_WORDS, SPECIAL_LETTERS
from indexer.text.languages.names import LANGUAGE_NAMES
from indexer.text.languages.recognise import analysed_as, recognised
from indexer.text.languages.scripts import SCRIPTS

SENTENCES = {
    "en": "The council voted on Tuesday to close the old bridge for repairs until spring.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke bis zum Frühjahr zu sperren.",
    "fr": "Le conseil municipal a décidé mardi de fermer le vieux pont pour des travaux.",
    "es": "El ayuntamiento decidió el martes cerrar el viejo puente hasta la primavera.",
    "pt": "A câmara decidiu na terça-feira fechar a ponte velha para obras até à primavera.",
    "it": "Il consiglio ha deciso martedì di chiudere il vecchio ponte fino alla primavera.",
    "nl": "De gemeenteraad heeft dinsdag besloten om de oude brug te sluiten voor het onderhoud.",
    "sv": "Kommunen beslutade på tisdagen att stänga den gamla bron för reparationer till våren.",
    "fi": "Kaupunginvaltuusto päätti tiistaina, että vanha silta on kiinni ja se korjataan.",
    "pl": "Rada miasta zdecydowała we wtorek, że stary most będzie zamknięty do wiosny.",
    "cs": "Zastupitelstvo v úterý rozhodlo, že se starý most na jaře uzavře kvůli opravám.",
    "hu": "A városi tanács kedden úgy döntött, hogy a régi hidat tavaszig lezárja.",
    "ro": "Consiliul a decis marți să închidă podul vechi pentru reparații până în primăvară.",
    "tr": "Belediye meclisi salı günü eski köprüyü bahara kadar onarım için kapatmaya karar verdi.",
    "id": "Dewan kota pada hari Selasa memutuskan untuk menutup jembatan tua itu dan jalan ini.",
    "ru": "Городской совет решил во вторник закрыть старый мост на ремонт до весны.",
    "uk": "Міська рада вирішила у вівторок закрити старий міст на ремонт до весни.",
    "el": "Το συμβούλιο αποφάσισε την Τρίτη να κλείσει την παλιά γέφυρα.",
    "ar": "قرر المجلس يوم الثلاثاء إغلاق الجسر القديم حتى الربيع.",
    "fa": "شورای شهر روز سه‌شنبه تصمیم گرفت پل قدیمی را ببندد.",
    "he": "מועצת העיר החליטה ביום שלישי לסגור את הגשר הישן.",
    "hi": "नगर परिषद ने मंगलवार को पुराना पुल बंद करने का फैसला किया।",
    "zh": "市议会星期二决定关闭旧桥进行维修。",
    "ja": "市議会は火曜日、古い橋を春まで閉鎖することを決めた。",
    "ko": "시의회는 화요일에 낡은 다리를 봄까지 폐쇄하기로 했다.",
    "th": "สภาเมืองมีมติเมื่อวันอังคารให้ปิดสะพานเก่า",
}
NONE = (
    "",
    "Mosul",
    "Trump Clinton Pence",
    "Las Vegas shooting la policia",
    "2016-05-17",
    "Erdoğan",
)


@pytest.mark.parametrize("language", SENTENCES)
def test_one_sentence_tells_the_language(language: str):
    assert recognised(SENTENCES[language]) == language


@pytest.mark.parametrize("text", NONE)
def test_names_and_single_words_tell_none(text: str):
    assert recognised(text) is None


@pytest.mark.parametrize(
    "question",
    [
        "Is there still an ISIS threat to Mosul?",
        "What did the mayor of São Paulo say about Das Auto?",
        "who is el Chapo and where was he",
        "Who built the bridge in Le Mans for the 24 Heures?",
        "did Peña Nieto and Trump talk about the wall",
        "de Blasio on police",
        "How many people in the état de Genève voted?",
    ],
)
def test_an_english_question_with_foreign_names_is_no_other_language(question: str):
    assert recognised(question) in {"en", None}


def test_english_articles_are_english(corpus: Path):
    for path in sorted(corpus.glob("*.*")):
        if path.name != "README.md":
            assert recognised(path.read_text(encoding="cp1252", errors="replace")) == "en"


def test_a_quotation_in_another_language_does_not_change_that_of_the_article():
    text = f"{SENTENCES['en'] * 2} “{SENTENCES['fr']}” {SENTENCES['ru']} That is what he said."

    assert recognised(text) == "en"


def test_tags_name_the_language_of_analysis():
    tags = ("EN-us", "pt_BR", "nb", "nn-NO", None, "", " fr ")
    assert [analysed_as(tag) for tag in tags] == ["en", "pt", "no", "no", "en", "en", "fr"]


def test_every_language_that_is_recognised_has_a_name():
    by_script = {name for one in SCRIPTS for name in (one.language, *one.others.values())}

    assert {*COMMON_WORDS, *SPECIAL_LETTERS, *by_script} <= LANGUAGE_NAMES.keys()
