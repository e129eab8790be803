"""Names in old code pages come out right, in English articles and in those of their language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.decoding import decode
from indexer.text.code_pages import guess_code_page

ARTICLE = "The committee met again on Thursday, and {} told reporters that {} had agreed to it.\n"
CENTRAL, TURKISH, WESTERN = ("cp1250", "iso8859_2"), ("cp1254", "iso8859_9"), ("cp1252",)
NAMES = {
    ("Bülent Arınç", "Selahattin Demirtaş"): TURKISH,
    ("Erdoğan", "the mayor"): TURKISH,
    ("Ekrem İmamoğlu", "Hakan Şükür"): TURKISH,
    ("the governor of Muğla", "Cemil Çiçek"): TURKISH,
    ("Bronisław Komorowski", "Radosław Sikorski"): CENTRAL,
    ("Grażyna Bukowska", "a court in Białystok"): CENTRAL,
    ("Tomasz Kamiński", "Józef of Łódź"): CENTRAL,
    ("Miloš Zeman", "Václav Havel"): CENTRAL,
    ("Jiří Paroubek", "Bohuslav of Plzeň"): CENTRAL,
    ("Karel Čapek", "Ondřej Mikeš"): CENTRAL,
    ("Péter Szijjártó", "Jenő of Győr"): CENTRAL,
    ("Aleksandar Vučić", "Slobodan Milošević"): CENTRAL,
    ("Zoran Milanović", "Ivica Račan"): CENTRAL,
    ("Traian Băsescu", "Călin Popescu-Tăriceanu"): CENTRAL,
    ("Ségolène Royal", "François Fillon"): WESTERN,
    ("Emily Brontë", "Noël Mamère"): WESTERN,
    ("Íñigo Errejón", "Begoña Muñoz"): WESTERN,
    ("João Lourenço", "Conceição of São Paulo"): WESTERN,
    ("Günther Oettinger", "Horst Köhler"): WESTERN,
    ("Søren Pind", "Göran Persson"): WESTERN,
    ("Davíð Oddsson", "Jóhanna Sigurðardóttir"): WESTERN,
    ("the owner of a café, “Zoë’s”,", "£5m — and ½ of that —"): WESTERN,
    ("“José”", "“nobody”"): ("mac_roman",),
    ("the president of Telšiai", "the mayor of Šiauliai, Ąžuolas,"): ("cp1257",),
}
TEXTS = {
    "Мэр города сказал, что наводнение было самым сильным. Жители ждут помощи.\n": (
        "cp1251", "koi8_r", "iso8859_5", "mac_cyrillic", "cp866",
    ),
    "Minister powiedział, że powódź była największa od stu lat. Nie możemy już czekać.\n": CENTRAL,
    "Starosta řekl, že povodeň byla největší za sto let. Lidé čekají na pomoc.\n": CENTRAL,
    "Belediye başkanı, sel felaketinin yüz yılın en büyüğü olduğunu söyledi.\n": TURKISH,
    "Le maire a déclaré que la crue était la plus forte ; où sont les élèves ?\n": WESTERN,
    "El alcalde dijo que la inundación fue la mayor en cien años, señaló mañana.\n": WESTERN,
}  # fmt: skip
CASES = [
    *((ARTICLE.format(*names), page) for names, pages in NAMES.items() for page in pages),
    *((text, page) for text, pages in TEXTS.items() for page in pages),
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_names_come_out_right_and_the_guess_is_told(text: str, encoding: str):
    found, told = decode(text.encode(encoding))

    assert found == text
    assert told.endswith("(guess)")


@given(st.binary(max_size=500))
def test_any_bytes_get_a_code_page_or_none(data: bytes):
    page = guess_code_page(data)

    assert page is None or data.decode(page, errors="replace") is not None
