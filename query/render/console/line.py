"""A line with styles; a pipe gets its words alone, without waiting for what draws on terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.text import Text


class Styled(NamedTuple):
    """A style from one character to another."""

    style: str
    start: int
    end: int


class Line:
    """A text with styles, as `rich.text.Text` has them: the style of the first part is of all.

    Attributes:
        plain: The characters.
        style: The style of the whole line, or "".
        spans: Styles of parts; later ones count more.
    """

    def __init__(self, plain: str = "", style: str = "") -> None:
        self.plain, self.style = plain, style
        self.spans: list[Styled] = []

    def __add__(self, other: Line) -> Line:
        found = Line(self.plain + other.plain, self.style)
        before, whole = len(self.plain), len(found.plain)
        found.spans = list(self.spans)
        if other.style:
            found.spans.append(Styled(other.style, before, whole))
        found.spans += [Styled(one, before + a, before + b) for one, a, b in other.spans]
        return found

    def __getitem__(self, part: slice) -> Line:
        start, end, _ = part.indices(len(self.plain))
        found = Line(self.plain[part], self.style)
        found.spans = [
            Styled(one, max(a, start) - start, min(b, end) - start)
            for one, a, b in self.spans
            if a < end and b > start
        ]
        return found

    def stylize(self, style: str, start: int = 0, end: int | None = None) -> None:
        """Give a part a style; without an end up to the end of the line."""
        self.spans.append(Styled(style, start, len(self.plain) if end is None else end))

    @classmethod
    def assemble(cls, *parts: str | tuple[str, str] | Line) -> Line:
        """One line of parts: texts, texts with a style, and lines."""
        found = cls()
        for part in parts:
            if isinstance(part, Line):
                found += part
            else:
                found += cls(part) if isinstance(part, str) else cls(*part)
        return found

    def as_rich(self) -> Text:
        """The same line for a terminal."""
        from rich.text import Text

        text = Text(self.plain, style=self.style)
        for style, start, end in self.spans:
            text.stylize(style, start, end)
        return text
