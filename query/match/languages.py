"""Conditions on words, in the languages that the archive has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from indexer.text.analyzer import terms
from indexer.text.languages.common_words import ENGLISH
from query.parse.tree import Near, Phrase


def in_languages(condition: Phrase | Near, languages: Iterable[str]) -> list[Phrase | Near]:
    """A condition in English, and in each other language in which its terms are others.

    The names of speakers, sources and authors have no language.
    """
    found = [condition]
    if condition.field not in ("text", "title") or not condition.words:
        return found
    for language in languages:
        meant = tuple(terms(condition.words, language)) if language != ENGLISH else ()
        if meant and meant not in [one.terms for one in found]:
            found.append(replace(condition, terms=meant))
    return found
