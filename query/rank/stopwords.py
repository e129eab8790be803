"""Stopwords, and the content terms of a question: the words that say what it is about.

Leaving stopwords out of the keyword search changes nothing in large archives, where they hardly
count, and helps in small ones, where "how many" may stand in fewer passages than the topic.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from indexer.text.analyzer import terms

STOPWORDS = """
    a about after all also an and any are as at be because been before being between both but by
    can could did do does doing done down during each few for from had has have having he her here
    hers him his how i if in into is it its itself just me more most my no nor not now of off on
    once only or other our out over own said same say says she should so some such than that the
    their them then there these they this those through to too under until up very was we were
    what when where which while who whom whose why will with would you your
"""
"""Words that say nothing about the topic of a question."""


def without_stopwords(weights: Mapping[str, float]) -> dict[str, float]:
    """The terms that are no stopwords, with their weights; all if every term is one."""
    chosen = {term: weight for term, weight in weights.items() if term not in _stop_terms()}
    return chosen or dict(weights)


def content_terms(question: str) -> list[str]:
    """The terms of a question without stopwords; all if it has no others."""
    everything = terms(question)
    return [term for term in everything if term not in _stop_terms()] or everything


def is_stopword(term: str) -> bool:
    """Whether a term says nothing about the topic of a question."""
    return term in _stop_terms()


@lru_cache(maxsize=1)
def _stop_terms() -> frozenset[str]:
    return frozenset(terms(STOPWORDS))
