"""The file of the saved searches of all indexes, in the user's settings."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.errors import OutputError, SearchError
from query.saved.search import SavedSearch

FORMAT = 1


class SavedSearchError(SearchError):
    """The saved searches cannot be read, or there is none of a name."""

    hint = "`whosaid news` without a name shows all; `whosaid save NAME QUESTION` makes one."


def default_path() -> Path:
    """Where the searches are kept: in `$XDG_CONFIG_HOME/whosaid`, else in `~/.config/whosaid`."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "whosaid" / "saved.json"


class SavedSearches:
    """The saved searches in a file.

    Args:
        path: The file; it need not exist.

    Raises:
        SavedSearchError: If it is there and cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._searches = {(one.index, one.name): one for one in _read(path)}

    def of_index(self, index: str) -> list[SavedSearch]:
        """The searches of an index, by name."""
        return [one for (where, _), one in sorted(self._searches.items()) if where == index]

    def get(self, index: str, name: str) -> SavedSearch:
        """The search of a name.

        Raises:
            SavedSearchError: If there is none.
        """
        found = self._searches.get((index, name))
        if found is None:
            raise SavedSearchError(f"no search of the name {name!r} is saved for this index")
        return found

    def put(self, search: SavedSearch) -> None:
        """Keep a search, in the place of another of its name.

        Raises:
            OutputError: If the file cannot be written.
        """
        self._searches[search.index, search.name] = search
        self._write()

    def remove(self, index: str, name: str) -> None:
        """Forget a search.

        Raises:
            SavedSearchError: If there is none of the name.
            OutputError: If the file cannot be written.
        """
        self.get(index, name)
        del self._searches[index, name]
        self._write()

    def _write(self) -> None:
        searches = [_fields(one) for _, one in sorted(self._searches.items())]
        text = json.dumps({"format": FORMAT, "searches": searches}, ensure_ascii=False, indent=1)
        new = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(text, encoding="utf-8")
            new.replace(self._path)  # whole or not at all
        except OSError as error:
            raise OutputError(f"{self._path}: {error.strerror or error}") from None


def _fields(one: SavedSearch) -> dict[str, Any]:
    return asdict(one) | {"seen": sorted(one.seen)}


def _read(path: Path) -> Iterable[SavedSearch]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise SavedSearchError(f"{path}: was written by another version of whosaid")
        return [_search(fields) for fields in stored["searches"]]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise SavedSearchError(f"{path}: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SavedSearchError(f"{path}: holds no saved searches") from None


def _search(fields: dict[str, Any]) -> SavedSearch:
    return SavedSearch(
        name=str(fields["name"]),
        index=str(fields["index"]),
        question=str(fields["question"]),
        quotes=bool(fields["quotes"]),
        speakers=_texts(fields, "speakers"),
        sources=_texts(fields, "sources"),
        authors=_texts(fields, "authors"),
        paths=_texts(fields, "paths"),
        people=_texts(fields, "people"),
        papers=_texts(fields, "papers"),
        labels=_texts(fields, "labels"),
        kinds=_texts(fields, "kinds"),
        since=_text(fields, "since"),
        until=_text(fields, "until"),
        undated=None if fields.get("undated") is None else bool(fields["undated"]),
        sure=bool(fields.get("sure")),
        made=_text(fields, "made"),
        looked=fields["looked"],
        seen=frozenset(map(str, fields["seen"])),
    )


def _texts(fields: dict[str, Any], name: str) -> tuple[str, ...]:
    """Some texts; none where an earlier version of whosaid did not keep them."""
    return tuple(map(str, fields.get(name, ())))


def _text(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return None if value is None else str(value)
