"""The language of a text, from its script and its commonest words.

English wins wherever it is near: an English text must never be taken for another. A text of a few
words, or of names, has no language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from indexer.text.languages.common_words import COMMON_WORDS, ENGLISH, SPECIAL_LETTERS
from indexer.text.languages.scripts import language_of_script

LOOKED_AT = 4_000
"""Characters at the beginning of a text that are looked at."""

FEWEST = 3
"""Different words that it takes: common ones of a language, or with a letter that English lacks.
One of them must be a common word, since names have such letters too. Two are enough if one has such
a letter: "Las Vegas" is a name in English texts."""

LEAST_SHARE = 0.12
"""Share of all words that are common ones of a language in a text in it; prose has .3 or more."""

AHEAD = 1.2
"""How many times as many common words the language has as any other."""

# Not what follows an apostrophe: the English "'s" is a word of Czech.
_WORD = re.compile(r"(?<!['’\w])[^\W\d_]+")


def recognised(text: str) -> str | None:
    """The two-letter code of the language of a text; None if it cannot be told.

    >>> recognised("Die Brücke ist seit gestern nicht mehr für Autos offen.")
    'de'
    >>> recognised("The mayor of Las Palmas said that the bridge was closed.")
    'en'
    """
    beginning = text[:LOOKED_AT]
    by_script = language_of_script(beginning)
    if by_script is not None:
        return by_script
    words = _WORD.findall(beginning.lower())
    times = Counter(words)
    foreign = [word for word in times if not word.isascii()]
    evidence = {language: _evidence(language, times, foreign) for language in COMMON_WORDS}
    counts = {language: sum(times[word] for word in found) for language, found in evidence.items()}
    best, *others = sorted(counts, key=lambda language: -counts[language])
    if best != ENGLISH and counts[ENGLISH] * 2 > counts[best]:
        best = ENGLISH
    elif counts[best] < AHEAD * counts[others[0]]:
        return None
    strength = len(evidence[best]) + (not all(map(str.isascii, evidence[best])))
    is_enough = strength >= FEWEST and evidence[best] & COMMON_WORDS[best]
    return best if is_enough and counts[best] >= LEAST_SHARE * len(words) else None


def _evidence(language: str, words: Iterable[str], foreign: Iterable[str]) -> frozenset[str]:
    """The different words that speak for a language.

    Args:
        language: Its code.
        words: Of a text.
        foreign: Those of them that have a letter outside ASCII.
    """
    letters = SPECIAL_LETTERS.get(language, frozenset())
    special = {word for word in foreign if not letters.isdisjoint(word)}
    return COMMON_WORDS[language].intersection(words) | special


def analysed_as(tag: str | None) -> str:
    """The language in which a document is analysed, from its tag ("pt-BR"); English without one.

    >>> analysed_as("pt-BR"), analysed_as(None)
    ('pt', 'en')
    """
    code = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0] if tag else ""
    return {"nb": "no", "nn": "no", "": ENGLISH}.get(code, code)
