"""Questions whose answer is in an archive, and questions whose answer is not.

answered   a question of a collection, asked there
removed    the same without the articles that were judged to answer it
foreign    a question of another collection
renamed    a question with an invented name in the place of one that it has

Each is asked of the whole archive and of a few articles of it, since small archives must be judged
as well. In "removed", other articles may still answer: judgments are never complete.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from indexer.text.analyzer import analyze
from query.answerable.evidence import gather
from query.answerable.names import names_in
from query.evaluation.beir import Benchmark
from query.rank.asked import Asked
from query.rows.sources import Mask
from query.searcher import Searcher
from query.settings import Mode, Settings

ARTICLES = (10, 24, 60, 150, 400)
"""Sizes of the small archives."""

INVENTED = ("Zelkovar", "Dranwick", "Oyelomi", "Brastiev", "Quintharp", "Velsunder", "Mokrani")


@dataclass(frozen=True, slots=True)
class Observation:
    """A question that was asked of an archive.

    Attributes:
        questions: The collection of the question.
        archive: The collection that was asked.
        kind: Answered, removed, foreign or renamed.
        whole: Whether the whole archive was asked.
        question: The question.
        features: What is known, by name (`query.answerable.evidence`).
    """

    questions: str
    archive: str
    kind: str
    whole: bool
    question: str
    features: Mapping[str, float]


class Archive:
    """An opened collection.

    Args:
        name: What it is called.
        searcher: Over its passages.
        benchmark: Its questions.
        names: The corpus id of each passage number.
        most: At most so many questions are asked, chosen at random.
        encoder_name: Of the encoder that made it.
    """

    def __init__(
        self,
        name: str,
        searcher: Searcher,
        benchmark: Benchmark,
        names: list[str],
        most: int,
        encoder_name: str,
    ) -> None:
        self.name, self._searcher, self.encoder_name = name, searcher, encoder_name
        self._random = random.Random(0)
        self._document_of = searcher.rows.document_of
        self._documents = len(searcher.rows.document_numbers)
        articles = benchmark.articles()
        ordinals: dict[str, set[int]] = {}
        for number, corpus_id in enumerate(names):
            if corpus_id:
                for judged in (corpus_id, articles[corpus_id]):
                    ordinals.setdefault(judged, set()).add(int(self._document_of[number]))
        found = {
            benchmark.questions[question]: set().union(
                *(ordinals.get(one, set()) for one, relevance in judged.items() if relevance > 0)
            )
            for question, judged in benchmark.judgments.items()
        }
        asked = sorted(question for question, judged in found.items() if judged)
        self._random.shuffle(asked)
        self.judged = {question: found[question] for question in asked[:most]}

    def own(self, mode: Mode) -> Iterator[Observation]:
        """Its own questions: answered, removed and renamed."""
        live = self._searcher.rows.live
        for question, judged in self.judged.items():
            some = self._some()
            for whole, allowed in ((True, live), (False, live & self._of(some | judged))):
                without = allowed & ~self._of(judged)
                yield from self._asked(self.name, "answered", whole, question, allowed, mode)
                yield from self._asked(self.name, "removed", whole, question, without, mode)
            renamed = self._renamed(question)
            if renamed:
                yield from self._asked(self.name, "renamed", True, renamed, live, mode)

    def foreign(self, other: Archive, most: int, mode: Mode) -> Iterator[Observation]:
        """Questions of another collection, asked here."""
        live = self._searcher.rows.live
        for question in list(other.judged)[:most]:
            few = live & self._of(self._some())
            yield from self._asked(other.name, "foreign", True, question, live, mode)
            yield from self._asked(other.name, "foreign", False, question, few, mode)

    def _asked(
        self, questions: str, kind: str, whole: bool, words: str, allowed: Mask, mode: Mode
    ) -> Iterator[Observation]:
        vector = None if mode is Mode.KEYWORD else self._searcher.encode(words)
        ranked = self._searcher.ranker.rank(Asked(words, vector, allowed), Settings(mode=mode))
        if not len(ranked.numbers):
            return
        rows, keyword = self._searcher.rows, self._searcher.ranker.keyword
        evidence = gather(rows, keyword, words, ranked, vector, allowed)
        yield Observation(questions, self.name, kind, whole, words, evidence.features)

    def _some(self) -> set[int]:
        count = min(self._random.choice(ARTICLES), self._documents)
        return set(self._random.sample(range(self._documents), count))

    def _of(self, documents: set[int]) -> Mask:
        return np.isin(self._document_of, sorted(documents))

    def _renamed(self, question: str) -> str:
        """The question with an invented name; "" if it has no name."""
        names = names_in(question, analyze(question))
        if not names:
            return ""
        name = self._random.choice(names)
        invented = self._random.choice(INVENTED)
        return question[: name[-1].start] + invented + question[name[-1].end :]
