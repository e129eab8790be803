"""An article of an export: what describes it, and where in the export its text is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.records import Places, Span, Unit

_BREAK = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Exported:
    """An article of an export.

    Attributes:
        fields: What the lines around its text say of it.
        rule: Short name of the export, for the reader.
        parts: Where the parts of its text are, in order; labels may stand between them.
    """

    fields: dict[str, object]
    rule: str
    parts: tuple[Span, ...]

    def words(self, text: str) -> str:
        """The article's text, a blank line between its parts."""
        return "\n\n".join(part.of(text) for part in self.parts)

    def places(self, text: str) -> Places:
        """The lines of the export that the lines of the article's text are."""
        starts: list[int] = []
        numbers: list[int] = []
        offset, line, place = 0, 1, 0
        for part in self.parts:
            line += text.count("\n", place, part.start)
            words = part.of(text)
            breaks = [match.end() for match in _BREAK.finditer(words)]
            starts += [offset, *(offset + end for end in breaks)]
            numbers += range(line, line + len(breaks) + 1)
            line, place = line + len(breaks), part.end
            offset += len(words) + 2
        return Places(Unit.LINE, tuple(starts), tuple(numbers))
