"""The word lists around names, from the text files in `data/`; each is read when first used."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from indexer.text.word_lists import sections

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The lists of `words.txt`, by the name of their section."""
    text = (_DATA / "words.txt").read_text(encoding="utf-8")
    return {name: frozenset(listed) for name, listed in sections(text)}


@lru_cache(maxsize=1)
def formal_names() -> dict[str, frozenset[str]]:
    """Short given name -> the formal names that it stands for."""
    found: dict[str, set[str]] = {}
    for line in _lines("nicknames.txt"):
        formal, *short = line.split()
        for name in short:
            found.setdefault(name, set()).add(formal)
    return {name: frozenset(formal) for name, formal in found.items()}


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names that have short forms, and these."""
    formal = formal_names()
    return frozenset(formal).union(*formal.values())


@lru_cache(maxsize=1)
def transliterated() -> frozenset[str]:
    """Folded names that come from another script and have several spellings."""
    return frozenset(word for line in _lines("transliterated.txt") for word in line.split())


def _lines(file: str) -> list[str]:
    text = (_DATA / file).read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
