"""An archive with the traps of verification: denials, words of others, statements in two papers."""

from __future__ import annotations

import re
from pathlib import Path
from unittest import mock

from indexer.build.pipeline import build_index
from indexer.records import Quote, QuoteKind, Span
from tests.support.hashing import HashingEncoder

# “Words,” said Name. “More words.” / Name denied saying “words.”
_SAID = re.compile(
    r"“(?P<words>[^”]*)” (?P<cue>said|says) (?P<who>[^,.“]+)(?:\.|, )(?: ?“(?P<more>[^”]*)”)?"
)
_BEFORE = re.compile(r"(?P<who>[A-Z]\w+ [A-Z]\w+) (?P<cue>[^“.]*?)(?:,|:)? ?“(?P<words>[^”]*)”")

ARTICLES = {
    "bridge": (
        "2019-03-02",
        "Tarn Gazette",
        [
            "“We will not rebuild the old bridge unless the council pays for all of it,” said "
            "Amara Quist. “Nobody has paid us a penny since 2014.”",
            "The valley lost 40 houses in the flood, and the council has paid for none of them.",
        ],
    ),
    "bridge again": (
        "2019-03-09",
        "Harbour Post",
        ["“We will not rebuild the old bridge unless the council pays,” said Amara Quist."],
    ),
    "film": (
        "2020-05-01",
        "Tarn Gazette",
        [
            "“I would love this film, if I could forget that the plot makes no sense and the "
            "songs are stolen,” said Joss Verrin.",
        ],
    ),
    "denial": (
        "2021-01-11",
        "Harbour Post",
        ["Petra Lund denied ever having said: “The fishermen can go and drown.”"],
    ),
    "relayed": (
        "2021-02-12",
        "Harbour Post",
        [
            "“My grandmother used to tell me, ‘Never lend a boat to a man who cannot swim,’ and "
            "I still laugh about it,” said Ona Brandt.",
        ],
    ),
    "strike": (
        "2021-06-20",
        "Tarn Gazette",
        [
            "“About 300 nurses may walk out on Friday,” said Kofi Mensah.",
            "“The hospital can be saved with 12 million crowns,” said Ilse Oberg.",
            "“Nobody told the night shift anything,” said a nurse.",
        ],
    ),
    "sign": (
        "2021-07-01",
        "Tarn Gazette",
        ["A sign at the gate reads “Trespassers will be fed to the geese” in red paint."],
    ),
}


def build_claimed(folder: Path) -> Path:
    """Write the articles and index them; returns the index."""
    articles, index = folder / "articles", folder / "index"
    articles.mkdir(parents=True)
    for name, (date, source, paragraphs) in ARTICLES.items():
        text = f"---\ntitle: On the {name}\ndate: {date}\nsource: {source}\n---\n"
        (articles / f"{name}.md").write_text(text + "\n\n".join(paragraphs) + "\n", "utf-8")
    with mock.patch("indexer.build.update.QuoteExtractor", _Extractor):
        build_index([articles], index, encoder=HashingEncoder())
    return index


class _Extractor:
    @classmethod
    def load(cls) -> _Extractor:
        return cls()

    def extract(
        self, text: str, *, title: str | None = None, author: str | None = None
    ) -> list[Quote]:
        found = [_quote(match) for match in _SAID.finditer(text)]
        found += [_quote(match) for match in _BEFORE.finditer(text) if "denied" in match["cue"]]
        return sorted(found, key=lambda quote: quote.span)


def _quote(found: re.Match[str]) -> Quote:
    parts = [Span(*found.span("words"))]
    if "more" in found.groupdict() and found["more"]:
        parts.append(Span(*found.span("more")))
    who = found["who"]
    return Quote(
        parts=tuple(parts),
        kind=QuoteKind.DIRECT,
        cue=Span(*found.span("cue")),
        mention=Span(*found.span("who")),
        speaker=who if who[0].isupper() else None,
        confidence=0.9,
    )
