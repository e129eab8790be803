"""The weight of each signal: few, fixed, and the same for every archive.

Each weight helped on sets of questions that it was not chosen on: news quizzes, a news collection
of 1963, encyclopedia questions, scientific claims, and questions over several news articles.
Learned combinations of the same signals lost on sets that they had not seen. Weights adapted to the
question lost too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What 1.0 of a signal adds to a row's score.

    Attributes:
        keyword: BM25F of text and title, normalised for the question.
        semantic: Cosine with the question, normalised in the same way.
        article: BM25 of the whole article, the same for all its rows; normalised, and times
            1 - documents / rows of the index.
        pairs: BM25 over neighbouring terms of the question; normalised.
        source: The question names the document's source.
        date: The question names a day, and the document is from it or from the days around.
        quotes: The best quote of a passage, as `whosaid quotes` ranks it; normalised. Only for a
            question about what somebody said: of 127 such questions .68 instead of .50 find the
            right passage first, while the answers to other questions are not among the quotes.
        context: Cosine of the paragraph of a quote and of the one before it; normalised.
        speaker: The question names the speaker of a quote. Half of it or twice as much changes
            the place of one answer in 127.
        role: All words of the role that the question names are words of a speaker's roles. More
            than that puts other speakers with the role before the one whose article names none.
        named: The question asks for a speaker and names this one beside: "who mocked Roe" asks for
            nobody called Roe. From -0.3 to -0.8 it changes the same answers.
    """

    keyword: float = 0.5
    semantic: float = 0.5
    article: float = 0.4
    pairs: float = 0.15
    source: float = 0.5
    date: float = 0.5
    quotes: float = 1.0
    context: float = 0.3
    speaker: float = 1.0
    role: float = 0.25
    named: float = -0.4


DEFAULT_WEIGHTS = Weights()

QUOTE_WEIGHTS = Weights(semantic=0.25)
"""For quotes, whose own words and whose paragraphs share the weight of meaning."""
