"""The file of an index's decisions: text, an object of JSON a line, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.decisions.decision import Decision, parse_decision
from indexer.errors import SearchError, unreadable
from indexer.store.durable import replace_file, writing_to
from indexer.store.layout import Layout

LARGEST = 64 * 2**20
"""Bytes of a file that is read; a decision has some hundred."""


class DecisionError(SearchError):
    """A decision cannot be made or undone."""

    hint = "`whosaid correct --list` shows all decisions; `whosaid quotes --json` has passage ids."


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the file holds.

    Attributes:
        all: The decisions, oldest first, one about each quote.
        damaged: The lines that state none, as written. They stay in the file.
        notes: What is wrong with the file, a line for each thing.
    """

    all: tuple[Decision, ...] = ()
    damaged: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def with_one(self, decision: Decision) -> Decisions:
        """With a decision in the place of an earlier one about the same quote."""
        return Decisions((*self.without(decision).all, decision), self.damaged, self.notes)

    def without(self, decision: Decision) -> Decisions:
        """Without the decision about a quote."""
        kept = tuple(one for one in self.all if not one.is_about_same(decision))
        return Decisions(kept, self.damaged, self.notes)


def read_decisions(layout: Layout) -> Decisions:
    """The decisions of an index. What is damaged is told and left out, never fatal."""
    path = layout.decisions
    try:
        if not path.exists():
            return Decisions()
        if path.stat().st_size > LARGEST:
            return Decisions(notes=(f"{path} is too large to be read; no decision in it holds",))
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    except OSError as error:
        return Decisions(notes=(f"{unreadable(path, error)}; no decision in it holds",))
    return _parsed(path, lines)


def write_decisions(layout: Layout, decisions: Decisions) -> None:
    """Replace the file as a whole; the caller holds the lock of the index.

    Raises:
        DecisionError: If the file that is there cannot be read, so that writing would lose it.
        IndexWriteError: If the disk or the permissions do not allow it.
    """
    if decisions.notes and not decisions.damaged:
        raise DecisionError(decisions.notes[0])
    lines = [*decisions.damaged, *(one.line() for one in decisions.all)]
    content = "".join(f"{line}\n" for line in lines)
    with writing_to(layout.root):
        replace_file(layout.decisions, content.encode("utf-8", "surrogateescape"))


def _parsed(path: Path, lines: Sequence[str]) -> Decisions:
    found, damaged, notes = Decisions(), list[str](), list[str]()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            line.encode("utf-8")
            found = found.with_one(parse_decision(line))
        except ValueError:
            damaged.append(line)
            notes.append(f"{path}, line {number}: this is no decision; it is left out")
    return Decisions(found.all, tuple(damaged), tuple(notes))
