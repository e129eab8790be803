"""Quote by quote through an article: the source, and whom it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from indexer.quotes.allowance import Allowance
from indexer.quotes.article import Article
from indexer.quotes.best_choice import Choice, Choices, best_choice
from indexer.quotes.log_linear import LogLinear, probabilities
from indexer.quotes.people.names import surname_key
from indexer.quotes.people.person import Person
from indexer.quotes.sources.joint_sources import (
    meant_by_they,
    shares_surname,
    speaking_together,
    written_by,
)
from indexer.quotes.speakers.history import PreviousAttribution

# Only the likeliest few mentions are followed to their speakers.
_MOST_CHOICES = 3
_LEAST_PROBABILITY = 0.1
# How sure it is that a pronoun means the last speaker, where nothing speaks for anybody else.
_CERTAIN_SPEAKER = 0.95
_MEANT_BY_THEY = 0.8


class Speaking(NamedTuple):
    """One of several who speak together.

    Attributes:
        mention: The number of the mention.
        person: Whom it stands for, or None.
        probability: That this person is among them.
        name: The full name where only the mention of another tells it: "Jane Roe" of "Jane and
            Paul Roe".
    """

    mention: int
    person: Person | None
    probability: float
    name: str = ""


class Attribution(NamedTuple):
    """What was decided for one quote.

    Attributes:
        mention: Number of the mention chosen as source, or None where there was none.
        person: Whom it stands for, or None for nobody with a name.
        probability: That it was this person, whichever mention names them.
        source_score: How much speaks for the likeliest source; infinity where the source is
            certain, minus infinity where there is none.
        together: Of several who speak together all mentions, in order of the text, with whom they
            stand for and the probabilities; this one is among them. Empty where one speaks.
    """

    mention: int | None
    person: Person | None
    probability: float
    source_score: float = -inf
    together: tuple[Speaking, ...] = ()


_NOBODY = Attribution(None, None, 0.0)


class _LikelySources(NamedTuple):
    """The mentions that may be the source of a quote.

    Attributes:
        mentions: Their numbers and probabilities, the likeliest first; none where it is likeliest
            that none of them is the source.
        score: How much speaks for the best of them, compared with nobody.
        nobody: The probability that none of them is the source.
    """

    mentions: Sequence[tuple[int, float]]
    score: float
    nobody: float = 0.0


def attribute(article: Article, sources: LogLinear, speakers: LogLinear) -> list[Attribution]:
    """Decide source and speaker of every quote of an article, in order of the text.

    A decision sees the decisions before it; a mention that is chosen again stands for the same
    person as before. Mentions of one person add up; ties fall to the earlier candidate.

    Args:
        article: The article.
        sources: The ranker of mentions.
        speakers: The ranker of people.
    """
    attributor = _Attributor(article, sources, speakers)
    for quote in range(len(article.spans)):
        attributor.decided.append(attributor.decide(quote))
    return attributor.decided


class _Attributor:
    """The decisions about one article so far.

    Args:
        article: The article.
        sources: The ranker of mentions.
        speakers: The ranker of people.
    """

    def __init__(self, article: Article, sources: LogLinear, speakers: LogLinear) -> None:
        self._article = article
        self._source_ranker = sources
        self._speaker_ranker = speakers
        self.decided: list[Attribution] = []
        self._history: list[PreviousAttribution] = []
        # Of the last quote that has a source: the mention, and what else there was to choose.
        self._previous: int | None = None
        self._choices: Choices = {}
        self._allowance = Allowance()

    def decide(self, quote: int) -> Attribution:
        """Decide about the quote after the last one that was decided."""
        article = self._article
        likely = self._likely_sources(quote)
        if not likely.mentions:
            return Attribution(None, None, likely.nobody, likely.score)
        choices = {
            mention: Choice(probability, *self._speaker(mention, quote))
            for mention, probability in likely.mentions
        }
        mention, probability = best_choice(choices, article.mentions)
        writer = written_by(article.tokens, article.mentions, mention)
        if writer is not None:  # "a statement from Jane Roe"
            choices[writer] = Choice(
                choices[mention].probability, *self._new_speaker(writer, quote)
            )
            mention, probability = writer, choices[writer].probability
            probability *= choices[writer].person_probability
        together = self._together(mention, quote, choices)
        if together:  # "Jane Roe and Paul Doe said": the first with a name comes first
            named = (one for one in together if one.person is not None)
            mention, _, probability, _ = next(named, together[0])
        person = choices[mention].person
        self._previous, self._choices = mention, choices
        number = None if person is None else person.number
        self._history.append(PreviousAttribution(quote, mention, number, probability))
        return Attribution(mention, person, probability, likely.score, together)

    def _together(
        self, mention: int, quote: int, choices: dict[int, Choice]
    ) -> tuple[Speaking, ...]:
        """All who speak together with a mention, the source of a quote; their choices are added."""
        article = self._article
        if not article.sources.is_beside(quote, article.mentions[mention]):
            return ()
        tokens, mentions = article.tokens, article.mentions
        joined = speaking_together(tokens, mentions, mention)
        # Whichever of them the ranker takes, it takes all.
        probability = sum(choices[one].probability for one in joined if one in choices)
        if not joined and choices[mention].person is None:
            joined = meant_by_they(tokens, mentions, mention)
            probability = _MEANT_BY_THEY * choices[mention].probability
        for one in joined:
            choices[one] = Choice(probability, *self._new_speaker(one, quote))
        return tuple(self._speaking(one, joined, choices) for one in joined)

    def _speaking(self, one: int, joined: Sequence[int], choices: dict[int, Choice]) -> Speaking:
        """One of several who speak together."""
        mentions = self._article.mentions
        probability, person, person_probability = choices[one]
        last = choices[joined[-1]].person
        if last is None or not shares_surname(mentions, joined, one):
            return Speaking(one, person, probability * person_probability)
        # Those whom the article only calls by that one word have it as a given name, too.
        named = self._article.people.by_mention[one]
        meant = [other for other in named if len(other.name) > 1]
        if any(other.last == surname_key(mentions[one].name[0]) for other in meant):
            return Speaking(one, person, probability * person_probability)
        known = next((other for other in meant if other.last == last.last), None)
        choices[one] = Choice(probability, known, 1.0)
        name = f"{mentions[one].name[0]} {last.name[-1]}"
        return Speaking(one, known, probability, name)

    def _likely_sources(self, quote: int) -> _LikelySources:
        """The mentions that may be the source of a quote."""
        last = self.decided[-1] if self.decided else _NOBODY
        certain = self._article.sources.certain(quote, last.mention)
        if certain is None:
            return self._ranked_sources(quote)
        if certain == last.mention:  # as sure as before
            return _LikelySources(
                [(certain, self._choices[certain].probability)], last.source_score
            )
        return _LikelySources([(certain, 1.0)], inf)

    def _ranked_sources(self, quote: int) -> _LikelySources:
        """The likeliest of the candidates for the source of a quote."""
        if not self._allowance.holds(self._article.spans[quote].outer.start):
            return _LikelySources((), -inf)
        sources = self._article.sources
        candidates = sources.candidates(quote, self._previous)
        self._allowance.spend(len(candidates))
        if not candidates:
            return _LikelySources((), -inf)
        described = sources.describe(quote, candidates, self._previous)
        scores = [self._source_ranker.score(features) for features in described]
        *odds, nobody = probabilities(scores)
        score = max(scores[:-1]) - scores[-1]
        order = sorted(range(len(odds)), key=odds.__getitem__, reverse=True)[:_MOST_CHOICES]
        if nobody > odds[order[0]]:
            return _LikelySources((), score, nobody)
        likely = [one for one in order if odds[one] >= _LEAST_PROBABILITY] or order[:1]
        return _LikelySources([(candidates[one], odds[one]) for one in likely], score, nobody)

    def _speaker(self, mention: int, quote: int) -> tuple[Person | None, float]:
        """Whom a mention stands for most likely, and the probability."""
        if mention == self._previous:  # it stands for the same person as before
            known = self._choices[mention]
            return known.person, known.person_probability
        return self._new_speaker(mention, quote)

    def _new_speaker(self, mention: int, quote: int) -> tuple[Person | None, float]:
        """Whom a mention stands for most likely, and the probability, whatever was decided."""
        article = self._article
        certain = article.speakers.certain(mention, self._history)
        if certain is not None:
            return certain, _CERTAIN_SPEAKER
        if not self._allowance.holds(article.spans[quote].outer.start):
            return None, 0.0
        candidates = article.speakers.candidates(mention, self._history)
        if len(candidates) == 1:
            return candidates[0], 1.0
        self._allowance.spend(len(candidates))
        described = article.speaker_features.describe(mention, quote, candidates, self._history)
        odds = self._speaker_ranker.probabilities(described)
        best = max(range(len(odds)), key=odds.__getitem__)
        return candidates[best], odds[best]
