"""Asking a saved search, and what of it is new since the last look.

What was seen is remembered by the place and the words of each hit, so that a paragraph that has
changed is new. More is remembered than is shown: new articles shift the ranking a little, and what
was just below must not look new.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Generic, TypeVar

from query.annotations.file import AnnotationFile
from query.engine import Engine
from query.hits.hit import Answer, Hit
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.quote_engine import QuoteEngine
from query.saved.search import SavedSearch
from query.settings import Order, Settings

REMEMBERED, SHOWN = 400, 200
"""Hits from the best on that are remembered, and that may be new."""

LISTED = 5000
"""The same of a search without a question, which lists quotes by date: the newest ones."""

RELEVANT = 0.5
"""Of the best hit's score: what is below answers another question."""

_Answer = TypeVar("_Answer", Answer, QuoteAnswer)


@dataclass(frozen=True, slots=True)
class News(Generic[_Answer]):
    """What is new in a search.

    Attributes:
        search: The search with what is seen now, to be kept.
        answer: Its new hits only, best first.
        more: How many new hits are not shown; they stay new.
    """

    search: SavedSearch
    answer: _Answer
    more: int


def look(search: SavedSearch, now: str, limit: int) -> News[Answer] | News[QuoteAnswer]:
    """Ask a search again.

    Args:
        search: What was saved.
        now: The time, ISO 8601.
        limit: At most so many hits; 0 remembers everything as seen and shows nothing.

    Raises:
        SearchError: As the engines do.
    """
    opens = QuoteEngine.open if search.quotes else Engine.open
    with opens(Path(search.index)) as engine:
        return look_with(engine, search, now, limit)


def look_with(
    engine: Engine | QuoteEngine, search: SavedSearch, now: str, limit: int
) -> News[Answer] | News[QuoteAnswer]:
    """As `look`, with an engine of the search's kind that is open already.

    Raises:
        SearchError: As the engines do.
    """
    filters = search.within.filter(AnnotationFile(Path(search.index)).read().labelled)
    settings = Settings(limit=REMEMBERED, filters=filters, sure=search.sure, all_copies=True)
    if isinstance(engine, Engine):
        return _passage_news(search, engine.ask(search.question, settings), now, limit)
    if search.question:
        return _quote_news(search, engine.search(search.question, settings), now, limit)
    listed = replace(settings, limit=LISTED, order=Order.NEWEST)
    return _quote_news(search, engine.by_date(listed), now, limit, LISTED)


def _passage_news(search: SavedSearch, answer: Answer, now: str, limit: int) -> News[Answer]:
    floor = RELEVANT * (answer.hits[0].score if answer.hits else 0.0)
    hits = tuple(hit for hit in answer.hits if hit.score >= floor)
    new = [hit for hit in hits[:SHOWN] if _mark(hit) not in search.seen]
    kept = _seen(search, hits, new, _mark, limit)
    shown = tuple(replace(hit, rank=rank) for rank, hit in enumerate(new[:limit], 1))
    return News(
        replace(search, looked=now, seen=kept),
        replace(answer, hits=shown),
        len(new) - len(shown) if limit else 0,
    )


def _quote_news(
    search: SavedSearch, answer: QuoteAnswer, now: str, limit: int, most: int = SHOWN
) -> News[QuoteAnswer]:
    floor = RELEVANT * ((answer.hits[0].score or 0.0) if answer.hits else 0.0)
    hits = tuple(hit for hit in answer.hits if (hit.score or 0.0) >= floor)
    new = [hit for hit in hits[:most] if _quote_mark(hit) not in search.seen]
    kept = _seen(search, hits, new, _quote_mark, limit)
    shown = tuple(replace(hit, rank=rank) for rank, hit in enumerate(new[:limit], 1))
    return News(
        replace(search, looked=now, seen=kept),
        replace(answer, hits=shown),
        len(new) - len(shown) if limit else 0,
    )


_Hit = TypeVar("_Hit", Hit, QuoteHit)


def _seen(
    search: SavedSearch,
    hits: tuple[_Hit, ...],
    new: list[_Hit],
    mark: Callable[[_Hit], str],
    limit: int,
) -> frozenset[str]:
    """What is seen now: all hits but the new ones that are not shown."""
    waiting = {mark(hit) for hit in new[limit:]} if limit else set()
    return frozenset(mark(hit) for hit in hits) - waiting


def _mark(hit: Hit) -> str:
    return _digest(hit.passage.passage_id, hit.passage.text)


def _quote_mark(hit: QuoteHit) -> str:
    words = " ".join(part.of(hit.document.text) for part in hit.quote.parts)
    return _digest(hit.document.document_id, words)


def _digest(place: str, words: str) -> str:
    content = f"{place}\0{words}".encode(errors="surrogatepass")
    return blake2b(content, digest_size=8).hexdigest()
