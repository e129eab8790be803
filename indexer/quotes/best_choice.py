"""The mentions that may be the source of one quote -> the one that is shown, and its person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.person import Person

# A name replaces another mention of its person if its probability is at least this part of the
# other's.
_LEAST_FOR_NAME = 0.5


class Choice(NamedTuple):
    """A mention that may be the source of a quote.

    Attributes:
        probability: That it is the source.
        person: Whom it stands for most likely, or None for nobody with a name.
        person_probability: That it stands for this person, if it is the source.
    """

    probability: float
    person: Person | None
    person_probability: float


Choices = Mapping[int, Choice]
"""By the number of the mention, the likeliest first."""


def best_choice(choices: Choices, mentions: Sequence[Mention]) -> tuple[int, float]:
    """The likeliest person's likeliest mention, and the probability of the person.

    The mentions of one person add up. Where a name and a pronoun of the person are nearly as
    likely, it is the name. Ties fall to the earlier choice.

    Args:
        choices: At least one.
        mentions: All mentions of the article.
    """
    totals: dict[int, float] = {}
    first: dict[int, int] = {}
    for number, (probability, person, person_probability) in choices.items():
        # Each mention without a named person counts as a person of its own.
        key = -1 - number if person is None else person.number
        totals[key] = totals.get(key, 0.0) + probability * person_probability
        first.setdefault(key, number)
    best = max(totals, key=totals.__getitem__)
    return _name_instead(choices, mentions, first[best]), totals[best]


def _name_instead(choices: Choices, mentions: Sequence[Mention], chosen: int) -> int:
    """A name of the same person in place of a mention, where it is nearly as likely."""
    probability, person, _ = choices[chosen]
    if person is None or mentions[chosen].is_name:
        return chosen
    for number, other in choices.items():
        is_same = other.person is not None and other.person.number == person.number
        is_likely = other.probability >= _LEAST_FOR_NAME * probability
        if is_same and is_likely and mentions[number].is_name:
            return number
    return chosen
