"""The words of a sentence as symbols of its grammar."""

from __future__ import annotations

import pytest

from indexer.quotes.marks.spans import find_quotation_spans
from indexer.quotes.sources.syntax_paths import (
    count_clauses,
    governor,
    syntax_path,
    syntax_symbols,
)
from indexer.quotes.tokens.tokenize import tokenize
from indexer.text.paragraphs import split_paragraphs


def _path(text: str) -> str:
    paragraphs = split_paragraphs(text)
    spans = find_quotation_spans(text, paragraphs)
    return syntax_path(syntax_symbols(tokenize(text, paragraphs, [one.outer for one in spans])))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Jane Roe sued Paul Doe for calling him “bad news”", "NvNfjOQ"),
        ("Jane Roe was told by Paul Doe that it was “bad news”", "NeSy~THeQ"),
        ("Roe did not say “bad news”", "Na!SQ"),
        ("Roe asked whether it was “bad news”", "NA?HeQ"),
        ("The old mayor said “bad news”", "rSQ"),
        ("A letter from Roe reading “bad news”", "dmNsQ"),
    ],
)
def test_a_sentence_as_a_path(text: str, path: str) -> None:
    assert _path(text) == path


def test_the_governor_of_a_quote_and_the_nouns_before_it() -> None:
    assert governor("fjO") == "jf0"
    assert governor("vNfjO") == "jf1"
    assert governor(",") == "-,"
    assert governor("") == "-"


def test_clauses_with_a_subject_of_their_own_are_counted() -> None:
    assert count_clauses("S") == 0
    assert count_clauses("STNS") == 1
    assert count_clauses("STNSTHa!Srv") == 2


def test_of_a_long_path_both_ends_are_kept() -> None:
    assert syntax_path("N,SN,SN,S") == "N,SN~SN,S"
