"""A question -> the terms to look for, in the languages that the archive has.

Each word counts in English, and in each other language in which its term is another. So nobody has
to say in which language a question is, and an archive in English alone is asked as ever.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from indexer.text.analyzer import terms, words
from indexer.text.hidden_terms import acronym_term
from indexer.text.languages.common_words import COMMON_WORDS, ENGLISH
from indexer.text.languages.recognise import recognised
from query.rank.stopwords import content_terms


def question_terms(question: str, languages: Collection[str], english: Sequence[str]) -> list[str]:
    """The terms to look for: the English ones, then those of other languages, each once.

    Args:
        question: Plain words.
        languages: Two-letter codes of the languages of the archive.
        english: The content terms of the question in English.
    """
    others = [language for language in languages if language != ENGLISH]
    if not others:
        return list(english)
    own = language_among(question, others)
    written = words(question)
    common = {term for word in written if _is_common(word, own) for term in terms(word)}
    telling = set(content_terms(question)) - common
    # An acronym is a word of English: "US" must not come back as "us".
    content = [
        word
        for word in written
        if not telling.isdisjoint(terms(word)) and acronym_term(word) is None
    ]
    found = [term for term in english if term not in common]
    for language in others:
        meant = (word for word in content if not _is_common(word, language))
        found += [term for word in meant for term in terms(word, language)]
    return list(dict.fromkeys(found)) or list(english)


def language_among(question: str, languages: Collection[str]) -> str:
    """Which of some languages a question is in; English if that cannot be told."""
    found = recognised(question)
    return found if found in languages and found is not None else ENGLISH


def foreign_language(question: str, languages: Collection[str]) -> str | None:
    """The language of a question if no article has it; None if one has, or it cannot be told."""
    found = recognised(question)
    return None if found is None or found in languages else found


def ordered_terms(question: str, languages: Collection[str]) -> list[str]:
    """All terms of a question in order, in its own language if the archive has that."""
    return terms(question, language_among(question, languages) if len(languages) > 1 else ENGLISH)


def _is_common(word: str, language: str) -> bool:
    return language != ENGLISH and word.casefold() in COMMON_WORDS.get(language, ())
