"""The people of an article are facts: finding them changes nothing that was found before."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.mentions.find import find_mentions
from indexer.quotes.mentions.mention import FULL, ORGANISATION, SURNAME
from indexer.quotes.people.name_resolution import resolve_names
from indexer.quotes.people.people import find_people
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.tag import Tag
from indexer.quotes.tokens.tokenize import tokenize
from indexer.records import Span

TEXT = (
    "Chris Van Hollen met the crew of The Jane Roe Show. Van Hollen smiled. "
    "“We go,” he said. The mayor, Paul Doe, laughed."
)


def test_mentions_stay_as_they_were_found():
    tokens = tokenize(TEXT, [Span(0, len(TEXT))], [])
    mentions = find_mentions(tokens)
    before = [replace(one) for one in mentions]

    people, _ = find_people(tokens, resolve_names(tokens, mentions, []))

    assert mentions == before
    changed = [one for one, old in zip(people.mentions, before, strict=True) if one != old]
    assert {one.kind for one in changed} == {SURNAME, ORGANISATION}


def test_facts_cannot_be_changed():
    tokens = tokenize(TEXT, [Span(0, len(TEXT))], [])
    people, _ = find_people(tokens, resolve_names(tokens, find_mentions(tokens), []))

    with pytest.raises(FrozenInstanceError):
        people.mentions[0].kind = FULL  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        people.everyone[0].named_gender = 1.0  # type: ignore[misc]


@pytest.mark.parametrize("enum", FeatureEnum.__subclasses__())
def test_members_are_found_by_their_texts(enum: type[FeatureEnum]):
    for member in enum:
        assert {member: 1}[str(member)] == 1
        assert f"{member}" == member.value == "".join([member])


def test_a_tag_is_its_letter():
    assert Tag("N") is tag.NAME
    assert "N" in frozenset((tag.NAME,))
