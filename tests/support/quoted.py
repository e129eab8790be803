"""An archive in which it is plain who says what, so that tests do not depend on extraction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from indexer.build.pipeline import build_index
from indexer.records import Grade, Quote, QuoteKind, Span
from tests.support.hashing import HashingEncoder

# “Words,” said Name, role. It is not sure of those who are said to have said.
_SAID = re.compile(
    r"“(?P<words>[^”]*)” (?P<cue>said|reportedly said) (?P<who>[^,.]+)(?:, (?P<role>[^.]+))?\."
)

Article = tuple[str | None, str | None, str, list[str]]
"""Date, source, title and paragraphs."""

ARTICLES: dict[str, Article] = {
    "a": (
        "2014-06-10",
        "Nineveh Post",
        "Governor on the fall of the city",
        [
            "The city was quiet. “We need help against the sleeper cells,” said Atheel al-Nujaifi, "
            "Nineveh governor.",
            "“Nobody slept,” said a young resident.",
        ],
    ),
    "b": (
        "2016-11-20",
        "Tarn Gazette",
        "Three years on",
        [
            "“The bridges will be rebuilt,” said Nujaifi, former Nineveh governor.",
            "“Taxes on bridges are theft,” said Bill Clinton.",
        ],
    ),
    "c": (
        "2016-12-01",
        "Tarn Gazette",
        "Two speeches",
        [
            "“Bridges need money,” said Hillary Clinton, the senator.",
            r"“=SUM(1) is no answer, and \*stars\* are none,” said Hatem al-Jubouri.",
        ],
    ),
    "d": (
        None,
        None,
        "A letter",
        ["“Money is missing for the school,” said Clinton.", "Nobody was quoted on the harbour."],
    ),
}


def write_quoted(folder: Path, articles: Mapping[str, Article] = ARTICLES) -> Path:
    """Write the articles; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (date, source, title, paragraphs) in articles.items():
        facts = {"title": title, "date": date, "source": source}
        front = "".join(f"{key}: {value}\n" for key, value in facts.items() if value)
        text = f"---\n{front}---\n" + "\n\n".join(paragraphs) + "\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def build_quoted(articles: Path, index: Path) -> Path:
    """Index a folder of articles in which every quote is “words,” said name, role."""
    with mock.patch("indexer.build.update.QuoteExtractor", QuotedExtractor):
        build_index([articles], index, encoder=HashingEncoder())
    return index


class QuotedExtractor:
    """Finds the quotes of these articles."""

    @classmethod
    def load(cls) -> QuotedExtractor:
        return cls()

    def extract(
        self, text: str, *, title: str | None = None, author: str | None = None
    ) -> list[Quote]:
        return [_quote(found) for found in _SAID.finditer(text)]


def _quote(found: re.Match[str]) -> Quote:
    who = found["who"]
    named = not who.startswith(("a ", "the "))
    return Quote(
        parts=(Span(*found.span("words")),),
        kind=QuoteKind.DIRECT,
        cue=Span(*found.span("cue")),
        mention=Span(*found.span("who")),
        speaker=who if named else None,
        role=found["role"],
        confidence=0.96 if found["cue"] == "said" else 0.8,
        grade=Grade.SURE if found["cue"] == "said" else Grade.LIKELY,
    )
