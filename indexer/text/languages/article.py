"""The language of an article: what its text shows, else what its metadata says.

A page often names the language of its program and not that of its article. So a text that is surely
in one language decides; a short one leaves it to the metadata. Without either the article counts as
English.
"""

from __future__ import annotations

from indexer.text.languages.common_words import ENGLISH
from indexer.text.languages.names import LANGUAGE_NAMES
from indexer.text.languages.recognise import analysed_as, recognised

_NEAR = ({"da", "no", "sv"}, {"ca", "es"}, {"ru", "uk", "be", "sr"}, {"ar", "fa", "ur"})
"""Languages that look alike: between them the metadata knows better."""

RECOGNISED = "recognised"


def find_language(text: str, given: str | None, rule: str | None) -> tuple[str | None, str | None]:
    """The tag of an article's language and the rule that gave it; None for English without a tag.

    Args:
        text: The article.
        given: What the metadata says, as written, or None.
        rule: Where it is from.
    """
    found = recognised(text)
    if found is None or (given is None and found == ENGLISH):
        return given, rule
    if given is None:
        return found, RECOGNISED
    said = analysed_as(given)
    is_known = said in LANGUAGE_NAMES
    if said == found or any({said, found} <= near for near in _NEAR):
        return given, rule
    if not is_known and found != ENGLISH:  # one that whosaid takes for another
        return given, rule
    return found, f"{RECOGNISED}, {rule or 'metadata'} says {given}"
