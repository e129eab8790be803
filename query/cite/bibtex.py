"""BibTeX: an entry for each citation. Every sign that LaTeX or BibTeX would act on is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from query.cite.authors import Author
from query.cite.citation import Citation
from query.cite.dates import MONTHS, date_parts

_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # A brace counts even behind a backslash: one without its partner would end the field.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{sign: rf"\{sign}" for sign in "$&%#_"},
    }
)


def write_bibtex(citations: Iterable[Citation]) -> str:
    """The entries, a blank line between them."""
    return "\n\n".join(_entry(one) for one in citations) + "\n"


def escaped(text: str) -> str:
    r"""Text as LaTeX shows it.

    >>> print(escaped("50% of {x} & y_1"))
    50\% of \textbraceleft{}x\textbraceright{} \& y\_1
    """
    return " ".join(text.split()).translate(_ESCAPED)


def _entry(one: Citation) -> str:
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(one))
    return f"@article{{{one.key},\n{fields}\n}}"


def _fields(one: Citation) -> Iterator[tuple[str, str]]:
    if one.authors:
        yield "author", f"{{{' and '.join(map(_name, one.authors))}}}"
    yield "title", f"{{{{{escaped(one.title)}}}}}"  # twice, so that capitals stay
    if one.source:
        yield "journal", f"{{{escaped(one.source)}}}"
    parts = date_parts(one.date)
    if parts:
        yield "year", f"{{{parts[0]}}}"
        yield "date", f"{{{one.date}}}"
    if len(parts) > 1:
        yield "month", MONTHS[parts[1] - 1][:3].lower()
    if len(parts) > 2:
        yield "day", f"{{{parts[2]}}}"
    if one.url:
        yield "url", f"{{{_address(one.url)}}}"
        yield "urldate", f"{{{one.accessed}}}"
    if one.note:
        yield "note", f"{{{escaped(one.note)}}}"


def _name(author: Author) -> str:
    if not author.given:
        return f"{{{escaped(author.family)}}}"
    family, given = escaped(author.family), escaped(author.given)
    return ", ".join(part for part in (family, escaped(author.suffix), given) if part)


def _address(url: str) -> str:
    """An address as the package url takes it: only what ends the field is changed."""
    return (
        "".join(f"%{ord(sign):02X}" if sign in "{}\\ \n\t\r" else sign for sign in url.strip())
        .replace("%", r"\%")
        .replace("#", r"\#")
    )
