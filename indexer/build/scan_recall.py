"""Measuring, at the end of a run, how many of the nearest passages the scan finds."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from indexer.errors import IndexCorruptError
from indexer.store.catalog.state import State
from indexer.store.rows import live_numbers
from indexer.store.vectors.recall import scan_recall
from indexer.store.vectors.scan import candidates_of
from indexer.store.writer import IndexWriter

ENOUGH = 0.985
"""With fewer found, the scan is to hand on more. Passages that look for others find about two in a
hundred more than questions do."""

LOW = 0.9
"""With fewer found, questions miss passages that people would notice."""

MORE = (1, 2, 4)
"""How many times the usual number of candidates to choose from: each thousand costs a question
about a millisecond."""

GROWTH = 1.25
"""How much an index grows before it is measured again: measuring reads all vectors, which takes ten
seconds where they are a million."""


def is_due(state: State, before: int) -> bool:
    """Whether to measure at the end of a run.

    Args:
        state: At its end.
        before: How many rows there were at its beginning.
    """
    if not state.recall:
        return state.rows != before
    return _steps(state.rows) != _steps(before)


def _steps(rows: int) -> int:
    """How many times an index has grown by `GROWTH`."""
    return int(math.log(max(1, rows), GROWTH))


def measure_recall(writer: IndexWriter) -> None:
    """Note in the catalog how many of the nearest passages the scan finds with how many candidates.

    An index without a mean keeps the usual number of candidates. Where the sign bits of a passage
    are damaged, nothing is measured until a repair.
    """
    state = writer.catalog.state()
    ranges = writer.catalog.ranges()
    numbers = live_numbers((one.first_passage, one.passages) for one in ranges)
    candidates, recall = 0, ""
    counts = [times * candidates_of(state.rows) for times in MORE]
    if len(numbers) > counts[0]:
        live = np.zeros(state.rows, dtype=bool)
        live[numbers] = True
        try:
            shares = scan_recall(writer.vectors()[0], live, counts).tolist()
        except IndexCorruptError:
            return
        enough = [place for place, share in enumerate(shares) if share >= ENOUGH]
        chosen = min(enough, default=len(MORE) - 1) if state.mean else 0
        candidates, recall = counts[chosen] if chosen else 0, f"{shares[chosen]:.3f}"
    if (candidates, recall) != (state.candidates, state.recall):
        with writer.catalog.transaction():
            writer.catalog.put_state(replace(state, candidates=candidates, recall=recall))


def recall_warning(state: State) -> str:
    """A line for people if the scan finds too few of the nearest passages, else ""."""
    if not state.recall or float(state.recall) >= LOW:
        return ""
    share = f"{100 * float(state.recall):.0f} %"
    line = f"the scan finds only {share} of the passages nearest in meaning"
    return line if state.mean else f"{line}; `whosaid index --rebuild` may find more"
