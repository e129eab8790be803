"""The version of the quote extractor: a number that is raised by hand.

An index records the version that found its quotes. When the program has a newer one, the next run
finds the quotes of every stored document again. Raise the number whenever the extractor may find
other quotes, speakers or roles; `tests/indexer/build/test_extractor_version.py` fails if the result
differs and the number does not.
"""

from __future__ import annotations

EXTRACTOR_VERSION = "6"

_EQUAL_VERSIONS = {
    # Before there was a number, the version was a hash over the source text of the extractor.
    "df64ae29c22f60235b01cbea25ab05167658deae210b9a6e746a77d86b51d8b3": "1",
}


def current_version(recorded: str) -> str:
    """The number for a version that an index records; other versions stay as they are."""
    return _EQUAL_VERSIONS.get(recorded, recorded)
