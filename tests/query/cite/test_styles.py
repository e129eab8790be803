"""Citations: exact small cases, and read back by other programs where they are installed."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.cite.authors import Author, authors_of
from query.cite.bibtex import write_bibtex
from query.cite.citation import Citation
from query.cite.csl import item
from query.cite.styles import STYLES

FLOOD = Citation(
    id="abc123:4",
    title="Flood: 40% of {Tarn} & more",
    authors=(Author("Quist", "Amara"), Author("van der Lee", "Jan P.", "Jr."), Author("Reuters")),
    source="Tarn Gazette",
    date="2019-03-02",
    url="https://gazette.example/a_b?x=1&y=50%25#top",
    accessed="2026-11-27",
    paragraph=4,
    words="We lost\n40 houses_",
    speaker="Kofi Mensah",
)
BARE = Citation("abc124", "A letter", (), None, None, None, "2026-11-27")
AWKWARD = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
    | st.sampled_from("{}\\\"%@#&~^,\n"),
    min_size=1,
    max_size=40,
).filter(str.strip)  # fmt: skip


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Susan Page", ["Page, Susan"]),
        ("By Ann Fox and Jo van Dyk", ["Fox, Ann", "van Dyk, Jo"]),
        ("Ann Fox, Jo Dyk and Lee Orr", ["Fox, Ann", "Dyk, Jo", "Orr, Lee"]),
        ("Joseph R. Biden, Jr.", ["Biden, Joseph R., Jr."]),
        ("Associated Press", ["Associated Press"]),
        ("Reuters", ["Reuters"]),
        ("Maha al-Tarn; Ona Brandt", ["al-Tarn, Maha", "Brandt, Ona"]),
        (None, []),
        ("", []),
    ],
)
def test_a_byline_gives_names(byline: str | None, names: list[str]):
    assert [one.inverted for one in authors_of(byline)] == names


def test_apa():
    assert STYLES["apa"]([FLOOD, BARE]) == (
        "Quist, A., van der Lee, J. P., Jr., & Reuters. (2019, March 2). Flood: 40% of {Tarn} & "
        "more. Tarn Gazette. Retrieved November 27, 2026, from "
        "https://gazette.example/a_b?x=1&y=50%25#top [paragraph 4: “We lost 40 houses_” "
        "(Kofi Mensah)]\n"
        "A letter. (n.d.).\n"
    )


def test_chicago():
    assert STYLES["chicago"]([FLOOD, BARE]) == (
        "Quist, Amara, Jan P. van der Lee, Jr., and Reuters. “Flood: 40% of {Tarn} & more.” Tarn "
        "Gazette, March 2, 2019. Paragraph 4: “We lost 40 houses_” (Kofi Mensah). Accessed "
        "November 27, 2026. https://gazette.example/a_b?x=1&y=50%25#top.\n"
        "“A letter.” n.d.\n"
    )


def test_bibtex():
    assert STYLES["bibtex"]([FLOOD]) == (
        "@article{quist2019-abc123-4,\n"
        "  author = {Quist, Amara and van der Lee, Jr., Jan P. and {Reuters}},\n"
        r"  title = {{Flood: 40\% of \textbraceleft{}Tarn\textbraceright{} \& more}}," "\n"
        "  journal = {Tarn Gazette},\n"
        "  year = {2019},\n"
        "  date = {2019-03-02},\n"
        "  month = mar,\n"
        "  day = {2},\n"
        r"  url = {https://gazette.example/a_b?x=1&y=50\%25\#top}," "\n"
        "  urldate = {2026-11-27},\n"
        r"  note = {paragraph 4: “We lost 40 houses\_” (Kofi Mensah)}" "\n"
        "}\n"
    )  # fmt: skip


def test_ris():
    assert STYLES["ris"]([replace(FLOOD, date="2019-03")]).splitlines() == [
        "TY  - NEWS",
        "ID  - quist2019-abc123-4",
        "TI  - Flood: 40% of {Tarn} & more",
        "AU  - Quist, Amara",
        "AU  - van der Lee, Jan P., Jr.",
        "AU  - Reuters",
        "T2  - Tarn Gazette",
        "PY  - 2019",
        "DA  - 2019/03//",
        "UR  - https://gazette.example/a_b?x=1&y=50%25#top",
        "Y2  - 2026/11/27/",
        "N1  - paragraph 4: “We lost 40 houses_” (Kofi Mensah)",
        "ER  - ",
    ]


def test_csl():
    assert item(replace(FLOOD, date="2019"))["issued"] == {"date-parts": [[2019]]}
    assert item(BARE) == {
        "id": "articlend-abc124", "type": "article-newspaper", "title": "A letter",
    }  # fmt: skip


def test_markdown():
    assert STYLES["markdown"]([FLOOD]) == (
        "> “We lost 40 houses\\_” — Kofi Mensah\n\n"
        "Amara Quist, Jan P. van der Lee, Jr., Reuters, [Flood: 40% of {Tarn} \\& more]"
        "(<https://gazette.example/a_b?x=1&y=50%25#top>), *Tarn Gazette*, March 2, 2019, "
        "paragraph 4, accessed November 27, 2026 `abc123:4`\n"
    )


@given(AWKWARD, AWKWARD, AWKWARD)
def test_braces_balance_whatever_stands_in_an_article(title: str, source: str, words: str):
    entry = write_bibtex([replace(FLOOD, title=title, source=source, words=words)])
    depth = 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0

    assert depth == 0


@given(AWKWARD, AWKWARD)
def test_bibtexparser_reads_it_back(title: str, words: str):
    bibtexparser = pytest.importorskip("bibtexparser")
    text = write_bibtex([replace(FLOOD, title=title, words=words), BARE])
    found = bibtexparser.parse_string(text)

    assert not found.failed_blocks
    assert [one.key for one in found.entries] == [FLOOD.key, BARE.key]
    assert found.entries[0]["year"] == "2019"


@given(AWKWARD, AWKWARD)
def test_pybtex_reads_it_back(title: str, words: str):
    pybtex = pytest.importorskip("pybtex.database")
    found = pybtex.parse_string(
        write_bibtex([replace(FLOOD, title=title, words=words), BARE]), "bibtex"
    )

    people = found.entries[FLOOD.key].persons["author"]
    assert [str(one) for one in people] == ["Quist, Amara", "van der Lee, Jr., Jan P.", "{Reuters}"]


@given(AWKWARD, AWKWARD)
def test_rispy_reads_it_back(title: str, words: str):
    rispy = pytest.importorskip("rispy")
    found = rispy.loads(STYLES["ris"]([replace(FLOOD, title=title, words=words), BARE]))

    assert [one["id"] for one in found] == [FLOOD.key, BARE.key]
    assert found[0]["title"] == " ".join(title.split())
    assert found[0]["authors"] == ["Quist, Amara", "van der Lee, Jan P., Jr.", "Reuters"]


def test_citeproc_reads_it_back():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own libraries
        source = pytest.importorskip("citeproc.source.json")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = source.CiteProcJSON(json.loads(STYLES["csl-json"]([FLOOD, BARE])))

    assert "".join(found[FLOOD.key.lower()].title) == FLOOD.title
    assert len(found) == 2
