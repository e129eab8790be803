"""A string from a reader -> a question that both searchers can work with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.errors import QuerySyntaxError

MAX_WORDS = 200
"""Of a question: more is a document, and its first words say what it is about."""

_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is searched for, and what the reader should know about it."""

    text: str
    notes: tuple[str, ...] = ()


def parse_question(text: str) -> Question:
    """Read a question.

    Control characters and lone surrogates are taken as spaces, and what is longer than
    `MAX_WORDS` is cut; both are said in the notes.

    Raises:
        QuerySyntaxError: If there is no word in it.
    """
    notes = []
    clean = _UNUSABLE.sub(" ", text)
    if any((ord(c) < 32 and c not in "\t\n\r") or "\ud800" <= c <= "\udfff" for c in text):
        notes.append("characters that are no text were left out of the question")
    words = clean.split()
    if len(words) > MAX_WORDS:
        notes.append(f"only the first {MAX_WORDS} of {len(words)} words of the question were used")
        words = words[:MAX_WORDS]
    question = " ".join(words)
    if not any(character.isalnum() for character in question):
        raise QuerySyntaxError(question, 0, "the question has no words")
    return Question(question, tuple(notes))
