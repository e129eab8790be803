"""The styles by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from query.cite.apa import write_apa
from query.cite.bibtex import write_bibtex
from query.cite.chicago import write_chicago
from query.cite.citation import Citation
from query.cite.csl import write_csl
from query.cite.markdown import write_markdown
from query.cite.ris import write_ris

STYLES: dict[str, Callable[[Iterable[Citation]], str]] = {
    "markdown": write_markdown,
    "bibtex": write_bibtex,
    "csl-json": write_csl,
    "ris": write_ris,
    "apa": write_apa,
    "chicago": write_chicago,
}
"""Name -> what writes a list of citations as text."""
