"""The article, or the passage of it, that a reader means by a name.

An article's name is its id or the beginning of it, its path or the end of it, its record, its
title, or some words of its title. `ID:5` is its fifth passage; `PATH:11` is the passage on line 11
of a file, and `PATH, page 3` the first one on a page, as answers show them.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.errors import DocumentNotFoundError
from indexer.records import Document, Passage, line_of, page_of
from indexer.store.catalog.reader import Catalog
from indexer.text.analyzer import fold, terms

SHORTEST_ID = 4
"""Characters of the beginning of an id."""

MOST_LISTED = 8
"""Articles that an error lists for a choice."""

_PLACE = re.compile(r"(?P<base>.+?)(?::(?P<number>\d{1,9})|, page (?P<page>\d{1,9}))", re.DOTALL)
_AMONG = "document IN (SELECT value FROM json_each(?))"


class Place(NamedTuple):
    """What a name means.

    Attributes:
        document: The number of the article.
        passage: The passage; None for the whole article.
    """

    document: int
    passage: Passage | None = None


def find_place(catalog: Catalog, name: str) -> Place:
    """The article or the passage that a name means.

    Raises:
        DocumentNotFoundError: If there is none, or several; the error lists them.
        IndexCorruptError: If the catalog is damaged.
    """
    name = name.strip()
    for rules in ((_by_id, _by_path), (_by_beginning, _by_record, _by_title, _by_words)):
        for rule in rules:
            if found := rule(catalog, name):
                return Place(_the_one(catalog, name, found))
        if found_within := _within(catalog, name, rules):
            return found_within
    raise DocumentNotFoundError(name)


_Rule = Callable[[Catalog, str], Sequence[int]]


def _within(catalog: Catalog, name: str, rules: Sequence[_Rule]) -> Place | None:
    """The passage that a name with a number behind it means."""
    place = _PLACE.fullmatch(name)
    if place is None:
        return None
    for rule in rules:
        found = list(rule(catalog, place["base"]))
        if not found:
            continue
        if place["page"]:
            number = _the_one(catalog, name, found)
            return Place(number, _on_page(catalog, number, name, int(place["page"])))
        if rule is _by_path:
            return _on_line(catalog, found, name, int(place["number"]))
        number = _the_one(catalog, name, found)
        return Place(number, _numbered(catalog, number, name, int(place["number"])))
    return None


def _by_id(catalog: Catalog, name: str) -> Sequence[int]:
    return catalog.matching("document_id = ?", [name])


def _by_beginning(catalog: Catalog, name: str) -> Sequence[int]:
    if len(name) < SHORTEST_ID or not re.fullmatch("[0-9a-f]+", name):
        return []
    return catalog.matching("document_id GLOB ?", [f"{name}*"])


def _by_path(catalog: Catalog, name: str) -> Sequence[int]:
    """Documents of the file whose path, or the end of whose path, this is."""
    if not name or "\0" in name:
        return []
    whole = _from_working_folder(name)
    if name.isascii():
        ending = re.sub(r"([\\%_])", r"\\\1", name)
        return catalog.matching("path IN (?, ?)", [name, whole]) or catalog.matching(
            r"path LIKE ? ESCAPE '\'", [f"%/{ending}"]
        )
    composed = {_composed(name), _composed(whole)}
    paths = {path: _composed(path) for path in catalog.distinct_paths()}
    chosen = [path for path, one in paths.items() if one in composed] or [
        path for path, one in paths.items() if one.endswith(f"/{_composed(name)}")
    ]
    return catalog.matching("path IN (SELECT value FROM json_each(?))", [json.dumps(chosen)])


def _from_working_folder(name: str) -> str:
    try:
        return os.path.normpath(Path.cwd() / name)
    except OSError:  # the working folder is gone
        return name


def _by_record(catalog: Catalog, name: str) -> Sequence[int]:
    record = name.removeprefix("from a pipe, ")
    return catalog.matching("record = ?", [record]) if record else []


def _by_title(catalog: Catalog, name: str) -> Sequence[int]:
    wanted = " ".join(fold(name).split())
    return [number for number, title in _titles(catalog) if " ".join(fold(title).split()) == wanted]


def _by_words(catalog: Catalog, name: str) -> Sequence[int]:
    """Documents whose title has these words side by side, else all of them."""
    wanted = terms(name)
    if not wanted:
        return []
    held = [(number, terms(title)) for number, title in _titles(catalog)]
    length = len(wanted)
    together = [
        number
        for number, have in held
        if any(have[start : start + length] == wanted for start in range(len(have)))
    ]
    return together or [number for number, have in held if set(wanted) <= set(have)]


def _titles(catalog: Catalog) -> list[tuple[int, str]]:
    catalog.require_columns(["title"])
    rows = catalog.select("SELECT document, title FROM documents WHERE title NOTNULL ORDER BY 1")
    return [(int(number), str(title)) for number, title in rows]


def _the_one(catalog: Catalog, name: str, found: Sequence[int]) -> int:
    if len(found) == 1:
        return found[0]
    listed = [_listed(catalog.document(number)) for number in found[:MOST_LISTED]]
    more = len(found) - len(listed)
    if more:
        listed.append(f"{more} more")
    raise DocumentNotFoundError(name, f"may be any of {', '.join(listed)}")


def _listed(document: Document) -> str:
    """An article in a list to choose from."""
    title = " ".join((document.title or "").split())
    return f"{document.document_id} “{title}”" if title else document.document_id


def _numbered(catalog: Catalog, document: int, name: str, number: int) -> Passage:
    for passage in catalog.passages_of(document):
        if passage.paragraph == number:
            return passage
    raise DocumentNotFoundError(name, f"the article has no paragraph {number}")


def _on_page(catalog: Catalog, number: int, name: str, page: int) -> Passage:
    document = catalog.document(number)
    for passage in catalog.passages_of(number):
        if page_of(document, passage.span) == page:
            return passage
    raise DocumentNotFoundError(name, f"no passage begins on page {page}")


def _on_line(catalog: Catalog, found: Sequence[int], name: str, line: int) -> Place:
    """The passage of a file on a line; a line above all passages means the first one."""
    documents = sorted((catalog.document(number).line, number) for number in found)
    paths = {catalog.document(number).path for number in found}
    if len(paths) > 1:
        _the_one(catalog, name, found)
    begun = [number for first, number in documents if first <= line] or [documents[0][1]]
    document = catalog.document(begun[-1])
    if document.record:
        return Place(begun[-1])
    chosen = None
    for passage in catalog.passages_of(begun[-1]):
        if chosen is None or line_of(document, passage.span) <= line:
            chosen = passage
    if not document.line or line > document.line + document.text.count("\n"):
        raise DocumentNotFoundError(name, f"the file has no line {line}")
    return Place(begun[-1], chosen)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
