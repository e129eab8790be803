"""Several who say something together."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes

Q = "“doomed from the very start.”"


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        (f"Ines Duarte and Omar Haddad said it was {Q}", "Ines Duarte and Omar Haddad"),
        (f"According to Ines Duarte and Omar Haddad, it was {Q}", "Ines Duarte and Omar Haddad"),
        (f"Ines Duarte and her colleagues write that it was {Q}", "Ines Duarte and her colleagues"),
        (
            "“It was doomed from the start,” said Ines Duarte and Omar Haddad, who wrote it.",
            "Ines Duarte and Omar Haddad",
        ),
    ],
)
def test_the_first_of_several_is_named_and_all_are_shown(text, mention):
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Ines Duarte"
    assert quote.mention is not None
    assert quote.mention.of(text) == mention


@pytest.mark.parametrize(
    "text",
    [
        f"Karl Weiss met Ines Duarte and Omar Haddad said it was {Q}",
        f"Karl Weiss thanked Ines Duarte, and Omar Haddad said it was {Q}",
    ],
)
def test_a_clause_behind_and_has_its_own_subject(text):
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Omar Haddad"


def test_a_directorate_with_two_fields_is_not_two():
    text = f"The Science and Trade Institute said it was {Q}"
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Science and Trade Institute"
