from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.readers.formats.pdf import read
from indexer.readers.pdf.hyphens import join_lines, words_of
from indexer.readers.pdf.lines import Line
from indexer.readers.pdf.paragraphs import split_paragraphs
from indexer.readers.pdf.running_heads import without_running_heads
from indexer.records import Unit

FILES = Path(__file__).parents[3] / "files"


def lines_of(*rows: tuple[str, float, float], page: int = 0, right: float = 300) -> list[Line]:
    """Lines of 10 points from (text, left edge, bottom)."""
    return [Line(text, page, left, low, right, low + 10, 10) for text, left, low in rows]


def texts(paragraphs: list[list[Line]]) -> list[str]:
    return [" ".join(line.text for line in paragraph) for paragraph in paragraphs]


@pytest.mark.parametrize("name", ["libreoffice.pdf", "latex-two-columns.pdf"])
def test_a_file_gives_its_paragraphs_in_order(name: str):
    text = next(iter(read(FILES / name))).text
    paragraphs = [
        "“It came up through the floor before it came in through the door,” said Ines Calder, the "
        "mayor of Ardmouth, whose own kitchen was under a metre of water. “I have lived on this "
        "street for forty years and I have never seen the river look like that.”",
        "The county’s head of rivers, Tobias Wren, disputed that. “We offered six pumps,” he said. "
        "“The town wanted twelve, and it wanted us to pay the diesel.”",
        "Calder promised that the flood wall, which was cut from the budget two years ago, would "
        "be built “before the swallows are back.”",
    ]

    assert [one for one in text.split("\n\n") if one in paragraphs] == paragraphs


def test_running_heads_and_page_numbers_go_and_pages_are_known():
    document = next(iter(read(FILES / "latex-two-columns.pdf")))

    assert "The Ardmouth Courier" not in document.text
    assert [one for one in document.text.split("\n\n") if one.isdigit()] == []
    places = document.origin.places
    assert places
    assert (places.unit, places.numbers) == (Unit.PAGE, (1, 2, 3))
    first, second, third = places.starts
    assert first == 0 < second < third < len(document.text)
    assert [places.at(at) for at in (0, second - 1, second, third)] == [1, 1, 2, 3]
    assert document.fields["author"] == "Petra Oduya"
    assert "date" not in document.fields


def test_a_line_that_is_indented_or_follows_a_gap_begins_a_paragraph():
    rows = [
        ("The river rose for nine hours and then burst over the", 0, 500),
        ("old quay, and nobody in the lower town was warned at", 0, 488),
        ("Nobody was killed in the night, but two people were", 12, 476),
        ("taken to hospital after a bridge gave way at the lane", 0, 464),
        ("Schools will stay closed until the end of this week.", 0, 440),
    ]

    assert [len(paragraph) for paragraph in split_paragraphs(lines_of(*rows))] == [2, 2, 1]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page():
    left = lines_of(
        ("The river rose for nine hours and", 0, 112), ("then burst over the old", 0, 100)
    )
    right = lines_of(("quay in the dark. Nobody knew", 320, 500), ("how high it was.", 320, 488))
    page = lines_of(("and nobody was told of it.", 0, 500), page=1)

    assert texts(split_paragraphs([*left, *right])) == [
        "The river rose for nine hours and then burst over the old quay in the dark. Nobody knew "
        "how high it was."
    ]
    assert len(split_paragraphs([*left, *page])) == 1


def test_a_note_comes_after_the_paragraph_that_it_interrupts():
    text = lines_of(("The river rose for nine", 0, 112), ("hours and burst over the", 0, 100))
    note = [Line("1 A gauge measures it.", 0, 0, 80, 300, 87, 7)]
    page = lines_of(("old quay.", 0, 500), ("It was a Monday.", 12, 488), page=1)

    assert texts(split_paragraphs([*text, *note, *page])) == [
        "The river rose for nine hours and burst over the old quay.",
        "1 A gauge measures it.",
        "It was a Monday.",
    ]


def test_lines_that_repeat_on_many_pages_are_running_heads():
    pages = [
        [
            *lines_of(("Annual Report", 0, 700), page=page),
            *lines_of(
                *((f"Line {chr(97 + row)} of what page {'abcd'[page]} says", 0, 600 - 12 * row)
                  for row in range(8)),
                page=page,
            ),
            *lines_of((f"– {page + 1} –", 0, 20), page=page),
        ]
        for page in range(4)
    ]  # fmt: skip

    assert [len(lines) for lines in without_running_heads(pages)] == [8, 8, 8, 8]


@pytest.mark.parametrize(
    ("lines", "known", "expected"),
    [
        (["the candi-", "date said"], [], "the candidate said"),
        (["the candi\ufffe", "date said"], [], "the candidate said"),
        (
            ["a long-", "term plan"],
            ["their long-term plans", "a long-term plan"],
            "a long-term plan",
        ),
        (["the North-", "South line"], [], "the North-South line"),
        (["the report —", "it says"], [], "the report — it says"),
    ],
)
def test_divided_words_are_joined(lines: list[str], known: list[str], expected: str):
    assert join_lines(lines, words_of(known)) == expected


def test_a_scan_says_that_it_is_one(tmp_path: Path):
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "scan.pdf")

    with pytest.raises(CorpusError, match="a scan without text"):
        list(read(tmp_path / "scan.pdf"))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.9])
def test_a_file_that_was_cut_off_is_read_or_refused(tmp_path: Path, share: float):
    data = (FILES / "libreoffice.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(data[: int(share * len(data))])
    try:
        documents = list(read(path))
    except CorpusError:  # it says that the file is damaged
        return
    else:
        assert documents[0].text
