"""A result of the suite -> the tables of the documentation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from tests.benchmarks.markdown import several, table
from tests.benchmarks.scale.report.bounds import BOUNDS, LARGE, SMALL, Result, figure
from tests.benchmarks.scale.report.cells import (
    Cell,
    afterwards,
    beside_encoding,
    by_size,
    cold_cell,
    judged,
    megabytes,
    one_by_one,
    peer_cells,
    percentiles_cell,
    process_cell,
    run_cell,
    seconds,
    share_cell,
    sizes_of,
    sizes_with,
    stage_cell,
    times_cell,
    warm_cell,
)  # fmt: skip
from tests.benchmarks.scale.report.paper import amount, passages, reckon, told
from tests.benchmarks.scale.report.plots import PLOTS
from tests.benchmarks.scale.report.ratios import ratios

PARTS = {
    "catalog": "texts, names, places (`catalog.db`)",
    "keyword": "words of passages",
    "vectors": "vectors of passages",
    "quote_keyword": "words of quotes",
    "quote_vectors": "vectors of quotes",
    "encoder": "encoder",
    "others": "others",
}
STAGES = ("reading", "paragraphs", "quotes", "encoding", "writing", "stories")
UPDATES = {"nothing": "nothing", "ten": "10 articles", "hundredth": "1 % of the articles"}


def short(result: Result) -> str | None:
    """The table of the README: both large sizes, or what was measured of them."""
    sizes = sizes_of(result)
    chosen = {size: sizes[size] for size in (SMALL, LARGE) if size in sizes} or sizes
    if not chosen:
        return None
    rows = [
        ("ask, from a cold start", cold_cell("ask")),
        ("quotes, from a cold start", cold_cell("quotes")),
        ("speakers, from a cold start", cold_cell("speakers")),
        ("verify, from a cold start", cold_cell("verify")),
        ("ask a running engine: median, 95 %", warm_cell("plain")),
        ("the same with dates and a source", warm_cell("filtered")),
        ("the same with facets", warm_cell("facets")),
        ("bring in 10 changed articles", lambda one: seconds(one, "updates", "ten", "seconds")),
        ("the index beside the text", lambda one: times_cell(one, "beside the text")),
    ]
    return by_size(chosen, rows)


def cold(result: Result) -> str | None:
    """Whole processes."""
    return _each(result, "cold", process_cell)


def warm(result: Result) -> str | None:
    """A warm engine: p50, p95, p99."""
    sizes = sizes_with(result, "warm")
    if not sizes:
        return None
    kinds = next(iter(sizes.values()))["warm"]["milliseconds"]
    rows: list[tuple[str, Cell]] = [(kind, percentiles_cell(kind)) for kind in kinds]
    rows.append(("memory", lambda one: megabytes(one, "warm", "megabytes")))
    rows.append(("recall@10 of the vectors", lambda one: share_cell(one, "recall")))
    return by_size(sizes, rows)


def indexing(result: Result) -> str | None:
    """Whole runs, and each stage by itself."""
    sizes = sizes_with(result, "indexing")
    if not sizes:
        return None
    rows: list[tuple[str, Cell]] = [
        ("vectors", lambda one: str(one["encoder"])),
        ("whole run", lambda one: seconds(one, "indexing", "seconds")),
        ("passages a second", lambda one: f"{one['passages'] / one['indexing']['seconds']:,.0f}"),
        ("seconds of all cores", lambda one: seconds(one, "indexing", "cpu")),
        ("memory", lambda one: megabytes(one, "indexing", "megabytes")),
    ]
    rows += [(f"{stage} alone, passages a second", stage_cell(stage)) for stage in STAGES]
    rows.append(("whole run beside encoding alone", beside_encoding))
    return by_size(sizes, rows)


def size(result: Result) -> str | None:
    """The index by part."""
    sizes = sizes_with(result, "bytes")
    if not sizes:
        return None
    rows: list[tuple[str, Cell]] = [
        (told, lambda one, part=part: several(one["bytes"][part] / 1e6, "MB"))  # type: ignore[misc]
        for part, told in PARTS.items()
    ]
    rows.append(("all", lambda one: megabytes(one, "megabytes")))
    rows.append(("the text, in UTF-8", lambda one: megabytes(one, "text_megabytes")))
    rows.append(("all beside the text", lambda one: times_cell(one, "beside the text")))
    return by_size(sizes, rows)


def updates(result: Result) -> str | None:
    """Runs over an index that exists."""
    sizes = sizes_with(result, "updates")
    if not sizes:
        return None
    rows: list[tuple[str, Cell]] = [
        (f"{told} changed", lambda one, name=name: run_cell(one["updates"].get(name)))  # type: ignore[misc]
        for name, told in UPDATES.items()
    ]
    rows.append(("one article at a time: median, 95 %", one_by_one))
    rows.append(("questions after these beside before", afterwards))
    return by_size(sizes, rows)


def bounds(result: Result) -> str | None:
    """Each bound, and what was measured."""
    sizes = sizes_of(result)
    if not any(size in sizes for size in (SMALL, LARGE)):
        return None
    header = ["", "100,000 passages", "at most", "1,000,000 passages", "at most"]
    rows = []
    for one in BOUNDS:
        cells = [one.name]
        for size, most in ((SMALL, one.small), (LARGE, one.large)):
            cells += [judged(figure(sizes.get(size, {}), one.keys), most, one.unit)]
            cells += [f"{most:g} {one.unit}"]
        rows.append(cells)
    return table(header, rows)


def beside(result: Result) -> str | None:
    """Each ratio beside its bound, in bold where the bound is not kept."""
    rows = []
    for one in ratios(result):
        written = f"{one.value:.3g}"
        bound = f"{'at least' if one.at_least else 'at most'} {one.bound:g}"
        rows.append([one.name, written if one.is_met else f"**{written}**", bound])
    return table(["", "measured", "bound"], rows) if rows else None


def peers(result: Result) -> str | None:
    """Every system on the largest archive that peers were measured on."""
    sizes = sizes_with(result, "peers")
    if not sizes:
        return None
    found = sizes[max(sizes, key=int)]["peers"]
    ranked = result.get("judged", {}).get("systems", {})
    header = [
        "", "warm: median", "95 %", "memory", "cold", "cold, vector given", "cold memory",
        "recall@10 of the vectors", "nDCG@10",
    ]  # fmt: skip
    rows = [peer_cells(name, found[name], ranked.get(name)) for name in found]
    return table(header, rows)


def paper(result: Result) -> str | None:
    """Ten million passages."""
    reckoned = reckon(sizes_of(result))
    if not reckoned:
        return None
    header = ["", "measured", "at 10,000,000", "limit", "reached at about", "because"]
    rows = [
        [
            one.limit.name,
            amount(one.largest, one.limit.unit),
            amount(one.at_ten_million, one.limit.unit),
            amount(one.limit.most, one.limit.unit),
            passages(one.reached) if math.isfinite(one.reached) else "never",
            one.limit.why,
        ]
        for one in reckoned
    ]
    return table(header, rows)


def in_words(result: Result) -> str | None:
    """What breaks first."""
    reckoned = reckon(sizes_of(result))
    return told(reckoned) if reckoned else None


def pictures(result: Result) -> str | None:
    """The pictures that were drawn, as the page beside them shows them."""
    drawn = result.get("pictures")
    if not drawn:
        return None
    titles = {f"scale-{name}.png": plot.title for name, plot in PLOTS.items()}
    return "".join(f"![{titles[name]}](results/{name})\n" for name in drawn)


def machine(result: Result) -> str | None:
    """Where and with what the figures were measured."""
    if "sizes" not in result:
        return None
    about, used = result["machine"], result["versions"]
    versions = ", ".join(f"{name} {version}" for name, version in used.items())
    return (
        f"{about['processor']}, {about['cores']} cores, {about['system']}; {versions};"
        f" {result['date']}.\n"
    )


def _each(result: Result, part: str, cell: Callable[[str], Cell]) -> str | None:
    sizes = sizes_with(result, part)
    if not sizes:
        return None
    names = next(iter(sizes.values()))[part]
    return by_size(sizes, [(f"`{name}`", cell(name)) for name in names])


TABLES: Mapping[str, Callable[[Result], str | None]] = {
    "scale": short,
    "scale_machine": machine,
    "scale_pictures": pictures,
    "scale_bounds": bounds,
    "scale_ratios": beside,
    "scale_cold": cold,
    "scale_warm": warm,
    "scale_indexing": indexing,
    "scale_size": size,
    "scale_updates": updates,
    "scale_peers": peers,
    "scale_paper": paper,
    "scale_words": in_words,
}
