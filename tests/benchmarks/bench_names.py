"""`python -m tests.benchmarks.bench_names [NAMES]`: taking names apart, and unifying an archive.

Invented names: as many full ones as asked for, of 20,000 family names, each in two documents, and
half as many family names alone. Processor time on one core, Python 3.11:

    names     parse   unify   people
    10,000    0.1 s   0.4 s   13,000
    100,000   1.3 s   6.9 s  116,500
"""

from __future__ import annotations

import random
import sys
import time

from indexer.names.parsing import parse_name
from indexer.names.people import Occurrence, unify

FAMILIES = 20_000


def main(size: int) -> None:
    """Measure with that many names."""
    chance = random.Random(1)
    families = [_word(chance, chance.choice((2, 3, 3, 4))) for _ in range(FAMILIES)]
    given = [_word(chance, chance.choice((2, 2, 3))) for _ in range(1500)]
    names = [f"{chance.choice(given)} {chance.choice(families)}" for _ in range(size)]
    archive = [Occurrence(chance.randrange(30_000), name) for name in names for _ in range(2)]
    archive += [
        Occurrence(chance.randrange(30_000), chance.choice(families)) for _ in range(size // 2)
    ]

    started = time.process_time()
    for name in names:
        parse_name(name)
    parsed = time.process_time()
    people = unify(archive)
    ended = time.process_time()
    print(f"{size:,} names: parse {parsed - started:.1f} s, unify {ended - parsed:.1f} s, "
          f"{len(people):,} people")  # fmt: skip


def _word(chance: random.Random, syllables: int) -> str:
    pairs = (chance.choice("bcdfghjklmnprstvwz") + chance.choice("aeiou") for _ in range(syllables))
    return "".join(pairs).capitalize()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
