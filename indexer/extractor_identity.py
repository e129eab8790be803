"""Which extractor this is: two that may find different quotes have different identities.

A version that someone has to raise is forgotten one day, and an index would keep wrong speakers
for good. So it is taken from everything that decides what a quote is and whose: the code, the
weights and the word lists of two packages. A change that changes nothing, in a comment say, gives
another identity too; then quotes are found anew once in vain.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PACKAGES = ("names", "quotes")
"""Of `indexer`; outside them the extraction uses nothing but the records' form."""

_KINDS = (".json", ".py", ".txt")


@lru_cache(maxsize=1)
def extractor_identity() -> str:
    """SHA-256 in hex over all files that the extraction of quotes consists of."""
    return identity_of(resources.files("indexer"))


def identity_of(root: Traversable) -> str:
    """The same for the packages below a folder."""
    whole = sha256()
    for package in PACKAGES:
        for path, content in _files(root.joinpath(package), package):
            whole.update(f"{path}\0{len(content)}\0".encode())
            whole.update(content)
    return whole.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file below a folder that counts, in order of names."""
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _files(one, f"{path}/{one.name}")
        elif one.name.endswith(_KINDS):
            yield f"{path}/{one.name}", one.read_bytes()
