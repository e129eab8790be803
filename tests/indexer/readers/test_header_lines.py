"""The lines above an article: which is the title, and which are no passages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.header_lines import read_header_lines
from tests.support.growth import assert_linear

PROSE = "The river fell by a metre overnight, and the ferry ran again on Thursday morning."


def context(text: str, title: str | None = None) -> list[str]:
    return [span.of(text) for span in read_header_lines(text, title).context]


def title(text: str) -> str | None:
    return read_header_lines(text, None).found.get("title", (None, ""))[0]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_section_headline_place_byline_and_date_are_context(gap):
    lines = [
        "NORTHMARK | SECURITY",
        "Old quarter fears the men who went into the hills",
        "By Petra Oduya",
        "Tarn, Northmark",
        "Tuesday, 17 May 2016",
    ]
    text = gap.join([*lines, PROSE, PROSE])

    lead = read_header_lines(text, None)

    assert context(text) == lines
    assert lead.found == {
        "title": ("Old quarter fears the men who went into the hills", "headline"),
        "author": ("Petra Oduya", "byline"),
        "date": ("Tuesday, 17 May 2016", "date line"),
    }


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (["World", "Flood in Ardmouth", "Ardmouth, North Shire"], "Flood in Ardmouth"),
        (["World", "Ardmouth", "Ferry sinks in the worst storm for years"],
         "Ferry sinks in the worst storm for years"),
        (["Ferry sinks in storm"], "Ferry sinks in storm"),
        (["Ferry sinks in storm", "Owners had been warned about the moorings since spring"],
         "Ferry sinks in storm"),
        (["Will the ferry sail again?", "Ardmouth, North Shire"], "Will the ferry sail again?"),
        (["‘We will not leave’"], "‘We will not leave’"),
        (["# The ferry", "By Lee Ford"], "The ferry"),
        (["Title: The ferry", "Date: 2016-05-17"], "The ferry"),
        (["World"], None),
        ([], None),
    ],
)  # fmt: skip
def test_the_title_is_the_first_line_that_is_neither_section_nor_place(lead, expected):
    assert title("\n\n".join([*lead, PROSE])) == expected


def test_a_second_headline_is_left_to_be_found():
    text = f"Ferry sinks in storm\n\nOwners had been warned about the moorings in spring\n\n{PROSE}"

    assert context(text) == ["Ferry sinks in storm"]


@pytest.mark.parametrize(
    "first",
    [
        "The dam held.",
        "“We will not go. Not one of us.”",
        "“We will not leave the valley,” said Ines Calder of the “river watch.”",
        "By Wednesday the water had reached the church.",
        "- sandbags for the quay",
        "He paid: nobody knows why;",
    ],
)
def test_prose_is_never_context(first):
    text = f"{first}\n\n{PROSE}"

    assert context(text) == []
    assert title(text) is None


@pytest.mark.parametrize(
    "repeated",
    [
        "Ferry sinks in storm.",
        "FERRY SINKS IN STORM",
        "Ferry sinks\nin storm;\n",
        "# Ferry sinks in storm",
    ],
)
def test_a_title_that_the_text_repeats_is_context(repeated):
    text = f"World\n\n{repeated}\n\n{PROSE}"

    assert "".join(context(text, "Ferry sinks in storm | The Ardmouth Courier")).endswith(
        repeated.strip().split("\n")[-1]
    )
    assert PROSE not in context(text, "Ferry sinks in storm")


def test_a_byline_names_people_and_other_lines_beginning_with_by_do_not():
    nobody = read_header_lines(f"Storm hits\n\nBy the sea\n\n{PROSE}", None)
    people = read_header_lines(f"BY JANE DOE and LEE DE FORD | May 17, 2016\n\n{PROSE}", None)

    assert "author" not in nobody.found
    assert people.found == {
        "author": ("JANE DOE and LEE DE FORD", "byline"),
        "date": ("May 17, 2016", "date line"),
    }


def test_a_text_of_nothing_but_a_headline_stays_a_passage():
    lead = read_header_lines("Storm closes Ardmouth harbour", None)

    assert lead.context == ()
    assert lead.found["title"][0] == "Storm closes Ardmouth harbour"


@given(st.text(alphabet=st.sampled_from("aB .:|“”#\n\n,19\0\ud800"), max_size=300), st.text())
def test_context_is_in_order_and_never_all_there_is(text, given_title):
    spans = read_header_lines(text, given_title).context

    assert list(spans) == sorted(spans)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert not spans or sum(len(s.of(text).split()) for s in spans) < len(text.split())


@pytest.mark.parametrize("unit", ["“", "A, ", "A ", "By A ", "# ", "\n", ".", "|", "Mon 1 ", "1-"])
def test_hostile_leads_take_bounded_time(unit):
    assert_linear(lambda size: read_header_lines(unit * size, unit * 1000), 300_000 // len(unit))
