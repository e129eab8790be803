"""What `whosaid cite` takes, and what it says where there is no such place."""

from __future__ import annotations

from pathlib import Path

import pytest

from query.quote_engine import QuoteEngine
from tests.support.program import Program


def document(index: Path) -> tuple[str, int, int]:
    """An article's id, and the span of its first quote."""
    with QuoteEngine.open(index) as engine:
        hit = engine.by_date().hits[0]
    return hit.document.document_id, hit.quote.span.start, hit.quote.span.end


def test_a_quote_is_cited_with_its_speaker(quoted_index: Path, whosaid: Program):
    name, start, end = document(quoted_index)
    place = f"{name}:{start}-{end}"
    ended = whosaid("cite", place, "--index", quoted_index, "--accessed", "2026-01-02")

    assert ended.status == 0
    assert "We need help against the sleeper cells" in ended.out
    assert "— Atheel al-Nujaifi" in ended.out
    assert "June 10, 2014" in ended.out


def test_a_paragraph_has_the_address_of_the_archive(quoted_index: Path, whosaid: Program):
    name, _, _ = document(quoted_index)
    ended = whosaid(
        "cite", f"{name}:1", "--index", quoted_index, "--format", "ris",
        "--archive-url", "https://archive.example/{document_id}#p{paragraph}",
    )  # fmt: skip

    assert f"UR  - https://archive.example/{name}#p1" in ended.out.splitlines()


@pytest.mark.parametrize("place", [":99", ":9-3", ":0-99999", "x"])
def test_no_such_place_is_an_error(quoted_index: Path, whosaid: Program, place: str):
    name, _, _ = document(quoted_index)
    ended = whosaid("cite", name + place, "--index", quoted_index)

    assert ended.status == 2
    assert ended.err.startswith(f"error: {name}{place}: ")
    assert ended.out == ""


def test_a_day_that_is_none_is_an_error(quoted_index: Path, whosaid: Program):
    name, _, _ = document(quoted_index)

    assert whosaid("cite", name, "--index", quoted_index, "--accessed", "someday").status == 2


@pytest.mark.parametrize(
    "command", [("ask", "bridges"), ("quotes", "bridges"), ("timeline", "bridges"), ("quotes",)]
)
def test_every_listing_can_be_cited(quoted_index: Path, whosaid: Program, command: tuple[str, ...]):
    ended = whosaid(*command, "--index", quoted_index, "--cite", "ris")

    assert ended.status == 0
    assert ended.out.count("TY  - NEWS") == ended.out.count("ER  - ") > 1
    assert "Tarn Gazette" in ended.out


def test_the_evidence_of_a_verdict_can_be_cited(quoted_index: Path, whosaid: Program):
    ended = whosaid(
        "verify", "Taxes on bridges are theft", "--index", quoted_index, "--cite", "markdown"
    )

    assert ended.status == 0
    assert ended.out.startswith("> “Taxes on bridges are theft” — Bill Clinton")
