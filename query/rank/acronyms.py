"""Acronyms in capitals in a question: "US" is not the word "us"."""

from __future__ import annotations

from indexer.text.analyzer import terms, words
from indexer.text.hidden_terms import acronym_term
from query.rank.stopwords import content_terms
from query.rows.sources import KeywordSource

MOST_SHOUTED = 3
"""Words of a question in capitals that may be acronyms; in a longer one capitals tell nothing."""


def ranked_terms(question: str, source: KeywordSource) -> list[str]:
    """The content terms of a question, with the terms of its acronyms in the place of small words.

    An index of an earlier version does not have the terms of acronyms: there the words stay.

    Args:
        question: Plain words.
        source: Tells which terms there are.
    """
    found = content_terms(question)
    split = words(question)
    if question.upper() == question and len(split) > MOST_SHOUTED:
        return found
    for word in split:
        term = acronym_term(word)
        if term and source.has_term("text", term):
            small = terms(word)[0]
            found = [term if one == small else one for one in found]
            if term not in found:  # a stopword in small letters
                found.append(term)
    return found
