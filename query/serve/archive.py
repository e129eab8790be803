"""The one open index that all requests share, opened again when a run has changed it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from indexer.store.catalog.connect import open_for_reading
from indexer.store.index import Index
from indexer.store.layout import Layout
from query.engine import Engine
from query.quote_engine import QuoteEngine
from query.serve.remembering import RememberingEncoder

if TYPE_CHECKING:
    from indexer.encoder.encoder import Encoder
    from indexer.names.people import Person
    from query.speakers.directory import Directory
    from query.timeline.person import PersonPage
    from query.verify.verifier import Verifier


PAGES_KEPT = 32
"""Pages on people that are kept as long as the index stays as it is."""


@dataclass
class OpenArchive:
    """One state of an index with all that answers from it. Threads may share it.

    Attributes:
        index: Opened with its quotes.
        encoder: The encoder that made it.
        readers: How many requests use it now.
        is_old: Whether a later state has taken its place.
    """

    index: Index
    encoder: Encoder
    readers: int = field(default=0, compare=False)
    is_old: bool = field(default=False, compare=False)

    @cached_property
    def engine(self) -> Engine:
        """Answers from passages."""
        return Engine(self.index, self.encoder)

    @cached_property
    def quotes(self) -> QuoteEngine:
        """Answers from quotes."""
        return QuoteEngine(self.index, self.encoder)

    @cached_property
    def verifier(self) -> Verifier:
        """Verifies quotes."""
        from query.verify.verifier import Verifier

        return Verifier(self.index, self.encoder)

    @cached_property
    def people(self) -> list[Person]:
        """Everybody who is quoted by name, most quoted first."""
        return self.directory.everyone()

    @cached_property
    def person_page(self) -> Callable[[str, bool], PersonPage]:
        """The page on the person of a name; the flag leaves only quotes that surely are theirs.

        The last ones are kept: someone who is quoted a thousand times takes a second.
        """
        from query.timeline.person import page_of

        def read(name: str, sure: bool) -> PersonPage:
            return page_of(self.quotes, name, sure=sure)

        return lru_cache(maxsize=PAGES_KEPT)(read)

    @property
    def directory(self) -> Directory:
        """The people who are quoted."""
        return self.quotes.directory

    @cached_property
    def sure_directory(self) -> Directory:
        """The people who are surely quoted, by these quotes alone."""
        from query.speakers.directory import Directory

        return Directory(self.index.catalog, sure_only=True)


class Archive:
    """The index of a server. Threads may share it.

    A request that begins after a commit sees what was committed. A request that began before it
    goes on with the state that it has; the last one to use a state closes it.

    Args:
        root: The index's folder.
        encoder: The encoder that made the index; None opens the one that the index carries.

    Raises:
        IndexNotFoundError: If there is no index.
        SearchError: If this program cannot read it.
    """

    def __init__(self, root: Path, encoder: Encoder | None = None) -> None:
        self.root = root
        self._given = encoder
        self._lock = Lock()
        self._watched: _Watched | None = None
        self._open: OpenArchive | None = None
        self._is_closed = False
        self._renew()

    @contextmanager
    def reading(self) -> Iterator[OpenArchive]:
        """The present state of the index, open until the end of the block.

        Raises:
            SearchError: If the index cannot be opened any more.
            ValueError: If the archive was closed.
        """
        with self._lock:
            if self._is_closed:
                raise ValueError("the archive was closed")
            self._renew()
            opened = self._open
            assert opened is not None
            opened.readers += 1
        try:
            yield opened
        finally:
            with self._lock:
                opened.readers -= 1
                if opened.is_old and not opened.readers:
                    opened.index.close()

    def close(self) -> None:
        """Let go of the index once the requests in progress are answered."""
        with self._lock:
            self._is_closed = True
            self._retire()
            if self._watched:
                self._watched.close()

    def _renew(self) -> None:
        """Open the index again if something has changed; the caller holds the lock."""
        if self._open is not None and self._watched is not None and self._watched.is_same():
            return
        if self._watched:
            self._watched.close()
            self._watched = None
        # Watched from before it is opened, so that a commit in between is seen later.
        watched = _Watched(Layout(self.root))
        try:
            index = Index.open(self.root, quotes=True)
        except BaseException:
            watched.close()
            raise
        encoder = self._encoder_of(index)
        self._retire()
        self._watched, self._open = watched, OpenArchive(index, encoder)

    def _encoder_of(self, index: Index) -> Encoder:
        if self._given is not None:
            return self._given
        before = self._open
        if before and before.encoder.identity == index.state.encoder_identity:
            return before.encoder
        return RememberingEncoder(index.open_encoder())

    def _retire(self) -> None:
        if self._open is None:
            return
        self._open.is_old = True
        if not self._open.readers:
            self._open.index.close()
        self._open = None


class _Watched:
    """Tells cheaply whether an index was changed since it was last looked at."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._connection: sqlite3.Connection = open_for_reading(layout.catalog)
        self._before = self._look()

    def is_same(self) -> bool:
        """Whether nothing has changed."""
        try:
            return self._look() == self._before
        except (OSError, sqlite3.Error):
            return False

    def close(self) -> None:
        self._connection.close()

    def _look(self) -> tuple[object, ...]:
        """Which catalog file there is, how often it was written, and the reader's decisions."""
        status = self._layout.catalog.stat()
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return status.st_ino, status.st_dev, version, _stamp(self._layout.decisions)


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_mtime_ns, status.st_size
