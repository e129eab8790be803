"""A report from a war: ranks, roles on both sides, surnames in small letters and in short."""

from __future__ import annotations

import pytest

from indexer.names.matching import Level, match_name
from indexer.names.parsing import parse_name
from indexer.quotes import extract_quotes

TEXT = """Conflict

Port guards in Harbourland step up patrols against smugglers

Harbourland

Rumours of smugglers have led Dunmori townspeople to ask for help. “This weather forces us to be \
careful, and we ask for light on the quay because the rocks behind it are hard to watch,” says \
Adil Samir, a Dunmori trader. Townspeople have asked the Port Guards to stay. “We don’t want to \
live through that again; the return of thieves,” says a young Dunmori fisherman. The Port Guards \
have told townspeople that they watch the harbour. “We are making every effort to follow the \
boats. Also, we must stress the part of the fisherman,” stated Major General Abdul Karim al \
Rashidi, the Joint Harbour Coordinator. The call by Major General Rashidi is not the first.

Townspeople’s fears stem from words of former Dunmore Governor Basim al-Haddadi. “Our people \
count about forty boats that are ready to land within the bays of Dunmore and Saltmere alone,” \
Haddadi warned. “They are waiting for any storm to come, whether it be a small or a large one.”

Despite these claims, the officers in the Harbour Command have denied it. “SALT’ story is over. \
The last crews are worried about how to get home. They will leave,” says Major General Nazim \
alzubari, commander of the Dunmore Harbour command. “No smuggler will stay.”
"""


def test_every_quote_has_its_speaker_and_both_roles():
    found = [(quote.speaker, quote.role, len(quote.parts)) for quote in extract_quotes(TEXT)]

    assert found == [
        ("Adil Samir", "a Dunmori trader", 1),
        (None, None, 1),
        ("Abdul Karim al Rashidi", "Major General, the Joint Harbour Coordinator", 1),
        ("Basim al-Haddadi", "former Dunmore Governor", 2),
        ("Nazim alzubari", "Major General, commander of the Dunmore Harbour command", 2),
    ]


@pytest.mark.parametrize(
    "asked", ["alzubari", "Alzubari", "Zubari", "al-Zubari", "Nazim al Zubari"]
)
def test_a_surname_in_small_letters_is_found_in_each_spelling(asked):
    level = match_name(parse_name(asked), parse_name("Nazim alzubari"))

    assert level is not None
    assert level <= Level.VARIANT
