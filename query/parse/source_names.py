"""Other names of a source: "New York Times" is also "nyt".

The table is `sources.txt` beside this file. A reader adds lines in a file of the same form,
`sources.txt` in `$XDG_CONFIG_HOME/whosaid`, else in `~/.config/whosaid`.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from indexer.errors import SearchError
from indexer.text.analyzer import terms

_Key = tuple[str, ...]
_Table = dict[_Key, list[str]]


def own_table() -> Path:
    """Where a reader's own table is; it need not exist."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "whosaid" / "sources.txt"


def other_names(name: str) -> tuple[str, ...]:
    """The other names of a source, in order of the tables; none if the tables do not have it.

    Raises:
        SearchError: If the reader's own table cannot be read.

    >>> other_names("the New York Times")[:2]
    ('NYT', 'NY Times')
    """
    key = _key(name)
    found = [*_given().get(key, ()), *_read_own(own_table()).get(key, ())]
    return tuple(dict.fromkeys(other for other in found if _key(other) != key))


@lru_cache(maxsize=1)
def _given() -> _Table:
    from importlib import resources  # most questions need no table

    text = resources.files(__package__).joinpath("sources.txt").read_text(encoding="utf-8")
    return _table(text)


def _read_own(path: Path) -> _Table:
    try:
        return _table(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise SearchError(f"{path}: the table of sources cannot be read: {reason}") from None


def _table(text: str) -> _Table:
    found: _Table = {}
    for line in text.splitlines():
        names = [name.strip() for name in line.partition("#")[0].split("=")]
        names = [name for name in names if _key(name)]
        for name in names:
            found.setdefault(_key(name), []).extend(names)
    return found


def _key(name: str) -> _Key:
    """A name without what does not count."""
    words = terms(name)
    return tuple(words[1:] if words[:1] == ["the"] else words)
