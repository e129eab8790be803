"""Invented articles in any number, for tests that need many: the same for the same numbers."""

from __future__ import annotations

import random
from pathlib import Path

_SUBJECTS = [
    "mayor",
    "harbour",
    "council",
    "ferry",
    "teacher",
    "engineer",
    "museum",
    "river",
    "farmer",
    "court",
]
_VERBS = [
    "opened",
    "closed",
    "rebuilt",
    "inspected",
    "defended",
    "refused",
    "sold",
    "painted",
    "measured",
    "lost",
]
_OBJECTS = [
    "bridge",
    "school",
    "archive",
    "budget",
    "contract",
    "tower",
    "market",
    "vessel",
    "orchard",
    "verdict",
]


def article(number: int, version: int = 0) -> str:
    """An article of three to six paragraphs, in Markdown with front matter."""
    chance = random.Random(f"{number}/{version}")
    paragraphs = [_paragraph(chance) for _ in range(chance.randint(3, 6))]
    date = f"2020-01-{number % 28 + 1:02d}"
    heading = f"---\ntitle: Report {number}\nsource: Paper {number % 3}\ndate: {date}\n---\n"
    return heading + "\n\n".join(paragraphs) + "\n"


def write_articles(folder: Path, numbers: range, version: int = 0) -> None:
    """Write articles as files named after their numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:04d}.md").write_text(article(number, version), encoding="utf-8")


def _paragraph(chance: random.Random) -> str:
    words = [
        f"The {chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} the {chance.choice(_OBJECTS)} "
        f"number {chance.randint(1, 999)}."
        for _ in range(chance.randint(1, 4))
    ]
    speaker = f"{chance.choice(['Ada', 'Bert', 'Cleo'])} {chance.choice(['Marlow', 'Quist'])}"
    return " ".join(words) + f" “It was late,” said {speaker}."
