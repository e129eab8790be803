"""Metadata that readers of an archive add themselves; it counts before what a file says.

A sidecar `NAME.meta.yaml` beside a file holds names and values (title, date, source, author, url,
language, section). A table (CSV) has a column `path`, relative to the folder of the table, and
columns of the same names. A sidecar counts before a table, and a later table before an earlier one.
What they give holds for every document of the file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.assemble import clean
from indexer.readers.date_rules import first_date
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import USUAL, FieldPaths
from indexer.readers.folders.files import SIDECAR
from indexer.readers.formats import format_of
from indexer.readers.formats.table import separator_of
from indexer.readers.front_matter.error import FrontMatterError
from indexer.readers.front_matter.yaml_block import load_fields
from indexer.readers.metadata import FIELDS, pick_fields, site_of
from indexer.readers.source import read_text
from indexer.readers.table_rows import rows_of
from indexer.records import Document

SIDECAR_RULE, TABLE_RULE = "sidecar", "metadata table"

Override = Mapping[str, tuple[str, str]]
"""Field -> (value, rule)."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its table, its line from 1, and what it gives."""

    table: Path
    line: int
    values: Override


class Overrides:
    """All that sidecars and tables give for the files of one run.

    Args:
        tables: Tables, absolute; read at once.
        sidecars: Sidecars that were found, absolute; each is read when its file is asked for.
        paths: Where records keep fields that have no usual name.

    Raises:
        CorpusError: If a table cannot be read or has no column `path`.
    """

    def __init__(
        self,
        tables: Sequence[Path] = (),
        sidecars: Iterable[Path] = (),
        paths: FieldPaths = USUAL,
    ) -> None:
        self.paths = paths
        self._places = paths.digest()
        self.tables = tuple(table.as_posix() for table in tables)
        self._sidecars = {one.as_posix().removesuffix(SIDECAR): one for one in sidecars}
        self._rows: dict[str, list[_Row]] = {}
        self._faults: list[ReadFailure] = []
        for table in tables:
            self._read_table(table)

    def of(self, path: str) -> Override:
        """What is given for a file, by its absolute path; nothing for most files.

        Raises:
            CorpusError: If the file's sidecar cannot be understood. An article with wrong metadata
                would be worse than one that is reported.
        """
        found: dict[str, tuple[str, str]] = {}
        for row in self._rows.get(path, ()):
            found.update(row.values)
        if path in self._sidecars:
            found.update(_read_sidecar(self._sidecars[path]))
        return found

    def digest(self, path: str) -> str:
        """A digest, in hex, of what is given for a file; "" if nothing is."""
        places = ""
        if self._places:
            form = format_of(Path(path))
            places = self._places if form and form.has_fields else ""
        if path not in self._sidecars and path not in self._rows:
            return places
        try:
            given: object = sorted(self.of(path).items())
        except CorpusError as error:
            given = error.reason
        return places + hashlib.blake2b(json.dumps(given).encode(), digest_size=16).hexdigest()

    def faults(self, present: Collection[str]) -> dict[str, list[ReadFailure]]:
        """What is wrong with each table and sidecar itself, by its path.

        Args:
            present: Paths of the files that were found. A row or a sidecar for another is a fault.
        """
        found: dict[str, list[ReadFailure]] = {table: [] for table in self.tables}
        for fault in self._faults:
            found[fault.path].append(fault)
        for path, rows in self._rows.items():
            if path not in present:
                for row in rows:
                    reason = f"no such file among those that are indexed: {path}"
                    found[row.table.as_posix()].append(_fault(row.table, row.line, reason))
        for path, sidecar in self._sidecars.items():
            if path not in present:
                reason = f"no file {Path(path).name!r} beside it that is indexed"
                found[sidecar.as_posix()] = [_fault(sidecar, 0, reason)]
        return found

    def _read_table(self, table: Path) -> None:
        text, _ = read_text(table)
        rows = rows_of(io.StringIO(text), separator_of(table, text))
        columns: list[str] = []
        for row in rows:
            cells = row.cells
            if not any(cell.strip() for cell in cells):
                continue
            if row.fault:
                self._faults.append(_fault(table, row.line, row.fault))
                continue
            if not columns:
                columns = [cell.strip() for cell in cells]
                self._check_columns(table, columns)
                continue
            record = dict(zip(columns, cells, strict=False))
            self._take_row(table, row.line, record)
        if not columns:
            raise CorpusError(table, "empty: no heading row")

    def _check_columns(self, table: Path, columns: Sequence[str]) -> None:
        lacking = "path" not in map(str.lower, columns)
        if lacking or not pick_fields(dict.fromkeys(columns, "x")):
            wanted = f"path and some of {', '.join(FIELDS)}"
            raise CorpusError(table, f"the first row of a table of metadata names {wanted}")

    def _take_row(self, table: Path, line: int, record: Mapping[str, str]) -> None:
        name = next((cell.strip() for key, cell in record.items() if key.lower() == "path"), "")
        if not name:
            self._faults.append(_fault(table, line, "the row has no path"))
            return
        path = Path(os.path.abspath(table.parent / name)).as_posix()  # noqa: PTH100 (links stay)
        if any(row.table == table for row in self._rows.get(path, ())):
            self._faults.append(_fault(table, line, f"an earlier row has the same path: {name}"))
            return
        values = {field: (value, TABLE_RULE) for field, value in _picked(record).items()}
        self._rows.setdefault(path, []).append(_Row(table, line, values))


def overridden(document: Document, override: Override) -> Document:
    """The document with what is given in the place of what its file says.

    A date that cannot be read changes nothing and is named in the rule of the date. Without a
    source, the site of a given address is the source.
    """
    if not override:
        return document
    values: dict[str, str] = {}
    rules = dict(document.rules)
    for field, (value, rule) in override.items():
        found, told = first_date([(value, rule)]) if field == "date" else (value, rule)
        if found:
            values[field], rules[field] = found, told
        else:
            rules[field] = "; ".join(filter(None, [rules.get(field), told]))
    if "url" in values and not document.source and "source" not in values:
        site = site_of(values["url"])
        if site:
            values["source"], rules["source"] = site, "url"
    return replace(document, rules=rules, **values)  # type: ignore[arg-type]


def _read_sidecar(sidecar: Path) -> dict[str, tuple[str, str]]:
    try:
        values = _picked(load_fields(read_text(sidecar)[0], first_line=1))
    except FrontMatterError as error:
        raise CorpusError(sidecar, f"{sidecar.name}: {error}") from error
    except CorpusError as error:
        raise CorpusError(sidecar, f"{sidecar.name}: {error.reason}") from error
    if not values:
        raise CorpusError(sidecar, f"{sidecar.name}: gives none of {', '.join(FIELDS)}")
    return {field: (value, SIDECAR_RULE) for field, value in values.items()}


def _picked(record: Mapping[str, object]) -> dict[str, str]:
    return {field: clean(value)[0] for field, value in pick_fields(record).items()}


def _fault(path: Path, line: int, reason: str) -> ReadFailure:
    return ReadFailure(path.as_posix(), str(line), line, reason)
