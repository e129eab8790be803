"""Damage at random places of an index, and what it may lead to."""

from __future__ import annotations

import random
from pathlib import Path

from indexer.errors import SearchError
from query.engine import Engine
from tests.support.hashing import HashingEncoder
from tests.support.state import QUESTIONS


def damage(index: Path, chance: random.Random) -> str:
    """Flip a bit, overwrite some bytes, or cut or lengthen a file; says what was done."""
    files = sorted(p for p in index.rglob("*") if p.is_file() and p.name != "writer.lock")
    weights = [path.stat().st_size ** 0.5 + 1 for path in files]
    path = chance.choices(files, weights)[0]
    data = bytearray(path.read_bytes())
    place = chance.randrange(len(data) or 1)
    kind = chance.choice(("flip", "flip", "flip", "zeros", "noise", "cut", "longer"))
    if kind == "flip" and data:
        data[place] ^= 1 << chance.randrange(8)
    elif kind == "zeros":
        data[place : place + 64] = bytes(len(data[place : place + 64]))
    elif kind == "noise":
        data[place : place + 64] = chance.randbytes(len(data[place : place + 64]))
    elif kind == "cut":
        del data[place:]
    else:
        data += chance.randbytes(100)
    path.write_bytes(data)
    return f"{path.relative_to(index)}: {kind} at {place} of {len(data)}"


Seen = list[list[tuple[object, ...]]]


def look(index: Path) -> Seen:
    """All that a reader could be shown by some questions; scores left out."""
    with Engine.open(index, HashingEncoder()) as engine:
        return [
            [
                (hit.document, hit.passage, hit.line, hit.matches, hit.answer, hit.quotes)
                for hit in engine.ask(question).hits
            ]
            for question in QUESTIONS
        ]


def look_at_damaged(index: Path, sound: Seen) -> str:
    """What became of the answers: "same", "refused", or "different", which must not be."""
    try:
        found = look(index)
    except SearchError as error:
        if not error.hint:
            raise
        return "refused"
    return "same" if found == sound else "different"
