"""Damage at random places of an index, and what it may lead to."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from indexer.errors import SearchError
from indexer.maintain.status import read_status
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.schema import TABLES, columns
from query.engine import Engine
from query.parse.filters import (
    DateRange,
    Filter,
    NameContains,
    Not,
    PathMatches,
    SpokenBy,
    Undated,
)
from query.quote_engine import QuoteEngine
from query.settings import Settings
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


def look_widely(index: Path) -> object:
    """What questions, filters, names and the status show: all that decides an answer."""
    return (look(index), look_filtered(index), look_at_people(index), look_at_status(index))


def look_filtered(index: Path) -> object:
    """What filters admit, for every source, date and path, and what `show` finds."""
    chosen: list[Filter] = [NameContains("source", f"Paper {number}") for number in range(3)]
    chosen += [DateRange("2020-01-05", "2020-01-09"), Undated(), PathMatches("000*")]
    chosen += [SpokenBy("Ada Marlow"), Not(SpokenBy("Quist"))]
    with Engine.open(index, HashingEncoder()) as engine:
        hits = [
            [hit.passage for hit in engine.ask("bridge", Settings(filters=one, limit=50)).hits]
            for one in chosen
        ]
        return hits, engine.show("0004.md"), engine.show("Report 5")


def look_at_people(index: Path) -> object:
    """Everyone who is quoted, and their quotes by date."""
    with QuoteEngine.open(index, HashingEncoder()) as engine:
        people = engine.directory.everyone()
        found = engine.by_date(Settings(limit=100)).hits
        about = engine.search("it was late", Settings(limit=20)).hits
        return people, [(one.quote, one.person, one.paragraph) for one in (*found, *about)]


def look_at_status(index: Path) -> object:
    """What a reader is told of the index as a whole, but for its size on disk."""
    status = replace(read_status(index), index="", bytes=0)
    with closing(Catalog.open(index / "catalog.db")) as catalog:
        return status, catalog.files(), catalog.roots()


def alter_cell(index: Path, chance: random.Random) -> str:
    """Change one value of one row, as a flipped bit would; says which."""
    with closing(sqlite3.connect(index / "catalog.db")) as connection:
        table = chance.choice(["state", *TABLES])
        names = ["value"] if table == "state" else list(columns(table))
        column = chance.choice(names)
        rows = connection.execute(f"SELECT {column} FROM {table} ORDER BY 1").fetchall()
        if not rows:
            return "nothing"
        [value] = chance.choice(rows)
        changed = _changed(value, chance)
        try:
            connection.execute(
                f"UPDATE {table} SET {column} = ? WHERE {column} IS ?", (changed, value)
            )
        except sqlite3.IntegrityError:  # such a value is there already
            return "nothing"
        connection.commit()
    return f"{table}.{column}: {value!r} -> {changed!r}"


def _changed(value: object, chance: random.Random) -> object:
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(8)
    if isinstance(value, float):
        return value + 0.25
    if isinstance(value, str) and value:
        place = chance.randrange(len(value))
        return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
    return None if value == "" else "Ada Marlow"


def lose_row(index: Path, chance: random.Random) -> str:
    """Take one row out of a table."""
    with closing(sqlite3.connect(index / "catalog.db")) as connection:
        table = chance.choice(list(TABLES))
        key = columns(table)[0]
        keys = connection.execute(f"SELECT DISTINCT {key} FROM {table} ORDER BY 1").fetchall()
        if not keys:
            return "nothing"
        [value] = chance.choice(keys)
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (value,))
        connection.commit()
    return f"{table}: lost {value!r}"


def exchange(index: Path, other: Path, kind: str) -> bool:
    """Put a part of another index, or of an older copy, in the place of one's own.

    Returns:
        Whether both have such a part, under whatever names.
    """
    own, foreign = _part(index, kind), _part(other, kind)
    if own is None or foreign is None:
        return False
    shutil.rmtree(own)
    shutil.copytree(foreign, own)
    return True


def _part(index: Path, kind: str) -> Path | None:
    found = [one for one in index.iterdir() if re.fullmatch(rf"{kind}(-[0-9a-f]+)?", one.name)]
    return found[0] if found else None
