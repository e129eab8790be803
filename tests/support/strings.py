"""Every string of the program that somebody reads: help, errors, notes, headings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_TWO_WORDS = re.compile(r"[A-Za-z’']{2,}[,;:]? (?:[a-z’']+|\{)|\} [a-z]{2,}")
_NO_ENGLISH = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WITH|FROM|WHERE|ORDER|DROP|ALTER|ATTACH)\b"
    r"|.*(?:\(\?|\\[bswd]|\[\^|LIKE \?|GLOB \?|coalesce\()"
    r"|(?:\w+,? ){12,}\w+\Z",  # a list of words or of columns
    re.DOTALL,
)
_TAG_OF_TEMPLATE = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_VALUE = re.compile(r"\{\{ *([\w.]+).*?\}\}", re.DOTALL)
_SPOKEN = re.compile(
    r'(?:aria-label|title|placeholder|alt|data-copy)="(?P<attribute>[^"]*)"|>(?P<text>[^<>]+)<'
)
_PATTERNS = ("compile", "match", "search", "fullmatch", "sub", "split", "finditer", "execute")
# Of these, the words are data: what texts say, and what a section of a list is called.
_DATA = ("indexer/quotes/", "indexer/names/", "indexer/text/", "indexer/store/keyword/unpickling")


def user_strings(root: Path) -> Iterator[str]:
    """A heading for each file that has any, then its strings in order, a line each.

    A name in braces stands for what is filled in. Help that is a command's docstring counts; other
    docstrings, patterns and queries do not.
    """
    for path in sorted([*root.glob("indexer/**/*.py"), *root.glob("query/**/*.py")]):
        name = path.relative_to(root).as_posix()
        if name.startswith(_DATA):
            continue
        found = list(dict.fromkeys(strings_in(ast.parse(path.read_text(encoding="utf-8")))))
        if found:
            yield f"\n{name}"
            yield from (f"    {line}" for line in found)
    for path in sorted(root.glob("query/serve/templates/*.html")):
        found = list(dict.fromkeys(words_of_template(path.read_text(encoding="utf-8"))))
        if found:
            yield f"\n{path.relative_to(root).as_posix()}"
            yield from (f"    {line}" for line in found)


def words_of_template(source: str) -> Iterator[str]:
    """What a page says to people: its texts, and the attributes that are read or shown.

    >>> list(words_of_template('<p title="A hint">See {{ a.b | day }} <b>now</b></p>{% if x %}'))
    ['A hint', 'See {a.b}', 'now']
    """
    text = _TAG_OF_TEMPLATE.sub("\x00", _VALUE.sub(r"{\1}", source))
    for found in _SPOKEN.finditer(text):
        for piece in (found["attribute"] or found["text"] or "").split("\x00"):
            line = " ".join(piece.split())
            if re.search("[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", line)):
                yield line


def strings_in(tree: ast.Module) -> Iterator[str]:
    for node in _reached(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(map(_part, node.values))
        else:
            continue
        line = " ".join(text.split())
        if _TWO_WORDS.search(line) and not _NO_ENGLISH.match(line):
            yield line


def _reached(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes in order of the text, without docstrings, annotations of types and patterns."""
    if isinstance(node, ast.JoinedStr):
        yield node
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                yield from _reached(value.value)
        return
    if isinstance(node, ast.Call) and _name(node.func) in _PATTERNS:
        return
    yield node
    for child in ast.iter_child_nodes(node):
        if _is_docstring(child, node) and not _is_command(node):
            continue
        yield from _reached(child)


def _is_docstring(child: ast.AST, parent: ast.AST) -> bool:
    """Whether it is a string that stands by itself: a docstring, of a constant too."""
    return isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)


def _is_command(node: ast.AST) -> bool:
    """Whether it is a function whose docstring is the help of a command."""
    if not isinstance(node, ast.FunctionDef):
        return False
    calls = (call.func for call in node.decorator_list if isinstance(call, ast.Call))
    return any(_name(function) == "command" for function in calls)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _part(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    if isinstance(value, ast.FormattedValue):
        return "{" + ast.unparse(value.value) + "}"
    return ""
