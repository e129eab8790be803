"""What was said about a topic in order of date, by one or several speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from query.parse.tree import SpokenBy, joined
from query.quote_engine import QuoteEngine
from query.settings import Settings
from query.timeline.statement import Statement, by_month, statements_of


@dataclass(frozen=True, slots=True)
class Row:
    """The statements of one speaker, or of all.

    Attributes:
        name: As it was asked for; None for everybody.
        statements: By date, undated last.
    """

    name: str | None
    statements: tuple[Statement, ...]

    @property
    def months(self) -> list[tuple[str, int]]:
        """How many statements each month has, from the first to the last."""
        return by_month(self.statements)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was said about a topic.

    Attributes:
        topic: As it was asked.
        rows: One for everybody, or one for each speaker that is compared.
        notes: How the topic and the names were understood.
    """

    topic: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    @property
    def statements(self) -> list[Statement]:
        """All statements by date, undated last."""
        return sorted(
            (one for row in self.rows for one in row.statements), key=lambda one: one.date or "9999"
        )


def timeline_of(
    engine: QuoteEngine, topic: str, settings: Settings, compared: Sequence[str] = ()
) -> Timeline:
    """Find what was said about a topic.

    Args:
        engine: The open index.
        topic: In plain English, as for `QuoteEngine.search`.
        settings: How many quotes a row is made of at most, filters and the like.
        compared: Speakers, a row for each; nothing for one row of all that is found.

    Raises:
        QuerySyntaxError: As `QuoteEngine.search`.
        IndexCorruptError: If a part of the index turns out to be damaged.
    """
    rows: list[Row] = []
    notes: dict[str, None] = {}
    for name in compared or (None,):
        chosen = replace(settings, all_copies=True)  # a statement here has all its appearances
        if name is not None:
            wanted = joined(settings.filters, SpokenBy(name, settings.variants, settings.sure))
            chosen = replace(chosen, filters=wanted)
        answer = engine.search(topic, chosen)
        rows.append(Row(name, tuple(statements_of(answer.hits))))
        notes |= dict.fromkeys(answer.notes)
    return Timeline(topic, tuple(rows), tuple(notes))
