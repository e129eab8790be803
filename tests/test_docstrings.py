"""Each module, class and function says what it is, and each folder lists its files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*ROOT.glob("indexer/**/*.py"), *ROOT.glob("query/**/*.py")])
FOLDERS = [path.parent for path in SOURCES if path.name == "__init__.py"]
FEW = 3
"""Files that a folder may have without listing them."""
# Folders whose list is not complete yet; this may only become shorter.
UNLISTED = {
    "indexer/encoder",
    "indexer/encoder/export",
    "indexer/maintain",
    "indexer/quotes",
    *(f"indexer/quotes/{room}" for room in ("marks", "mentions", "people", "roles", "sources")),
    *(f"indexer/quotes/{room}" for room in ("speakers", "tokens")),
    "indexer/store",
    "indexer/store/keyword",
    "indexer/store/vectors",
    "query",
}

Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def public(node: Documented, name: str) -> Iterator[tuple[str, Documented]]:
    """A module with its public classes and functions, and their public methods."""
    yield name, node
    for child in node.body:
        is_named = isinstance(child, (ast.ClassDef, ast.FunctionDef))
        if is_named and not child.name.startswith("_"):
            inner = public(child, f"{name}:{child.name}")
            yield from inner if isinstance(child, ast.ClassDef) else [next(inner)]


def listed(docstring: str) -> set[str]:
    """The names in the list of files of a folder's docstring: `name, name   what they are`."""
    names = r"((?:[a-z]\w*, )*[a-z]\w*)"
    rows = re.findall(rf"^ *{names}(?: {{2,}}\S|\n {{8,}}\S)", docstring, re.MULTILINE)
    return {name for row in rows for name in row.split(", ")}


def inside(folder: Path) -> set[str]:
    """The modules and packages of a folder; `__main__` explains itself."""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
    return modules | {path.parent.name for path in folder.glob("*/__init__.py")}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_everything_public_has_a_docstring_that_begins_with_a_sentence(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    for name, node in public(tree, name_of(path)):
        docstring = ast.get_docstring(node)
        assert docstring, name
        assert not docstring[0].isspace(), name


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_folder_lists_its_files_and_no_others(folder: Path):
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    names, found = listed(docstring), inside(folder)

    assert names <= found
    if len(found) > FEW and name_of(folder) not in UNLISTED:
        assert found <= names
