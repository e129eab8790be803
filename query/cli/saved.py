"""What `whosaid save` and `whosaid news` do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from indexer.errors import SearchError
from indexer.terminal import FOUND, NOTHING, say
from query.hits.hit import Answer
from query.render.formats import Format
from query.saved.news import look
from query.saved.search import SavedSearch
from query.saved.store import SavedSearches, default_path


def save(
    index: Path,
    name: str,
    question: str,
    *,
    quotes: bool,
    speakers: Sequence[str],
    sources: Sequence[str],
) -> int:
    """Keep a search; what it finds now counts as seen. Returns the exit status."""
    if not question.strip():
        raise SearchError("there is no question to save")
    search = SavedSearch(
        name, _folder(index), question, quotes, tuple(speakers), tuple(sources), made=_now()
    )
    found = look(search, _now(), 0)
    SavedSearches(default_path()).put(found.search)
    say(f"saved: {name}; `whosaid news {name}` shows what is added from now on")
    return FOUND


def remove(index: Path, name: str) -> int:
    """Forget a search; returns the exit status."""
    SavedSearches(default_path()).remove(_folder(index), name)
    say(f"removed: {name}")
    return FOUND


def news(index: Path, name: str | None, limit: int, chosen: Format) -> int:
    """Show what is new in one search or in all; returns the exit status."""
    searches = SavedSearches(default_path())
    folder = _folder(index)
    wanted = searches.of_index(folder) if name is None else [searches.get(folder, name)]
    if not wanted:
        raise SearchError("no search is saved for this index; `whosaid save NAME QUESTION`")
    total = 0
    for search in wanted:
        found = look(search, _now(), limit)
        count = len(found.answer.hits)
        total += count
        since = (search.looked or "")[:16].replace("T", " ")
        say(f"{search.name}: {count + found.more} new since {since}: {search.question}")
        if count:
            writer = chosen.writer()
            if isinstance(found.answer, Answer):
                writer.answer(found.answer)
            else:
                writer.quotes(found.answer)
        if found.more:
            say(f"{found.more} more are new; the same command shows them next")
        # Kept after showing, so that what could not be written stays new.
        searches.put(found.search)
    return FOUND if total else NOTHING


def _folder(index: Path) -> str:
    return str(index.resolve())


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
