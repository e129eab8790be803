from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.quotes import extract_quotes
from indexer.quotes.entries import entries_of

GOLDEN = Path(__file__).parents[2] / "golden" / "quotes"
CASES = sorted(GOLDEN.glob("*.txt"))
KEPT = ("text", "speaker_text", "canonical", "role", "cue", "kind")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_articles_keep_their_quotes(case, update_golden):
    """Each invented article gives the quotes that were read and found right."""
    text = case.read_text(encoding="utf-8")
    entries = entries_of(text, extract_quotes(text))
    found = [{name: entry[name] for name in KEPT} for entry in entries]
    expected = case.with_suffix(".json")

    if update_golden:
        expected.write_text(
            json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )

    assert found == json.loads(expected.read_text(encoding="utf-8"))
