"""What is packed of the quotes is what their rows say."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.catalog.quote_columns.blocks import SIZE, block_of, blocks_of, pack
from indexer.store.catalog.quote_columns.columns import read_spans, read_speakers, read_statements
from indexer.store.catalog.schema import columns

names = st.sampled_from(["Jane Roe", "Roe", "Müller"])
roles = st.none() | st.sampled_from(["mayor", "Sen."])
grades = st.sampled_from(["sure", "likely", "unknown"])
numbers = st.integers(0, 20) | st.integers(SIZE - 3, SIZE + 3) | st.integers(3 * SIZE, 3 * SIZE + 9)
offsets = st.integers(0, 2**31 - 1)
facts = st.tuples(
    offsets,
    offsets,
    st.none() | names,
    roles,
    grades,
    st.lists(st.tuples(names, roles, grades), max_size=2),
    st.none() | st.integers(0, 2**63 - 1),
)


def row_of(quote: int, fact: tuple[Any, ...]) -> tuple[Any, ...]:
    start, end, speaker, role, grade, joint, statement = fact
    listed = [[name, 0, 1, title, 0.5, one] for name, title, one in joint] if speaker else []
    values = {
        "quote": quote, "start": start, "end": end, "speaker": speaker, "role": role,
        "grade": grade, "joint_speakers": json.dumps(listed) if listed else None,
        "statement": statement,
    }  # fmt: skip
    return tuple(values.get(name) for name in columns("quotes"))


@given(st.dictionaries(numbers, facts, max_size=12), st.integers(1, 5))
def test_what_is_read_is_what_was_packed(facts: dict[int, tuple[Any, ...]], more: int):
    rows = max(facts, default=0) + more
    found = [row_of(quote, facts[quote]) for quote in sorted(facts)]
    packed = [
        one
        for block in range(blocks_of(rows))
        for one in pack(block, [row for row in found if block_of(row[0]) == block])
    ]
    by_kind = {kind: [row for row in packed if row[0] == kind] for kind in {p[0] for p in packed}}

    spans = read_spans(by_kind["spans"], rows)
    statements = read_statements(by_kind["statements"], rows)
    speakers = read_speakers(by_kind["speakers"], rows)
    for quote in range(rows):
        start, end, name, role, grade, _, statement = facts.get(
            quote, (0, 0, None, None, None, [], None)
        )
        assert spans[:, quote].tolist() == [start, end]
        assert statements[quote] == (-1 if statement is None else statement)
        assert _text(speakers.names, speakers.of[quote]) == name
        assert _text(speakers.roles, speakers.role_of[quote]) == role
        assert speakers.sure[quote] == (grade == "sure")
    said = speakers.said
    entries = [
        (quote, speakers.names[name], _text(speakers.roles, role), sure)
        for quote, name, role, sure in zip(
            said.quotes.tolist(), said.speakers, said.roles, said.sure.tolist(), strict=True
        )
    ]
    assert entries == [
        (quote, name, role, grade == "sure")
        for quote, fact in sorted(facts.items())
        if fact[2]
        for name, role, grade in [fact[2:5], *fact[5]]
    ]


def _text(texts: tuple[str, ...], place: np.int64) -> str | None:
    return None if place < 0 else texts[place]


def test_a_block_that_is_missing_is_noticed():
    blocks = [
        pack(block, [row_of(block * SIZE, (1, 2, None, None, "sure", [], 3))])[0]
        for block in range(3)
    ]

    assert read_spans(blocks, 2 * SIZE + 1)[0, SIZE] == 1
    for some in (blocks[:2], blocks[1:], [blocks[0], blocks[2]]):
        with pytest.raises(ValueError, match="missing"):
            read_spans(some, 2 * SIZE + 1)


def test_more_quotes_than_there_are_numbers_are_noticed():
    packed = pack(0, [row_of(5, (1, 2, None, None, "sure", [], 3))])

    with pytest.raises(ValueError, match="wrong size"):
        read_spans([packed[0]], 5)


def test_an_offset_out_of_range_is_not_packed():
    with pytest.raises(ValueError, match="out of range"):
        pack(0, [row_of(0, (1, 2**31, None, None, "sure", [], None))])
