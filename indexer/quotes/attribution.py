"""Quote by quote through an article: the source, and whom it stands for."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from indexer.quotes.article import Article
from indexer.quotes.log_linear import LogLinear, probabilities
from indexer.quotes.people.person import Person
from indexer.quotes.sources.joint_sources import first_of_several
from indexer.quotes.speakers.history import History, PreviousAttribution

# Rival mentions are followed to their speakers as well, the likeliest few of them.
_RIVALS = 3
_LEAST_PROBABILITY = 0.1
# Of a person's mentions one that names them is taken if it is at least so likely as this,
# compared with the likeliest.
_NAMING = 0.5
# How sure it is that a pronoun means the last speaker, where nothing speaks for anybody else.
_CERTAIN = 0.95


class Attribution(NamedTuple):
    """What was decided for one quote.

    Attributes:
        mention: Number of the mention chosen as source, or None where there was none.
        person: Whom it stands for, or None for nobody with a name.
        probability: That it was this person, whichever mention names them.
        source_score: How much speaks for the likeliest source, as a score; infinity where
            it is certain, minus infinity without any.
    """

    mention: int | None
    person: Person | None
    probability: float
    source_score: float = -inf


def attribute(article: Article, sources: LogLinear, speakers: LogLinear) -> list[Attribution]:
    """Decide source and speaker of every quote of an article, in order of the text.

    A decision sees those before it; a mention chosen again stands for whom it stood. Mentions
    that stand for the same person support each other; ties fall to the earlier candidate.
    """
    decided: list[Attribution] = []
    history: list[PreviousAttribution] = []
    previous: int | None = None
    choices: dict[int, tuple[float, Person | None, float]] = {}
    for quote in range(len(article.spans)):
        before = decided[-1].mention if decided else None
        certain = article.sources.certain(quote, before)
        if certain is not None and certain == before:  # as sure as it was
            likely, source_score = [(certain, choices[certain][0])], decided[-1].source_score
        elif certain is not None:
            likely, source_score = [(certain, 1.0)], inf
        else:
            likely, source_score = _likely_sources(article, sources, quote, previous)
        if not likely:
            decided.append(Attribution(None, None, 0.0))
            continue
        known, choices = choices, {}
        for mention, odds in likely:
            if mention == previous:  # whoever it stood for the last time
                _, person, given = known[mention]
            else:
                person, given = _speaker(article, speakers, mention, quote, history)
            choices[mention] = odds, person, given
        chosen = _best(article, choices, source_score)
        first = _first_of_several(article, chosen)
        if first is not None:
            person, given = _speaker(article, speakers, first, quote, history)
            choices[first] = chosen.probability, person, given
            chosen = Attribution(first, person, chosen.probability * given, chosen.source_score)
        decided.append(chosen)
        previous = chosen.mention
        if previous is not None:
            number = chosen.person.number if chosen.person else None
            history.append(PreviousAttribution(quote, previous, number, chosen.probability))
    return decided


def _likely_sources(
    article: Article, ranker: LogLinear, quote: int, previous: int | None
) -> tuple[list[tuple[int, float]], float]:
    """The likeliest mentions with their probabilities, and what speaks for the first of them."""
    candidates = article.sources.candidates(quote, previous)
    if not candidates:
        return [], -inf
    described = article.sources.describe(quote, candidates, previous)
    scores = [ranker.score(features) for features in described]
    odds = probabilities(scores)
    order = sorted(range(len(odds)), key=odds.__getitem__, reverse=True)[:_RIVALS]
    likely = [one for one in order if odds[one] >= _LEAST_PROBABILITY] or order[:1]
    return [(candidates[one], odds[one]) for one in likely], max(scores)


def _best(
    article: Article,
    choices: dict[int, tuple[float, Person | None, float]],
    source_score: float,
) -> Attribution:
    """The likeliest person over all mentions, and the likeliest mention of that person.

    Where a name and a pronoun are nearly as likely, it is the name.
    """
    totals: dict[int, float] = {}
    leaders: dict[int, int] = {}
    for mention, (probability, person, given) in choices.items():
        # Nobody with a name is somebody else for each mention.
        key = -1 - mention if person is None else person.number
        totals[key] = totals.get(key, 0.0) + probability * given
        leaders.setdefault(key, mention)
    best = max(totals, key=totals.__getitem__)
    mention = leaders[best]
    if best >= 0:
        mention = _naming(article, choices, mention)
    return Attribution(mention, choices[mention][1], totals[best], source_score)


def _first_of_several(article: Article, chosen: Attribution) -> int | None:
    """The first of several who say something together, if the last of them was chosen."""
    if chosen.mention is None:
        return None
    return first_of_several(article.tokens, article.mentions, chosen.mention)


def _naming(
    article: Article, choices: dict[int, tuple[float, Person | None, float]], mention: int
) -> int:
    """A name of the same person in place of a mention, where it is nearly as likely."""
    probability, person, _ = choices[mention]
    if person is None or article.mentions[mention].is_name:
        return mention
    for other, (rival, same, _) in choices.items():
        is_same = same is not None and same.number == person.number
        if is_same and article.mentions[other].is_name and rival >= _NAMING * probability:
            return other
    return mention


def _speaker(
    article: Article, ranker: LogLinear, mention: int, quote: int, history: History
) -> tuple[Person | None, float]:
    """Whom a mention stands for most likely, and the probability."""
    certain = article.speakers.certain(mention, history)
    if certain is not None:
        return certain, _CERTAIN
    candidates = article.speakers.candidates(mention, history)
    if len(candidates) == 1:
        return candidates[0], 1.0
    odds = ranker.probabilities(
        article.speaker_features.describe(mention, quote, candidates, history)
    )
    best = max(range(len(odds)), key=odds.__getitem__)
    return candidates[best], odds[best]
