"""A question in, ranked hits out.

Files:

    engine         opens an index and answers from its passages
    quote_engine   the same for quotes
    session        an open index, shared by threads, closed once
    understood     what a question asks for
    prepared       which rows may be found, and what is looked for
    searcher       one question -> the rows to show
    notes          how a question was read, in a reader's words
    no_hits        what excludes everything, when nothing is found
    undated        what a filter by date leaves out for want of a date
    overview       how many articles match, by all that a page filters by
    sources        the sources of an archive, their authors and dates
    batch          many questions from a file
    settings       what may be chosen beside the question
    weights        what each signal is worth

Rooms, in the order in which a question passes them:

    cli            the commands
    parse          question as typed -> words, conditions and filters
    speakers       names in the question -> people who are quoted
    rows           the passages or quotes of an index, as matching and ranking see them
    match          conditions and filters -> rows
    rank           rows -> one ranking
    answerable     one ranking -> whether the archive answers at all
    hits           ranking -> hits that a reader can check
    render         hits -> terminal, JSON, CSV, Markdown
    evaluation     measures all of it

Rooms of their own, on top of these:

    verify         a wording -> one verdict, with the difference
    timeline       what was said about a topic, by date
    cite           citations in the styles of writers and programs
    saved          saved searches, and what is new in them
    annotations    a reader's own notes and labels
    serve          all of it as a page, an HTTP interface and tools for assistants

From Python:

    from query import Engine
    Engine.open("index_data").ask("who warned of the flood?").hits
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.names.people import Person
    from indexer.records import Document, Passage, Quote, Span
    from query.engine import Engine
    from query.hits.facets import Facets
    from query.hits.hit import Answer, Hit, WholeDocument
    from query.hits.quote_hit import QuoteAnswer, QuoteHit
    from query.quote_engine import QuoteEngine
    from query.rank.fusion import Contribution
    from query.rank.ranking import SearcherRank
    from query.settings import FusionMethod, Mode, Order, Settings
    from query.speakers.directory import Directory
    from query.verify.verdict import Evidence, Verdict, Verification
    from query.verify.verifier import Verifier

__all__ = [
    "Answer",
    "Contribution",
    "Directory",
    "Document",
    "Engine",
    "Evidence",
    "Facets",
    "FusionMethod",
    "Hit",
    "Mode",
    "Order",
    "Passage",
    "Person",
    "Quote",
    "QuoteAnswer",
    "QuoteEngine",
    "QuoteHit",
    "SearcherRank",
    "Settings",
    "Span",
    "Verdict",
    "Verification",
    "Verifier",
    "WholeDocument",
]

_MODULES = {
    "Answer": "query.hits.hit",
    "Contribution": "query.rank.fusion",
    "Directory": "query.speakers.directory",
    "Document": "indexer.records",
    "Engine": "query.engine",
    "Evidence": "query.verify.verdict",
    "Facets": "query.hits.facets",
    "FusionMethod": "query.settings",
    "Hit": "query.hits.hit",
    "Mode": "query.settings",
    "Order": "query.settings",
    "Passage": "indexer.records",
    "Person": "indexer.names.people",
    "Quote": "indexer.records",
    "QuoteAnswer": "query.hits.quote_hit",
    "QuoteEngine": "query.quote_engine",
    "QuoteHit": "query.hits.quote_hit",
    "SearcherRank": "query.rank.ranking",
    "Settings": "query.settings",
    "Span": "indexer.records",
    "Verdict": "query.verify.verdict",
    "Verification": "query.verify.verdict",
    "Verifier": "query.verify.verifier",
    "WholeDocument": "query.hits.hit",
}


def __getattr__(name: str) -> Any:
    # Imported when first used, so that `whosaid --help` does not wait for NumPy.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)
