"""Hits, quotes and speakers in Markdown, for notes and for publishing.

Every sign of an article that means something in Markdown or HTML is escaped, so that what is
rendered is what stands there. In a table, line breaks become spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote as percent_encoded

from indexer.names.people import Person
from indexer.records import Document, Quote, Span
from query.hits.excerpts import context_without_quote, first_words
from query.hits.hit import Answer, Hit
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.render.fields import (
    copies_words,
    nearest_line,
    place_of,
    shown_role,
    shown_speaker,
)
from query.render.quote_fields import counted_quotes

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&$])")
# Only at the beginning of a line: headings, lists, underlines.
_FIRST = re.compile(r"^(\s{0,8}(?=[#+\-=])|\s{0,8}\d{1,9}(?=[.)]))", re.MULTILINE)
_URL = re.compile(r"https?://", re.IGNORECASE)


def hits_markdown(answer: Answer) -> Iterator[str]:
    """The hits, a line of Markdown each time."""
    yield f"# {escaped(answer.question)}"
    if line := nearest_line(answer):
        yield ""
        yield line
    for hit in answer.hits:
        yield from _hit_lines(hit)


def quotes_markdown(answer: QuoteAnswer) -> Iterator[str]:
    """The quotes, a line of Markdown each time."""
    yield f"# {escaped(answer.question or 'Quotes by date')}"
    for hit in answer.hits:
        yield from _quote_lines(hit)


def speakers_markdown(people: Iterable[Person]) -> Iterator[str]:
    """A table of people, a row each time."""
    yield "| Speaker | Quotes | First | Last | Roles | Also written |"
    yield "| --- | ---: | --- | --- | --- | --- |"
    for person in people:
        roles = "; ".join(role.role for role in person.roles)
        aliases = "; ".join(alias.name for alias in person.aliases)
        name = person.name if person.is_resolved else f"{person.name} (may be several people)"
        cells = (name, counted_quotes(person), person.first, person.last, roles, aliases)
        yield "| " + " | ".join(escaped(" ".join((cell or "").split())) for cell in cells) + " |"


def escaped(text: str) -> str:
    r"""Text in which nothing is Markdown or HTML.

    >>> print(escaped("*see* <b> & [x](y)"))
    \*see\* \<b\> \& \[x\](y)
    """
    return _FIRST.sub(r"\1\\", _SIGNS.sub(r"\\\1", text))


def attribution(document: Document, quote: Quote) -> str:
    """Who is quoted, in Markdown; "unattributed" where the article does not tell."""
    who = escaped(shown_speaker(document, quote))
    if not who:
        return "unattributed"
    name = f"**{who}**" if quote.speaker else who
    role = shown_role(document, quote)
    return f"{name}, {escaped(role)}" if role else name


def _hit_lines(hit: Hit) -> Iterator[str]:
    yield ""
    yield f"## {hit.rank}. {_title(hit.document)}"
    yield ""
    for passage in hit.before:
        yield from (*_lines(passage.text), "")
    yield from _passage(hit)
    for passage in hit.after:
        yield from ("", *_lines(passage.text))
    for quote in hit.quotes:
        if quote.speaker or quote.mention:
            words = f"“{escaped(first_words(hit.document, quote))}” — " if hit.quotes[1:] else ""
            yield ""
            yield f"- {words}{attribution(hit.document, quote)}"
    yield ""
    place = _place(hit.document, hit.passage.span)
    yield f"{_facts(hit.document)}, {place} `{hit.passage.passage_id}`{_change(hit)}"
    if hit.copies:
        yield ""
        yield f"The same story is also in {escaped(copies_words(hit.copies))}."


def _quote_lines(hit: QuoteHit) -> Iterator[str]:
    yield ""
    yield from _block(" … ".join(part.of(hit.document.text) for part in hit.quote.parts))
    yield ">"
    person = hit.person.name if hit.person else None
    is_other = person != hit.quote.speaker and not hit.quote.joint_speakers
    known = f" ({escaped(person)})" if person and is_other else ""
    yield f"> — {attribution(hit.document, hit.quote)}{known}"
    yield ""
    context = context_without_quote(hit)
    if context is not None:
        yield f"In the text: {escaped(' '.join(context.split()))}"
        yield ""
    place = _place(hit.document, hit.quote.span) + (
        f" `{hit.passage_id}`" if hit.passage_id else ""
    )
    yield f"{_title(hit.document)}, {_facts(hit.document)}, {place}{_change(hit)}"
    if hit.copies:
        yield ""
        yield f"The same words are also in {escaped(copies_words(hit.copies))}."


def _change(hit: Hit | QuoteHit) -> str:
    return f" ({hit.file_change.told})" if hit.file_change else ""


def _block(text: str) -> Iterator[str]:
    for line in _lines(text):
        yield f"> {line}".rstrip()


def _lines(text: str) -> list[str]:
    return escaped(text).splitlines()


def _passage(hit: Hit) -> Iterator[str]:
    """The passage as a block, the sentence that answers best in bold."""
    text, offset = hit.passage.text, hit.passage.span.start
    start, end = (span - offset for span in hit.answer or (offset, offset))
    best = " ".join(text[start:end].split("\n"))
    marked = f"**{escaped(best)}**" if best else ""
    for line in f"{escaped(text[:start])}{marked}{escaped(text[end:])}".splitlines():
        yield f"> {line}".rstrip()


def _place(document: Document, span: Span) -> str:
    """Path and line or page."""
    return escaped(" ".join(place_of(document, span).split()))


def _title(document: Document) -> str:
    title = escaped(" ".join((document.title or Path(document.path).name).split()))
    if document.url and _URL.match(document.url):
        return f"[{title}](<{percent_encoded(document.url, safe=':/?#@!$&*+,;=%~.-_')}>)"
    return title


def _facts(document: Document) -> str:
    facts = (document.source, document.date or "undated", document.author)
    return ", ".join(escaped(" ".join(fact.split())) for fact in facts if fact)
