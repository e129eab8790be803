"""Costs against size, as PNG; both axes are logarithmic, and dashed lines are the bounds.

python -m tests.benchmarks.scale.report.plots RESULT.json [FOLDER]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.scale.report.bounds import BOUNDS, LARGE, SMALL, figure

Keys = Sequence[str]
TAIL = "95 %"


class Plot(NamedTuple):
    """One picture: what each of its lines is, and what the costs are counted in."""

    title: str
    unit: str
    lines: Mapping[str, Keys]


PLOTS = {
    "warm": Plot(
        "A question to a running engine: half and 95 % of the questions",
        "milliseconds",
        {
            f"{kind}, {told}": ("warm", "milliseconds", kind, share)
            for kind in ("plain", "filtered", "facets", "phrases")
            for share, told in (("p50", "half"), ("p95", TAIL))
        },
    ),
    "cold": Plot(
        "Whole processes from a cold start",
        "seconds",
        {name: ("cold", name, "seconds") for name in ("ask", "quotes", "speakers", "verify")},
    ),
    "memory": Plot(
        "Memory held at most",
        "megabytes",
        {
            "cold ask": ("cold", "ask", "megabytes"),
            "cold speakers": ("cold", "speakers", "megabytes"),
            "running engine": ("warm", "megabytes"),
            "indexing": ("indexing", "megabytes"),
        },
    ),
    "runs": Plot(
        "Runs of the indexer",
        "seconds",
        {
            "all": ("indexing", "seconds"),
            "1 % changed": ("updates", "hundredth", "seconds"),
            "10 articles changed": ("updates", "ten", "seconds"),
            "nothing changed": ("updates", "nothing", "seconds"),
        },
    ),
    "disk": Plot(
        "The index by part",
        "megabytes",
        {
            "all": ("megabytes",),
            "the text itself": ("text_megabytes",),
            "catalog": ("bytes", "catalog"),
            "words of passages": ("bytes", "keyword"),
            "vectors of passages": ("bytes", "vectors"),
            "vectors of quotes": ("bytes", "quote_vectors"),
        },
    ),
}


def points(sizes: Mapping[str, Any], keys: Keys) -> list[tuple[int, float]]:
    """(passages, cost) for each size at which the cost was measured and is above 0, ascending."""
    scale = 1e-6 if keys[0] == "bytes" else 1
    found = [(int(one["passages"]), figure(one, keys)) for one in sizes.values()]
    return sorted((size, cost * scale) for size, cost in found if cost)


def bounds_of(plot: Plot) -> list[tuple[list[int], list[float]]]:
    """The bounds on lines of a plot, each from the small size to the large."""
    kept = {tuple(keys) for keys in plot.lines.values()}
    return [
        ([int(SMALL), int(LARGE)], [one.small, one.large])
        for one in BOUNDS
        if tuple(one.keys) in kept
    ]


def draw(result: Mapping[str, Any], folder: Path) -> list[Path]:
    """Draw every picture of which at least two sizes were measured; needs matplotlib."""
    from matplotlib.figure import Figure

    drawn = []
    for name, plot in PLOTS.items():
        lines = {told: points(result["sizes"], keys) for told, keys in plot.lines.items()}
        lines = {told: found for told, found in lines.items() if len(found) > 1}
        if not lines:
            continue
        picture = Figure(figsize=(7, 4.5), layout="constrained")
        axes = picture.subplots()
        for told, found in lines.items():
            style = ":" if told.endswith(TAIL) else "-"
            colour = axes.lines[-1].get_color() if told.endswith(TAIL) else None
            axes.plot(*zip(*found, strict=True), style, color=colour, marker="o", label=told)
        for sizes, most in bounds_of(plot):
            axes.plot(sizes, most, color="grey", linestyle="--", linewidth=0.8)
        axes.set(xscale="log", yscale="log", xlabel="passages", ylabel=plot.unit, title=plot.title)
        axes.xaxis.set_major_formatter(lambda size, _: f"{size:,.0f}")
        axes.grid(visible=True, which="major", alpha=0.3)
        axes.legend(fontsize="small")
        drawn.append(folder / f"scale-{name}.png")
        picture.savefig(drawn[-1], dpi=110)
    return drawn


def is_possible() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


if __name__ == "__main__":
    path = Path(sys.argv[1])
    chosen = Path(sys.argv[2]) if len(sys.argv) > 2 else path.parent
    print(*draw(json.loads(path.read_text(encoding="utf-8")), chosen), sep="\n")
