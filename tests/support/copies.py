"""Invented articles and edited versions of them, of which the stories are known."""

from __future__ import annotations

import random
from pathlib import Path

_SYLLABLES = ("ba", "do", "fe", "gi", "ka", "lu", "me", "no", "pa", "ri", "so", "tu", "ve", "wi")


def story(number: int, paragraphs: int = 8) -> list[str]:
    """The paragraphs of an invented article, with a quote in the second; others for each number."""
    chance = random.Random(number)
    found = [
        " ".join(_word(chance) for _ in range(30)).capitalize() + "." for _ in range(paragraphs)
    ]
    words = " ".join(_word(chance) for _ in range(9))
    found[1] = f"“The {words} is late,” said Ada Marlow of the council. {found[1]}"
    return found


def other_words(number: int, count: int = 30) -> str:
    """A paragraph that no story has."""
    return _sentence(random.Random(f"other {number}"), count)


def write(folder: Path, name: str, paragraphs: list[str], date: str = "", source: str = "") -> Path:
    """Write an article as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    head = "".join(
        f"{key}: {value}\n"
        for key, value in (("title", f"Of {name}"), ("date", date), ("source", source))
        if value
    )
    path = folder / f"{name}.md"
    path.write_text(f"---\n{head}---\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


def _sentence(chance: random.Random, count: int) -> str:
    return " ".join(_word(chance) for _ in range(count)).capitalize() + "."


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3)))
