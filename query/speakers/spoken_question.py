"""A question, and whom it names as a speaker."""

from __future__ import annotations

from dataclasses import dataclass

from query.parse.parser import Question
from query.parse.tree import Filter


@dataclass(frozen=True, slots=True)
class SpokenQuestion:
    """A question, with what it says about who speaks.

    Attributes:
        question: With the words to search for.
        spoken: The speakers whom it names, if all of them are quoted, else None.
        role: What it says of a speaker who is not found by name ("the mayor of Tarn"), or "".
        unknown: The name that it gives, if nobody of that name is quoted, else "".
        asks_who: Whether it asks who said something, and tells that in its own words.
    """

    question: Question
    spoken: Filter | None = None
    role: str = ""
    unknown: str = ""
    asks_who: bool = False
