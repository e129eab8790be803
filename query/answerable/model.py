"""Evidence -> the probability that the archive answers, by a logistic model.

The weights were learned for one encoder: another one has cosines of another size, so that nothing
is judged with it. Without cosines, weights for words alone serve.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("weights.json")

WORDS = {
    "coverage": "the share of the question's words that one of the best rows holds",
    "keyword fall": "how far keyword scores fall from the best row to the tenth and the fiftieth",
    "absent": "the share of its words that no row holds",
    "names absent": "the share of its words that are names and that no row holds",
}
"""The features of every question. A rare word counts more than a frequent one."""

COSINES = {
    "cosine and coverage": "the best sum of a row's cosine and half of its coverage",
    "low cosine": "how far the best cosine is below one half",
    "above median": "the best cosine, less the median of the thousand best",
    **{name: WORDS[name] for name in ("keyword fall", "absent", "names absent")},
}
"""The features of a question that is asked by meaning, too.

More were tried, and told no more on collections that the weights had not seen: what the articles of
the best rows hold, words side by side, agreement of the searchers, the fall of cosines and of
articles' scores, the rarest word that is missing.
"""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model.

    Attributes:
        constant: The logarithm of the odds without any feature.
        weights: What 1.0 of a feature adds, by name.
        threshold: The logarithm of the odds below which a question counts as not answered.
    """

    constant: float
    weights: Mapping[str, float]
    threshold: float

    def odds(self, features: Mapping[str, float]) -> float:
        """The logarithm of the odds that the archive answers."""
        return self.constant + sum(weight * features[name] for name, weight in self.weights.items())


def model_for(encoder: str | None) -> Model | None:
    """The model for an encoder.

    Args:
        encoder: Its name; None for a question by words alone.

    Returns:
        The model; None if there is none for this encoder.
    """
    stored = _stored()
    found = stored["words"] if encoder is None else stored["encoders"].get(encoder)
    return Model(found["constant"], found["weights"], found["threshold"]) if found else None


def probability(odds: float) -> float:
    """The probability for the logarithm of the odds, in [0, 1]."""
    return 1 / (1 + exp(-min(max(odds, -50.0), 50.0)))


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return stored
