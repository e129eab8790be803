"""What a question asks for: its words, its conditions, and whom it names as a speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from query.parse.parser import Question, parse_question
from query.parse.tree import Filter
from query.settings import Settings
from query.speakers.reporting_words import may_be_about_saying

if TYPE_CHECKING:
    from query.rows.rows import Rows


@dataclass(frozen=True)
class Understood:
    """A question as it was understood.

    Attributes:
        question: As parsed.
        spoken: The speakers whom the question's own words name, or None. Their quotes are
            preferred.
        role: What it says of a speaker who is not found by name, or "".
        unknown: The name that it gives, if nobody of that name is quoted, else "".
        asks_who: Whether it asks who said something, and tells that in its own words.
    """

    question: Question
    spoken: Filter | None = None
    role: str = ""
    unknown: str = ""
    asks_who: bool = False


def understood(text: str, rows: Rows, settings: Settings) -> Understood:
    """Read a question.

    Args:
        text: As the reader typed it.
        rows: Where speakers are looked up, if the question may be about what somebody said.
        settings: How it is read.

    Raises:
        QuerySyntaxError: If there is no word in the question, or, with `settings.strict`, its
            syntax is wrong.
        IndexCorruptError: If the catalog is damaged.
    """
    question = parse_question(
        text,
        plain=settings.plain,
        strict=settings.strict,
        variants=settings.variants,
        sure=settings.sure,
    )
    if not (settings.spoken and may_be_about_saying(question.words)):
        return Understood(question)
    from query.speakers.questions import understand  # names take longer to load than to search

    read = understand(question, rows.directory, variants=settings.variants, sure=settings.sure)
    return Understood(read.question, read.spoken, read.role, read.unknown, read.asks_who)
