"""What a question asks for: its words, its conditions, and whom it names as a speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from query.parse.parser import parse_question
from query.settings import Settings
from query.speakers.reporting_words import may_be_about_saying
from query.speakers.spoken_question import SpokenQuestion

if TYPE_CHECKING:
    from query.rows.rows import Rows


def understood(text: str, rows: Rows, settings: Settings) -> SpokenQuestion:
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
        return SpokenQuestion(question)
    from query.speakers.questions import understand  # names take longer to load than to search

    return understand(question, rows.directory, variants=settings.variants, sure=settings.sure)
