"""The reader's own notes and labels: made at an article, searched on a page of their own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timezone

from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import DocumentNotFoundError
from indexer.records import Span
from indexer.text.analyzer import terms
from query.annotations.annotation import (
    LONGEST_WORDS,
    AnnotationError,
    Colour,
    Label,
    Note,
    checked_label,
    checked_note,
)
from query.annotations.file import AnnotationFile, Annotations
from query.annotations.place import place_of_note
from query.engine import Engine
from query.hits.hit import WholeDocument
from query.serve.pages.article.correct import told_at
from query.serve.pages.search.results import article_address
from query.serve.pages.site import Form, FormError, Site, back_to
from query.serve.pages.words import title


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note in the list of all.

    Attributes:
        note: The note.
        title: Of its article, or "" if the article is not in the index any more.
        address: Of its place, or "".
    """

    note: Note
    title: str
    address: str


def notes(site: Site, request: Request) -> Response:
    """All own notes that hold the words asked for, the newest first."""
    q = request.query_params.get("q", "").strip()[:300]
    colours = [one for one in Colour if one.value in request.query_params.getlist("colour")]
    found = AnnotationFile(site.archive.root).read()
    chosen = [
        one for one in found.notes if is_meant(one, q) and (one.colour in colours or not colours)
    ]
    chosen.sort(key=lambda one: one.made, reverse=True)
    with site.archive.reading() as opened:
        shown = [_shown(opened.engine, one) for one in chosen]
    return site.page(
        "notes.html",
        {
            "title": "Your notes",
            "q": q,
            "colours": list(Colour),
            "chosen": colours,
            "notes": shown,
            "total": len(found.notes),
            "labels": [(name, len(ids)) for name, ids in found.labelled.items()],
            "problems": found.problems,
            "done": request.query_params.get("done", "")[:300],
        },
    )


def is_meant(note: Note, q: str) -> bool:
    """Whether a note, or the words that it is about, has all words of a question."""
    return set(terms(q)) <= set(terms(f"{note.note}\n{note.words}"))


def add_note(site: Site, request: Request, form: Form) -> Response:
    """Keep a note about some words of an article."""
    note = checked_note(form.text("note"))
    try:
        colour = Colour(form.text("colour") or Colour.YELLOW.value)
    except ValueError:
        raise FormError("choose one of the colours") from None
    with site.archive.reading() as opened:
        found = opened.engine.show(form.text("document"))
    span = _about(found, form.number("start"), form.number("end"), form.text("words"))
    made = Note(
        secrets.token_hex(8),
        found.document.document_id,
        span.start,
        span.end,
        span.of(found.document.text),
        note,
        colour,
        _now(),
    )
    AnnotationFile(site.archive.root).change(lambda before: before.with_note(made))
    return back_to(told_at(form.text("back"), "Your note is kept"))


def remove_note(site: Site, request: Request, form: Form) -> Response:
    """Forget a note."""
    name = form.text("id")
    AnnotationFile(site.archive.root).change(lambda before: before.without_note(name))
    return back_to(told_at(form.text("back"), "Your note is removed"))


def label(site: Site, request: Request, form: Form) -> Response:
    """Give an article a label, or take one away."""
    name = checked_label(form.text("label"))
    with site.archive.reading() as opened:
        document = opened.engine.show(form.text("document")).document.document_id

    def changed(before: Annotations) -> Annotations:
        if form.text("remove"):
            return before.without_label(document, name)
        return before.with_label(Label(document, name, _now()))

    AnnotationFile(site.archive.root).change(changed)
    return back_to(form.text("back"))


def _about(found: WholeDocument, start: int, end: int, words: str) -> Span:
    """The place that a note is about: some words within a range, or all of the range.

    Raises:
        AnnotationError: If the words are not there, or the range is none of the article's.
    """
    text = found.document.text
    if not start < end <= len(text) or end - start > LONGEST_WORDS:
        raise AnnotationError("the article has no such place; it may have changed meanwhile")
    if not words.strip():
        return Span(start, end)
    at = text.find(words.strip(), start, end)
    if at < 0:
        raise AnnotationError("these words do not stand in the paragraph just so")
    return Span(at, at + len(words.strip()))


def _shown(engine: Engine, note: Note) -> ShownNote:
    try:
        found = engine.show(note.document)
    except DocumentNotFoundError:
        return ShownNote(note, "", "")
    place = place_of_note(note, found.document.text)
    paragraph = next(
        (one.paragraph for one in found.passages if place and one.span.end > place.start), None
    )
    address = article_address(note.document, "", place, paragraph)
    return ShownNote(note, title(found.document), address)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
