"""RIS, as reference managers read it: a field a line, whatever stands in an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from query.cite.citation import Citation
from query.cite.dates import date_parts


def write_ris(citations: Iterable[Citation]) -> str:
    """The records, each ended by its own line."""
    return "\n".join(_record(one) for one in citations)


def _record(one: Citation) -> str:
    lines = [f"{name}  - {' '.join(value.split())}" for name, value in _fields(one)]
    return "\n".join([*lines, "ER  - ", ""])


def _fields(one: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", one.key
    yield "TI", one.title
    for author in one.authors:
        yield "AU", author.inverted
    if one.source:
        yield "T2", one.source
    parts = date_parts(one.date)
    if parts:
        yield "PY", str(parts[0])
        padded = [f"{part:02d}" for part in parts] + [""] * (4 - len(parts))
        yield "DA", "/".join(padded)
    if one.url:
        yield "UR", one.url
        yield "Y2", one.accessed.replace("-", "/") + "/"
    if one.note:
        yield "N1", one.note
