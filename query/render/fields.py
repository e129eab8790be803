"""The stable field names of answers in JSON and CSV."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.records import (
    PIPE,
    Document,
    Grade,
    Passage,
    Polarity,
    Quote,
    Span,
    line_of,
    listed,
    page_of,
)
from query.hits.copies import Copies
from query.hits.facets import Facets
from query.hits.hit import Answer, Hit
from query.rank.ranking import SearcherRank

NEAREST = "Nothing in this archive seems to answer this; the nearest passages:"


def answer_fields(answer: Answer, *, explain: bool = False) -> dict[str, Any]:
    """An answer as plain values for JSON."""
    fields: dict[str, Any] = {
        "question": answer.question,
        "notes": list(answer.notes),
        "passages_searched": answer.searched,
        **answered_fields(answer),
        "hits": [hit_fields(hit, explain=explain) for hit in answer.hits],
    }
    if answer.facets is not None:
        fields["facets"] = facet_fields(answer.facets)
    return fields


def answered_fields(answer: Answer) -> dict[str, Any]:
    """Whether the archive seems to answer, and the probability; null where nothing was judged."""
    probability = answer.probability
    return {
        "answered": answer.answered,
        "probability": None if probability is None else round(probability, 4),
    }


def nearest_line(answer: Answer) -> str:
    """The line above hits that do not seem to answer; "" if they do, or if there is no hit."""
    return NEAREST if answer.hits and not answer.answered else ""


def facet_fields(facets: Facets) -> dict[str, Any]:
    """Counts of matching articles; null names those without a source or a date."""
    return {
        "documents": facets.documents,
        "source": [{"source": name, "documents": count} for name, count in facets.sources],
        facets.by: [{facets.by: name, "documents": count} for name, count in facets.periods],
    }


def hit_fields(hit: Hit, *, explain: bool = False) -> dict[str, Any]:
    """A hit as plain values; offsets are code points of the document's text."""
    document = hit.document
    fields: dict[str, Any] = {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "passage_id": hit.passage.passage_id,
        **document_fields(document),
        "file_change": hit.file_change and hit.file_change.value,
        "paragraph": hit.passage.paragraph,
        "line": hit.line or None,
        "page": page_of(document, hit.passage.span),
        "start": hit.passage.span.start,
        "end": hit.passage.span.end,
        "text": hit.passage.text,
        "answer": span_fields(document, hit.answer),
        "matches": [list(span) for span in hit.matches],
        "quotes": [quote_fields(document, quote) for quote in hit.quotes],
    }
    fields |= copies_fields(hit.copies)
    if hit.before or hit.after:
        fields["before"] = [passage_fields(passage) for passage in hit.before]
        fields["after"] = [passage_fields(passage) for passage in hit.after]
    if explain:
        fields["explain"] = {
            "keyword": _searcher_rank(hit.keyword),
            "semantic": _searcher_rank(hit.semantic),
            "signals": [
                {
                    "name": part.name,
                    "weight": part.weight,
                    "raw": part.raw,
                    "normalised": part.normalised,
                    "value": part.value,
                }
                for part in hit.contributions
            ],
        }
    return fields


def copies_fields(copies: Copies | None) -> dict[str, Any]:
    """`also_in`: the other articles in which a hit stands; nothing if there is none."""
    if copies is None:
        return {}
    return {
        "also_in": {
            "articles": len(copies.others),
            "date": copies.date,
            "first": asdict(copies.first) if copies.first else None,
            "is_first": copies.is_first,
            "documents": [asdict(copy) for copy in copies.others],
        }
    }


def copies_words(copies: Copies | None) -> str:
    """How many other articles, and which is the first; "" if there is none.

    The first is named by its source, else by its title or file.
    """
    if copies is None:
        return ""
    count = len(copies.others)
    words = f"{count} {'article' if count == 1 else 'articles'}"
    if copies.is_first:
        return f"{words}, first here on {copies.date}"
    first = copies.first
    if first is None:
        return f"{words}, first on {copies.date}" if copies.date else words
    name = first.source or first.title or first.path.rpartition("/")[2]
    return f"{words}, first in {' '.join(name.split())} on {first.date}"


def passage_fields(passage: Passage) -> dict[str, Any]:
    """A passage without its document."""
    return {
        "passage_id": passage.passage_id,
        "paragraph": passage.paragraph,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
    }


def place_of(document: Document, span: Span) -> str:
    """The file and, where it has them, the page or line on which a span begins.

    The path of a file below the working folder begins there. A document of a book or an archive,
    which no line of the file holds, is named by its record.
    """
    if document.path == PIPE:
        return f"from a pipe, {document.record}"
    path, page, line = shown_path(document.path), page_of(document, span), line_of(document, span)
    place = f"{path}, {document.record}" if document.record and not document.line else path
    if page:
        return f"{place}, page {page}"
    return f"{place}:{line}" if line else place


def shown_path(path: str) -> str:
    """A path as a person writes it in the working folder."""
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):  # elsewhere, or the working folder is gone
        return path


def document_fields(document: Document) -> dict[str, Any]:
    """The facts that name and locate a document, and the rule that gave each of them."""
    return {
        "document_id": document.document_id,
        "title": document.title,
        "source": document.source,
        "date": document.date,
        "author": document.author,
        "url": document.url,
        "path": document.path,
        "record": document.record or None,
        "language": document.language,
        "section": document.section,
        "rules": dict(document.rules),
    }


def quote_fields(document: Document, quote: Quote) -> dict[str, Any]:
    """A quote with its exact words from the document."""
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "text": " […] ".join(part.of(document.text) for part in quote.parts),
        "parts": [span_fields(document, part) for part in quote.parts],
        "kind": quote.kind.value,
        "speaker": quote.speaker,
        "role": quote.role,
        "mention": span_fields(document, quote.mention),
        "cue": span_fields(document, quote.cue),
        "confidence": round(quote.confidence, 4),
        "grade": quote.grade.value,
        "polarity": quote.polarity.value,
        "joint_speakers": [
            {
                "speaker": one.speaker,
                "role": one.role,
                "mention": span_fields(document, one.mention),
                "confidence": round(one.confidence, 4),
                "grade": one.grade.value,
            }
            for one in quote.joint_speakers
        ],
    }


def shown_speaker(document: Document, quote: Quote) -> str:
    """Who is quoted, for people: a name that is not sure has a question mark.

    The words of the text follow it if they do not name that person; without a name they stand
    alone. Empty where the article does not tell. Words that were not said are marked as such.
    """
    if quote.joint_speakers:
        return _shown_speakers(quote)
    mention = quote.mention.of(document.text) if quote.mention else ""
    name = quote.speaker or ""
    if name and quote.grade is not Grade.SURE:
        named = mention.split()[-1:] and mention.split()[-1] in name
        name = f"{name}?" if named or not mention else f"{name}? (“{mention}”)"
    return _with_polarity(name or mention, quote)


def _shown_speakers(quote: Quote) -> str:
    """Several who speak together, each with a role in brackets and a question mark if not sure."""
    first = (quote.speaker or "", quote.role, quote.grade)
    others = [(one.speaker, one.role, one.grade) for one in quote.joint_speakers]
    shown = [
        f"{name}{'' if grade is Grade.SURE else '?'}{f' ({role})' if role else ''}"
        for name, role, grade in (first, *others)
    ]
    return _with_polarity(listed(shown), quote)


def _with_polarity(who: str, quote: Quote) -> str:
    """Who is quoted; words that were not said are marked as such."""
    return who if quote.polarity is Polarity.SAID else f"{who} ({quote.polarity.value})".strip()


def shown_role(document: Document, quote: Quote) -> str | None:
    """The role; None where the words for the source hold it already."""
    if quote.joint_speakers:
        return None
    if quote.speaker or not quote.role or not quote.mention:
        return quote.role
    is_said = quote.role.casefold() in quote.mention.of(document.text).casefold()
    return None if is_said else quote.role


def span_fields(document: Document, span: Span | None) -> dict[str, Any] | None:
    """A span with its words."""
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": span.of(document.text)}


def _searcher_rank(found: SearcherRank | None) -> dict[str, Any] | None:
    return None if found is None else {"rank": found.rank, "score": found.score}
