"""What `whosaid speakers --same` and `--different` do."""

from __future__ import annotations

from pathlib import Path

from indexer.decisions.decision import Identity, PeopleDecision
from indexer.decisions.file import DecisionError, read_decisions, write_decisions
from indexer.store.durable import writing_to
from indexer.store.index import Index
from indexer.store.layout import Layout
from indexer.store.writer_lock import writer_lock
from indexer.terminal import FOUND, printable, say
from query.speakers.directory import Directory


def decide_people(index: Path, verdict: Identity, names: tuple[str, str]) -> int:
    """Decide whether two names are one person's; returns the exit status.

    Raises:
        DecisionError: If nobody is quoted under one of the names, or they are one name.
        SearchError: If the index cannot be opened or written.
    """
    opened = Index.open(index)
    try:
        directory = Directory(opened.catalog)
        for name in names:
            if not directory.is_quoted(name):
                raise DecisionError(
                    f"nobody is quoted under the name {name!r}; write it as `whosaid speakers` does"
                )
    finally:
        opened.close()
    if names[0] == names[1]:
        raise DecisionError("name two different names")
    layout = Layout(opened.root)
    decision = PeopleDecision(verdict, names)
    with writing_to(layout.root), writer_lock(layout):
        decisions = read_decisions(layout).with_one(decision)
        write_decisions(layout, decisions)
    number = len(decisions.all)
    say(f"decided: {printable(decision.told())}; `whosaid correct --undo {number}` takes it back")
    return FOUND
