from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

import indexer
from indexer.extractor_identity import PACKAGES, extractor_identity, identity_of

ROOT = Path(indexer.__file__).parent
FORM = {"indexer.records"}  # what a quote is, not how it is found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages that the extraction consists of, to be changed."""
    for package in PACKAGES:
        kept = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=kept)
    return tmp_path


def imported(module: str) -> set[str]:
    """The modules of the indexer that a module imports, wherever in its file."""
    found = set()
    for node in ast.walk(ast.parse(file_of(module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("indexer"):
            names = {f"{node.module}.{one.name}" for one in node.names}
            found |= {str(node.module), *(name for name in names if file_of(name).exists())}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names if one.name.startswith("indexer")}
    return found


def file_of(module: str) -> Path:
    """Where a module is, if it is one."""
    path = ROOT.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_the_extraction_uses_nothing_that_the_identity_leaves_out():
    reached, waiting = set[str](), {"indexer.quotes"}
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= imported(module) - reached

    assert len(reached) > 60
    assert [module for module in reached - FORM if module.split(".")[1] not in PACKAGES] == []


def test_it_is_the_same_wherever_the_program_lies(copy: Path):
    assert identity_of(copy) == extractor_identity()


@pytest.mark.parametrize(
    "path",
    [
        "quotes/weights.json", "quotes/extractor.py", "quotes/wordlists/cues.txt",
        "names/parsing.py", "names/data/words.txt",
    ],
)  # fmt: skip
def test_any_change_of_code_weights_or_words_changes_it(copy: Path, path: str):
    content = (copy / path).read_bytes()
    (copy / path).write_bytes(content[:-1] + b" \n")

    assert identity_of(copy) != extractor_identity()


def test_a_file_more_or_under_another_name_changes_it(copy: Path):
    (copy / "quotes" / "joining.py").rename(copy / "quotes" / "joining_.py")
    renamed = identity_of(copy)
    (copy / "quotes" / "empty.txt").touch()

    assert len({extractor_identity(), renamed, identity_of(copy)}) == 3


def test_what_is_only_read_by_people_or_compiled_does_not(copy: Path):
    (copy / "quotes" / "README.md").unlink()
    (copy / "quotes" / "__pycache__").mkdir()
    (copy / "quotes" / "__pycache__" / "marks.cpython-311.pyc").touch()

    assert identity_of(copy) == extractor_identity()
