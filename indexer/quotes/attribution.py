"""Quote by quote through an article: the source, then whom it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.quotes.analysis import Article
from indexer.quotes.people import Person
from indexer.quotes.ranking import LogLinear
from indexer.quotes.speakers import Said


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was decided for one quote.

    Attributes:
        mention: Number of the mention chosen as source, or None where there was none.
        person: Whom it stands for, or None for nobody with a name.
        source_probability: That the mention is the source.
        speaker_probability: That the mention stands for the person.
    """

    mention: int | None
    person: Person | None
    source_probability: float
    speaker_probability: float


def attribute(article: Article, sources: LogLinear, speakers: LogLinear) -> list[Attribution]:
    """Decide source and speaker of every quote of an article, in order of the text.

    A decision sees those before it; ties fall to the earlier candidate.
    """
    decided: list[Attribution] = []
    history: list[Said] = []
    previous: int | None = None
    for quote in range(len(article.marked)):
        candidates = article.sources.candidates(quote, previous)
        if not candidates:
            decided.append(Attribution(None, None, 0.0, 0.0))
            continue
        described = article.sources.describe(quote, candidates, previous)
        odds = sources.probabilities(described)
        best = max(range(len(odds)), key=odds.__getitem__)
        mention = candidates[best]
        person, probability = _speaker(article, speakers, mention, quote, history)
        decided.append(Attribution(mention, person, odds[best], probability))
        history.append(Said(quote, mention, person.number if person else None))
        previous = mention
    return decided


def _speaker(
    article: Article, ranker: LogLinear, mention: int, quote: int, history: list[Said]
) -> tuple[Person | None, float]:
    candidates = article.speakers.candidates(mention, history)
    if len(candidates) == 1:
        return candidates[0], 1.0
    odds = ranker.probabilities(article.speakers.describe(mention, quote, candidates, history))
    best = max(range(len(odds)), key=odds.__getitem__)
    return candidates[best], odds[best]
