"""The notes on how a question was read, with links in place of the options of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from query.serve.pages.search.parameters import Search
from query.serve.pages.words import initial

_OPTION = re.compile(r"; --([a-z-]+) [^;]*$")
_MEANT = re.compile(r'^no article has "(?P<word>.+)"; did you mean (?P<others>.+)\?$')
UNDOING = {
    "no-variants": ("Leave them out", "variants"),
    "no-speaker-preference": ("Prefer nobody", "spoken"),
}
"""Options that undo how a question was read: the words of a link, and what it changes."""

_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another state of the page."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note with what a reader may do about it."""

    text: str
    links: tuple[Link, ...] = ()


def shown_notes(notes: Iterable[str], search: Search) -> list[ShownNote]:
    """The notes beside an answer.

    Args:
        notes: As the engine gives them.
        search: What was asked.
    """
    return [_shown(note, search) for note in notes]


def _shown(note: str, search: Search) -> ShownNote:
    meant = _MEANT.match(note)
    if meant:
        words = _QUOTED.findall(meant["others"])
        links = (Link(word, _replaced(search, meant["word"], word)) for word in words)
        return ShownNote(f"No article has “{meant['word']}”. Did you mean", tuple(links))
    text = initial(_OPTION.sub("", note))
    option = _OPTION.search(note)
    if option is None or option[1] not in UNDOING:
        return ShownNote(text)
    told, name = UNDOING[option[1]]
    return ShownNote(text, (Link(told, search.changed(name, False).address()),))


def _replaced(search: Search, word: str, other: str) -> str:
    return search.changed("q", search.q.replace(word, other)).address()
