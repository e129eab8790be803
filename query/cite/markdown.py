"""Citations for notes in Markdown; nothing in an article is Markdown or HTML there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from query.cite.citation import Citation
from query.cite.dates import american

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&$])")


def write_markdown(citations: Iterable[Citation]) -> str:
    """A paragraph for each, its words quoted above it."""
    return "\n".join(_paragraph(one) for one in citations)


def _paragraph(one: Citation) -> str:
    lines = []
    if one.words:
        who = f" — {_escaped(one.speaker)}" if one.speaker else ""
        lines = [f"> “{_escaped(one.words)}”{who}", ""]
    title = f"[{_escaped(one.title)}](<{_address(one.url)}>)" if one.url else _escaped(one.title)
    facts = [title, f"*{_escaped(one.source)}*" if one.source else "", american(one.date)]
    if one.authors:
        facts.insert(0, _escaped(", ".join(author.plain for author in one.authors)))
    if one.paragraph is not None:
        facts.append(f"paragraph {one.paragraph}")
    if one.url:
        facts.append(f"accessed {american(one.accessed)}")
    told = ", ".join(fact for fact in facts if fact)
    return "\n".join([*lines, f"{told} `{one.id}`", ""])


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def _address(url: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in "<>\\ \n\t\r" else sign for sign in url)
