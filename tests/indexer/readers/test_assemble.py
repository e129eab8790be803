"""What a format gives becomes a document in one way, whatever the format."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.assemble import assemble, clean
from indexer.readers.raw import Origin, RawDocument

PROSE = "The river fell by a metre overnight, and the ferry ran again on Thursday morning."


def test_a_document_is_where_its_format_says():
    raw = RawDocument(PROSE, origin=Origin(record="7", line=12), is_whole_file=False)

    document = assemble(raw, "/articles/a.jsonl")

    assert (document.path, document.record, document.line) == ("/articles/a.jsonl", "7", 12)
    assert document.text == PROSE
    assert document.rules == {}


def test_fields_of_the_format_come_with_its_rule():
    raw = RawDocument(PROSE, {"Headline": "Ferry\nsinks", "other": 3}, "mail header")

    document = assemble(raw, "/articles/a.eml")

    assert document.title == "Ferry sinks"
    assert document.rules == {"title": "mail header"}


def test_the_name_of_a_file_dates_only_a_document_that_has_it_alone():
    name = "/2011-11-11/2016-05-17.txt"

    assert assemble(RawDocument(PROSE), name).date == "2016-05-17"
    assert assemble(RawDocument(PROSE, is_whole_file=False), name).date is None


def test_what_reading_had_to_do_is_told():
    document = assemble(RawDocument("a\0b " + PROSE, notes={"encoding": "utf-16-le"}), "/a.txt")

    assert document.text == "a\ufffdb " + PROSE
    assert document.rules == {"encoding": "utf-16-le", "characters": "1 replaced"}


def test_headings_count_only_where_the_format_has_them():
    text = f"{PROSE}\n\n## A heading\n\n{PROSE}"

    with_headings = assemble(RawDocument(text, has_headings=True), "/a.md")

    assert [span.of(text) for span in with_headings.context] == ["## A heading"]
    assert assemble(RawDocument(text), "/a.txt").context == ()


@given(st.text(st.characters(codec=None, exclude_characters="\r"), max_size=50))
def test_cleaning_moves_no_offset_and_leaves_what_can_be_stored(text: str):
    cleaned, count = clean(text)

    assert len(cleaned) == len(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert sum(a != b for a, b in zip(cleaned, text, strict=True)) == count
