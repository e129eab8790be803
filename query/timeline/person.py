"""A page on a person: roles over time, topics, most repeated statements, who quotes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.errors import SearchError
from indexer.names.people import Person
from indexer.text.analyzer import analyze
from query.hits.quote_hit import QuoteHit
from query.hits.quote_reader import QuoteReader
from query.quote_engine import QuoteEngine
from query.rank.stopwords import content_terms
from query.rows.quotes import QuoteRows
from query.speakers.directory import Directory, meant, quotes_by
from query.timeline.statement import Statement, by_month, statements_of

TOPICS, REPEATED = 12, 5
MOST_QUOTES = 1000
"""Quotes that a page is made of; of a person with more, the latest."""

SHORTEST = 4
"""Letters of a word that counts as a topic."""

FEWEST_ARTICLES = 2
"""In which a person uses a word that counts as a topic."""


class UnknownPersonError(SearchError):
    """A name means nobody who is quoted, or several people."""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What the archive has of a person.

    Attributes:
        person: Name, roles with their dates, aliases, counts.
        topics: Words that the person uses more than others do, with in how many articles.
        repeated: Statements that stand in several articles, most often repeated first.
        sources: Papers and in how many articles they quote the person, most often first.
        months: How many statements each month has.
    """

    person: Person
    topics: tuple[tuple[str, int], ...]
    repeated: tuple[Statement, ...]
    sources: tuple[tuple[str | None, int], ...]
    months: tuple[tuple[str, int], ...]


def page_of(
    engine: QuoteEngine, name: str, *, variants: bool = True, sure: bool = False
) -> PersonPage:
    """The page on the person whom a name means; with `sure`, of the quotes that surely are theirs.

    Raises:
        UnknownPersonError: If it means nobody or several people.
        IndexCorruptError: If a part of the index turns out to be damaged.
    """
    catalog = engine.index.catalog
    directory = Directory(catalog, sure_only=sure)
    found = meant(directory.find(name, variants))
    if not found:
        raise UnknownPersonError(f"nobody of the name {name!r} is quoted by name")
    if len(found) > 1:  # a name that is just one person's means no other's
        found = tuple(one for one in found if one.person.name == name) or found
    if len(found) > 1:
        names = ", ".join(one.person.name for one in found[:5])
        raise UnknownPersonError(f"{name!r} may be any of {names}")
    numbers = quotes_by(catalog, found, sure_only=sure)
    rows = QuoteRows(engine.index)
    hits = QuoteReader(rows, directory).read(numbers, {}, 0)
    latest = sorted(hits, key=lambda hit: hit.document.date or "")[-MOST_QUOTES:]
    statements = statements_of(latest)
    return PersonPage(
        found[0].person,
        tuple(_topics(rows, latest)),
        tuple(_repeated(statements)),
        tuple(_sources(hits)),
        tuple(by_month(statements)),
    )


def _shares(rows: QuoteRows, terms: Iterable[str]) -> dict[str, float]:
    """Which share of all quotes holds each term."""
    total = max(int(np.count_nonzero(rows.live)), 1)
    return {term: len(rows.keyword.postings("text", term).numbers) / total for term in terms}


def _topics(rows: QuoteRows, hits: Sequence[QuoteHit]) -> list[tuple[str, int]]:
    """The words that the person uses most beyond what others do, with their articles."""
    articles: dict[str, set[str]] = {}
    quotes: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for hit in hits:
        text = _words(hit)
        content = set(content_terms(text))
        tokens = [token for token in analyze(text) if token.term in content]
        quotes.update({token.term for token in tokens})
        for token in tokens:
            articles.setdefault(token.term, set()).add(hit.document.document_id)
            written.setdefault(token.term, Counter())[text[token.start : token.end]] += 1
    common = [
        term
        for term, where in articles.items()
        if len(where) >= FEWEST_ARTICLES and len(term) >= SHORTEST and term.isalpha()
    ]
    shares = _shares(rows, common)
    told = {term: _told(quotes[term], len(hits), shares[term]) for term in common}
    common.sort(key=lambda term: (-told[term], term))
    best = [term for term in common if told[term] > 0][:TOPICS]
    return [(written[term].most_common(1)[0][0], len(articles[term])) for term in best]


def _told(count: int, hits: int, share: float) -> float:
    """How much a word tells: its count, by how much more often the person uses it than all do."""
    return count * float(np.log(count / hits / max(share, 1e-9)))


def _repeated(statements: Sequence[Statement]) -> list[Statement]:
    several = [one for one in statements if len(_articles(one.hits)) > 1]
    return sorted(several, key=lambda one: -len(_articles(one.hits)))[:REPEATED]


def _sources(hits: Iterable[QuoteHit]) -> list[tuple[str | None, int]]:
    articles = {hit.document.document_id: hit.document.source for hit in hits}
    counted = Counter(articles.values())
    return sorted(counted.items(), key=lambda one: (-one[1], one[0] or ""))


def _articles(hits: Iterable[QuoteHit]) -> set[str]:
    return {hit.document.document_id for hit in hits}


def _words(hit: QuoteHit) -> str:
    return " ".join(part.of(hit.document.text) for part in hit.quote.parts)
