"""Quotes behind a noun of saying that somebody owns, and those in a recording."""

from __future__ import annotations

import pytest

from indexer.quotes import extract_quotes

Q = "“a waste of money.”"


@pytest.mark.parametrize(
    "text",
    [
        f"Politifact seized on Omar Haddad’s claim that the port was {Q}",
        f"The paper did a fact-check on Omar Haddad’s claim that there have been {Q}",
        f"Ines Duarte laughed at Omar Haddad’s earlier remark that the port was {Q}",
        f"Ines Duarte laughed at Omar Haddad’s warning of {Q}",
        f"Ines Duarte mocked Omar Haddad’s promise to build {Q}",
        f"The ad uses footage of Omar Haddad calling the port {Q}",
        f"Ines Duarte played a recording of Omar Haddad saying it was {Q}",
    ],
)
def test_the_words_are_the_owners(text):
    (quote,) = extract_quotes(text)

    assert quote.speaker == "Omar Haddad"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Ines Duarte said Omar Haddad’s comments about the judge were {Q}", "Ines Duarte"),
        (f"Ines Duarte said that Omar Haddad’s criticism of the judge was {Q}", "Ines Duarte"),
        (f"Omar Haddad’s claim that the port was safe drew a reply. Duarte said it was {Q}",
         "Duarte"),
        (f"Ines Duarte saw footage of Omar Haddad and said it was {Q}", "Ines Duarte"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_claim_is_not_the_owners(text, speaker):
    (quote,) = extract_quotes(text)

    assert quote.speaker == speaker


def test_a_party_before_a_name_does_not_end_a_description():
    (quote,) = extract_quotes("“We are late,” said Oversight ranking Democrat Ines Duarte.")

    assert (quote.speaker, quote.role) == ("Ines Duarte", "Oversight ranking Democrat")


@pytest.mark.parametrize("name", ["FranÃ§ois", "FranA\u0303\x83A\u0302§ois", "François"])
def test_letters_in_a_wrong_encoding_do_not_cut_a_name(name):
    (quote,) = extract_quotes(f"“We are late,” President {name} Duarte said on Friday.")

    assert quote.speaker == "François Duarte"
