"""Who may import whom, and what a question never waits for."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = {
    "analysis", "encoder", "encoding", "errors", "names", "program", "records", "sentences",
    "store", "windows",
}  # fmt: skip
# The steps of finding quotes; each imports only from those before it.
STEPS = (
    "lexicon", "states", "marks", "narrative", "mentions", "people", "sources", "speakers", "roles",
    "analysis", "ranking", "attribution", "joining", "extractor", "training",
)  # fmt: skip
GLUE = (
    ROOT / "query" / "__main__.py",  # joins the indexer's commands to the query tool's
    ROOT / "query" / "experiment.py",  # measures the whole path, so it builds indexes too
)
SLOW = ("torch", "transformers", "sentence_transformers", "onnx", "scipy", "whoosh", "yaml")


def imported(package: str) -> Iterator[tuple[Path, str]]:
    """Every module that a package's files import, wherever in the file."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield path, alias.name
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    yield path, f"{node.module}.{alias.name}"


def test_the_indexer_does_not_know_the_query_tool():
    assert [(path, name) for path, name in imported("indexer") if name.startswith("query")] == []


def test_the_query_tool_knows_the_format_and_not_the_pipeline():
    used = [
        (path, name)
        for path, name in imported("query")
        if name.split(".")[0] == "indexer" and path not in GLUE
    ]

    assert used
    assert [(path, name) for path, name in used if name.split(".")[1] not in SHARED] == []


def test_shared_modules_do_not_reach_into_the_pipeline():
    inner = SHARED - {"encoding"}  # its exporting half belongs to the indexer
    reached = [
        (path, name)
        for path, name in imported("indexer")
        if path.relative_to(ROOT / "indexer").parts[0].removesuffix(".py") in inner
        and name.split(".")[0] == "indexer"
        and name.split(".")[1] not in SHARED
    ]

    assert reached == []


def test_quotes_are_found_in_steps_that_do_not_look_ahead():
    folder = ROOT / "indexer" / "quotes"
    known = [
        (path.relative_to(folder).parts[0].removesuffix(".py"), name.split(".")[2])
        for path, name in imported("indexer/quotes")
        if name.startswith("indexer.quotes.") and path != folder / "__init__.py"
    ]

    assert len(known) > len(STEPS)
    assert [one for one in known if STEPS.index(one[1]) > STEPS.index(one[0])] == []


def modules_after(code: str) -> set[str]:
    """Which modules a fresh process has loaded after running some code."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {name.split(".")[0] for name in result.stdout.splitlines()}


def test_importing_the_packages_loads_nothing_slow():
    loaded = modules_after("import indexer.cli, query.cli, query.engine, query.__main__")

    assert loaded.isdisjoint((*SLOW, "onnxruntime", "tokenizers", "rich"))


@pytest.mark.model
def test_a_question_loads_nothing_slow(model_index: Path):
    """Opening an index and asking it needs neither torch nor what comes with it."""
    code = (
        "from query.engine import Engine\n"
        f"with Engine.open({str(model_index)!r}) as engine:\n"
        "    assert engine.ask('who warned of the flood?').hits"
    )

    assert modules_after(code).isdisjoint(SLOW)
