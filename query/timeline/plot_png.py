"""A timeline as PNG, drawn by matplotlib, which only this needs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from indexer.errors import OutputError
from query.timeline.plot import points_of
from query.timeline.timeline import Timeline


def save_png(timeline: Timeline, path: Path) -> None:
    """Draw the picture into a file.

    Raises:
        OutputError: If matplotlib is not installed.
    """
    try:
        figures = import_module("matplotlib.figure")
    except ImportError:
        raise OutputError(
            "a PNG needs matplotlib: pip install 'whosaid[plot]', or write an .svg"
        ) from None
    names, points = points_of(timeline)
    figure = figures.Figure(figsize=(10, 1.5 + 0.35 * max(len(names), 1)), layout="constrained")
    axes = figure.subplots()
    axes.scatter(
        [one.day for one in points],
        [one.row for one in points],
        s=[25 * min(one.size, 8) for one in points],
        alpha=0.55,
    )
    axes.set_yticks(range(len(names)), names, parse_math=False)
    axes.invert_yaxis()
    axes.set_title(timeline.topic, parse_math=False)
    figure.savefig(path, format="png", dpi=150)
