"""Questions typed one after another at a terminal."""

from __future__ import annotations

from collections.abc import Callable

from indexer.errors import SearchError
from indexer.terminal import say


def converse(read: Callable[[], str], answer: Callable[[str], None]) -> int:
    """Answer what is typed until an empty line, the end of input or an interruption.

    Args:
        read: Gives the next line; raises `EOFError` at the end.
        answer: Answers a question and shows what it found.

    Returns:
        How many questions were answered.
    """
    answered = 0
    while True:
        try:
            question = read().strip()
        except (EOFError, KeyboardInterrupt):
            say("")
            return answered
        if not question:
            return answered
        try:
            answer(question)
            answered += 1
        except SearchError as error:
            say(f"error: {error}")
