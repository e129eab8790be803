"""Questions of every kind that a reader asks, made of the real articles: the same each time."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from indexer.quotes import QuoteExtractor
from indexer.records import Span
from query.parse.tree import And, DateRange, Filter, NameContains
from query.settings import Settings
from tests.benchmarks.archives import Model, Pool

PLAIN = "plain"
ARTICLES_READ = 200  # for the names of speakers
A_QUESTION = 7  # words
PREFIX = 5  # letters before the *
A_LONG_WORD = 5  # letters
TRIES = 20  # sentences to look for two long words in
WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Asked:
    """A question, and what is asked for beside it.

    Attributes:
        question: As typed.
        since, until, source: The filter; "" for none.
        facets: Whether the matching articles are counted too.
    """

    question: str
    since: str = ""
    until: str = ""
    source: str = ""
    facets: bool = False

    def settings(self) -> Settings:
        """The settings with which the engine is asked."""
        return Settings(filters=self._filter(), facets=self.facets)

    def options(self) -> list[str]:
        """The same as options of `whosaid ask`."""
        told = [("--since", self.since), ("--until", self.until), ("--source", self.source)]
        words = [word for name, value in told if value for word in (name, value)]
        return [*words, *(["--facets"] if self.facets else [])]

    def _filter(self) -> Filter | None:
        parts: list[Filter] = []
        if self.since or self.until:
            parts.append(DateRange(self.since or None, self.until or None))
        if self.source:
            parts.append(NameContains("source", self.source))
        return And(tuple(parts)) if parts else None


@dataclass(frozen=True)
class Said:
    """A quote of the articles: whole words of it, and the speaker's full name."""

    words: str
    speaker: str


class Questions:
    """Makes questions from articles.

    Args:
        models: The real articles.
        asked: Questions that people have asked, for the plain kind; none: words of sentences.
    """

    def __init__(self, models: Sequence[Model], asked: Sequence[str] = ()) -> None:
        self._pool = Pool.of(models)
        self._asked = asked
        self._dated = [(one.date, one.source) for one in models if one.date and one.source]
        self.said = quotes_of(models[:ARTICLES_READ])
        self._speakers = list(Counter(one.speaker for one in self.said))

    def of_all_kinds(self, count: int) -> dict[str, list[Asked]]:
        """Kind -> so many questions."""
        kinds: dict[str, Callable[[random.Random], Asked]] = {
            PLAIN: lambda chance: Asked(self._words(chance)),
            "speakers": self._about_a_speaker,
            "filtered": self._filtered,
            "facets": lambda chance: Asked(self._words(chance), facets=True),
            "phrases": self._with_a_phrase,
            "wildcards": self._with_a_wildcard,
        }
        return {kind: self._many(make, count, kind) for kind, make in kinds.items()}

    def _many(self, make: Callable[[random.Random], Asked], count: int, kind: str) -> list[Asked]:
        chance = random.Random(kind)
        return [make(chance) for _ in range(count)]

    def _words(self, chance: random.Random) -> str:
        """A question that was asked, or some words of a sentence."""
        if self._asked:
            return chance.choice(self._asked)
        return " ".join(self._some(chance, A_QUESTION)) + "?"

    def _some(self, chance: random.Random, count: int) -> list[str]:
        """So many words in a row of a sentence, as few as it has."""
        words = WORDS.findall(chance.choice(self._pool.plain))
        start = chance.randrange(max(1, len(words) - count + 1))
        return words[start : start + count]

    def _about_a_speaker(self, chance: random.Random) -> Asked:
        if not self._speakers:
            return Asked(self._words(chance))
        topic = " ".join(self._some(chance, 3))
        return Asked(f"what did {chance.choice(self._speakers)} say about {topic}?")

    def _filtered(self, chance: random.Random) -> Asked:
        if not self._dated:
            return Asked(self._words(chance), since="1900")
        date, source = chance.choice(self._dated)
        return Asked(self._words(chance), since=date[:4], until=date[:4], source=source)

    def _with_a_phrase(self, chance: random.Random) -> Asked:
        """Two words in a row that are no small words, and three others."""
        for _ in range(TRIES):
            words = self._some(chance, A_QUESTION)
            for first, second in pairwise(words):
                if min(len(first), len(second)) >= A_LONG_WORD:
                    others = [word for word in words if word not in (first, second)][:3]
                    return Asked(" ".join([f'"{first} {second}"', *others]))
        return Asked(f'"{" ".join(self._some(chance, 2))}"')

    def _with_a_wildcard(self, chance: random.Random) -> Asked:
        words = [word.lower() for word in self._some(chance, A_QUESTION)]
        longest = max(words, key=len)
        others = [word for word in words if word != longest]
        return Asked(" ".join([f"{longest[:PREFIX]}*", *others[:3]]))


def quotes_of(models: Sequence[Model]) -> list[Said]:
    """Quotes of several words in the articles whose speaker is known by a full name."""
    extractor = QuoteExtractor.load()
    found = []
    for model in models:
        text = "\n\n".join(" ".join(part) for part in model.sentences)
        for quote in extractor.extract(text, title=model.title, author=None):
            words = Span(quote.span.start, quote.span.end).of(text).strip("“”\"'‘’ ")
            if len(quote.speakers) == 1 and " " in quote.speakers[0] and len(words.split()) > 3:
                found.append(Said(words, quote.speakers[0]))
    return found


def read_questions(path: Path) -> list[str]:
    """A question a line, or the texts of BEIR's queries.jsonl."""
    lines = [one for one in path.read_text(encoding="utf-8").splitlines() if one.strip()]
    return [json.loads(one)["text"] for one in lines] if path.suffix == ".jsonl" else lines
