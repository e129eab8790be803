"""A text in, its quotes out: the whole extraction in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from indexer.quotes.article import analyse
from indexer.quotes.attribution import attribute
from indexer.quotes.confidence import Confidence, Curve
from indexer.quotes.finished_quotes import QuoteWriter
from indexer.quotes.log_linear import LogLinear
from indexer.quotes.quotation_classifier import QuotationClassifier
from indexer.quotes.split_quotes import group_parts
from indexer.records import Quote
from indexer.text.paragraphs import split_paragraphs


class QuoteExtractor:
    """Finds the quotes of articles and who said them.

    Args:
        weights: "is_quotation", "source" and "speaker" -> feature -> weight.
        curves: What the probabilities of the rankers are worth, see `Confidence`.
    """

    def __init__(
        self,
        weights: Mapping[str, Mapping[str, float]],
        curves: Mapping[str, Curve] = MappingProxyType({}),
    ) -> None:
        self._quotations = QuotationClassifier(LogLinear(weights["is_quotation"]))
        self._sources = LogLinear(weights["source"])
        self._speakers = LogLinear(weights["speaker"])
        self._confidence = Confidence(curves)

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> QuoteExtractor:
        """The extractor with the weights that come with the program, read once."""
        file = resources.files("indexer.quotes").joinpath("weights.json")
        stored = json.loads(file.read_text(encoding="utf-8"))
        return cls(stored["weights"], stored["curves"])

    def extract(
        self, text: str, *, title: str | None = None, author: str | None = None
    ) -> list[Quote]:
        """Find the quotes of an article.

        Args:
            text: The article; offsets of the result refer to it.
            title: Its title, where known; names in it may explain names in the text.
            author: Who wrote it, where known. Not used: what the writers quote themselves as
                saying keeps its "I" and gets no name.

        Returns:
            The quotes in order of position; a split quote is one with several parts. Spans
            do not overlap.
        """
        paragraphs = split_paragraphs(text)
        possible = self._quotations.find_possible(text, paragraphs)
        if not possible:
            return []
        article = analyse(text, title, paragraphs, [one.span for one in possible])
        attributions = attribute(article, self._sources, self._speakers)
        writer = QuoteWriter(article, self._confidence)
        quotes = []
        for numbers in group_parts(article, attributions):
            kept = [
                one
                for one in numbers
                if self._quotations.is_quotation(possible[one], attributions[one].source_score)
            ]
            if kept:
                quotes.append(writer.quote(kept, attributions[kept[0]]))
        return quotes
