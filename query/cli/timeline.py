"""What `whosaid timeline` does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.errors import OutputError
from indexer.terminal import FOUND, NOTHING, say
from query.quote_engine import QuoteEngine
from query.render.formats import Format
from query.render.timeline.present import present_timeline
from query.settings import Settings
from query.timeline.timeline import Timeline, timeline_of


def show_timeline(
    index: Path,
    topic: str,
    settings: Settings,
    compared: Sequence[str],
    plot: Path | None,
    chosen: Format,
) -> int:
    """Show what was said about a topic by date, and draw it; returns the exit status."""
    if plot is not None and plot.suffix.lower() not in (".svg", ".png"):
        raise OutputError(f"{plot}: a picture is an .svg or a .png")
    with QuoteEngine.open(index) as engine:
        found = timeline_of(engine, topic, settings, compared)
    for note in found.notes:
        say(f"note: {note}")
    if plot is not None:
        _draw(found, plot)
    present_timeline(found, chosen)
    if found.statements:
        return FOUND
    say("nothing found")
    return NOTHING


def _draw(found: Timeline, plot: Path) -> None:
    from query.timeline.plot import write_svg

    try:
        if plot.suffix.lower() == ".svg":
            plot.write_text(write_svg(found), encoding="utf-8")
        else:
            from query.timeline.plot_png import save_png

            save_png(found, plot)
    except OSError as error:
        raise OutputError(f"{plot}: {error.strerror or error}") from None
    say(f"drawn: {plot}")
