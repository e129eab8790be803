"""Patterns of sentences -> made-up passages in the form of `traps.txt`. Training only.

A line of `templates.txt` is a pattern and behind `=>` whose words the quote is, as in the brackets
of `traps.txt`. `(a|b)` is one of several wordings. X, Y and Z are names, LX, LY and LZ their
surnames. Q is a quote within a sentence, Qc a quote that ends with a comma, Qs a sentence. `*` is
the first word for an office, for somebody's people or for a thing with words on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random

from indexer.text.word_lists import sections

_FILE = Path(__file__).with_name("templates.txt")
_EACH = 6  # passages of a pattern
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\b(L?[XYZ]|Q[cs]?)\b")
_OFFICE = re.compile(
    r"\b(?:priest|doctor|judge|mayor|manager|minister|captain|bishop|nurse|coach|sheriff|lawyer"
    r"|president|spokesman|spokeswoman|friend|colleague|neighbour|source|official|adviser"
    r"|cap|placard|sign|banner|badge|poster|flag|label)\b"
)
_KINSWOMAN = re.compile(r"\b(?:mother|sister|widow|wife|daughter)\b")
_SHE = re.compile(r"\b(?:Her|herself)\b")
_HE = re.compile(r"\b(?:His|himself)\b")


@lru_cache(maxsize=1)
def _filling() -> dict[str, list[str]]:
    """What the patterns are filled with, by its kind."""
    text = _FILE.with_name("filling.txt").read_text(encoding="utf-8")
    return {kind: [one.replace("_", " ") for one in found] for kind, found in sections(text)}


def made_by_grammar(path: Path = _FILE) -> Iterator[tuple[str, str]]:
    """The kind and the text, brackets included, of the passages of a file; always the same."""
    kind = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#") or not line.strip():
            kind = line.lstrip("# ").rstrip(".") or kind
            continue
        pattern, _, told = (part.strip() for part in line.partition("=>"))
        random = Random(number)
        for passage in sorted({_passage(pattern, told, random) for _ in range(_EACH)}):
            yield kind, passage


def _passage(pattern: str, told: str, random: Random) -> str:
    text = pattern
    while (choice := _CHOICE.search(text)) is not None:
        text = text[: choice.start()] + random.choice(choice[1].split("|")) + text[choice.end() :]
    office = _OFFICE.search(text)
    slots = _names(random, text)
    slots["Q"] = f"“{random.choice(_filling()['quotes'])}”[{told}]"
    slots["Qs"] = f"“{random.choice(_filling()['speeches'])}.”[{told}]"
    slots["Qc"] = f"“{random.choice(_filling()['speeches'])},”[{told}]"
    text = _filled(_filled(text, slots), slots)  # the brackets hold names
    if office is not None:
        text = text.replace("*", office[0])
    is_ended = text.endswith((".", "?")) or pattern.endswith("Qs")
    return text if is_ended else text + "."


def _filled(text: str, slots: dict[str, str]) -> str:
    return _SLOT.sub(lambda found: slots[found[1]], text)


def _names(random: Random, text: str) -> dict[str, str]:
    """Two people of different surnames, and one who has the first one's; with surnames alone."""
    own, other = random.sample(_filling()["surnames"], 2)
    first = random.sample((*_filling()["men"], *_filling()["women"]), 2)
    relative = random.choice(_filling()["women"] if _KINSWOMAN.search(text) else _filling()["men"])
    if _SHE.search(text):
        first[0] = random.choice(_filling()["women"])
    elif _HE.search(text):
        first[0] = random.choice(_filling()["men"])
    found = {"X": f"{first[0]} {own}", "Y": f"{first[1]} {other}", "Z": f"{relative} {own}"}
    return found | {"LX": own, "LY": other, "LZ": own}
