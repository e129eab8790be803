"""Where the words of a note stand in an article now."""

from __future__ import annotations

from indexer.records import Span
from query.annotations.annotation import Note


def place_of_note(note: Note, text: str) -> Span | None:
    """The place of a note's words nearest to where they stood; None if they are gone.

    >>> from query.annotations.annotation import Colour
    >>> note = Note("1", "d", 4, 7, "sea", "look", Colour.BLUE, "2020-01-01")
    >>> place_of_note(note, "The sea"), place_of_note(note, "By the sea"), place_of_note(note, "A")
    (Span(start=4, end=7), Span(start=7, end=10), None)
    """
    if text[note.start : note.end] == note.words:
        return Span(note.start, note.end)
    if not note.words:
        return None
    before = text.rfind(note.words, 0, note.start + len(note.words))
    after = text.find(note.words, note.start)
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    start = min(found, key=lambda at: (abs(at - note.start), at))
    return Span(start, start + len(note.words))
