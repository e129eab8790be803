"""What each signal is worth. Few and fixed: one set of defaults for every archive.

Each weight was kept because it helped on sets of questions that it was not chosen on: news
quizzes, a news collection of 1963, encyclopedia questions, scientific claims, and questions over
several news articles. Learned combinations of the same signals lost on sets that they had not
seen, and so did weights adapted to the question.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What 1.0 of a signal adds to a passage's score.

    Attributes:
        keyword: BM25F of text and title, normalised for the question.
        semantic: Cosine with the question, normalised likewise.
        article: BM25 of the whole article, which all of its passages share; normalised,
            and times 1 - documents / passages of the index.
        pairs: BM25 over neighbouring terms of the question; normalised.
        source: The question names the document's source.
        date: The question names a day, and the document is from it or from the days around.
    """

    keyword: float = 0.5
    semantic: float = 0.5
    article: float = 0.4
    pairs: float = 0.15
    source: float = 0.5
    date: float = 0.5


DEFAULT_WEIGHTS = Weights()
