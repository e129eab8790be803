"""Who may import whom, and what a question never waits for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = (
    # A room, or a file that stands by itself; each imports only from those above it.
    "indexer.errors", "indexer.json_text", "indexer.output", "indexer.limits",
    "indexer.light_start", "indexer.terminal", "indexer.commands", "indexer.records",
    "indexer.ahead", "indexer.text",
    "indexer.names",
    "indexer.quotes.feature_enum", "indexer.quotes.rules", "indexer.quotes.lexicon",
    "indexer.quotes.noun_classes",
    "indexer.quotes.us_states", "indexer.quotes.log_linear", "indexer.quotes.confidence",
    "indexer.quotes.entries", "indexer.quotes.marks", "indexer.quotes.quotation_classifier",
    "indexer.quotes.tokens",
    "indexer.quotes.mentions", "indexer.quotes.people", "indexer.quotes.sources",
    "indexer.quotes.speakers", "indexer.quotes.roles", "indexer.quotes.article",
    "indexer.quotes.allowance", "indexer.quotes.best_choice", "indexer.quotes.attribution",
    "indexer.quotes.split_quotes", "indexer.quotes.polarity", "indexer.quotes.finished_quotes",
    "indexer.quotes.extractor",
    "indexer.quotes", "indexer.quotes.training", "indexer.extract",
    "indexer.encoder.normalise", "indexer.encoder.offline", "indexer.encoder.session",
    "indexer.encoder.manifest", "indexer.encoder.cache", "indexer.encoder.trust",
    "indexer.encoder.windows", "indexer.encoder.vocabulary", "indexer.encoder.tokens",
    "indexer.encoder.batches",
    "indexer.encoder.models", "indexer.encoder.torch", "indexer.encoder.encoder",
    "indexer.encoder.export", "indexer.encoder.trust.trial", "indexer.encoder.cuda",
    "indexer.encoder.prepare", "indexer.encoder",
    "indexer.store.layout", "indexer.store.durable", "indexer.store.manifest",
    "indexer.store.writer_lock", "indexer.store.guard", "indexer.store.catalog",
    "indexer.store.keyword", "indexer.store.vectors", "indexer.store.source_file",
    "indexer.store.codec",
    "indexer.store.quote_text", "indexer.store.rows", "indexer.store.part",
    "indexer.store.rewriting",
    "indexer.store.encoder_files", "indexer.store.index", "indexer.store.early_encoder",
    "indexer.store.batch",
    "indexer.store.migrate", "indexer.store.housekeeping", "indexer.store.first_mean",
    "indexer.store.writer", "indexer.build.scan_recall", "indexer.store",
    "indexer.stories", "indexer.readers", "indexer.decisions", "indexer.build", "indexer.maintain",
    "indexer.decisions.correct", "indexer", "indexer.index_command", "indexer.correct",
    "indexer.cli", "indexer.__main__",
    "query.weights", "query.parse", "query.speakers", "query.rows", "query.rank.ranking",
    "query.rank.stopwords", "query.match", "query.speakers.listing", "query.settings",
    "query.rank", "query.hits",
    "query.session", "query.understood", "query.prepared", "query.searcher",
    "query.answerable", "query.no_hits", "query.undated", "query.notes", "query.sources",
    "query.overview", "query.engine", "query.quote_engine", "query.verify", "query.timeline",
    "query.cite", "query.annotations", "query.saved", "query.batch", "query", "query.evaluation",
    "query.answerable.training", "query.render",
    "query.serve.settings", "query.serve.remembering", "query.serve.archive",
    "query.serve.workers", "query.serve.problem",
    "query.serve.security", "query.serve.run", "query.serve.operations", "query.serve.pages",
    "query.serve.api", "query.serve.mcp", "query.serve.app", "query.serve.server", "query.serve",
    "query.cli",
    "query.__main__",
)  # fmt: skip
MOST_FILES = 20
SLOW = (
    *("torch", "transformers", "sentence_transformers", "onnx", "scipy", "whoosh", "yaml"),
    *("lxml", "trafilatura", "htmldate"),
    *("starlette", "jinja2", "uvicorn", "mcp", "pydantic"),
)


@lru_cache(maxsize=1)
def modules() -> dict[str, Path]:
    """Every module of the program by its dotted name."""
    found = {}
    for path in sorted(ROOT.glob("indexer/**/*.py")) + sorted(ROOT.glob("query/**/*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(module: str) -> Iterator[str]:
    """The program's modules that a module imports, wherever in its file."""
    for node in ast.walk(ast.parse(modules()[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in modules():
                    yield inner
                elif node.module in modules():
                    yield node.module


def imports() -> dict[str, set[str]]:
    return {module: set(imported(module)) - {module} for module in modules()}


def floor(module: str) -> int:
    """The number of the last entry of FLOORS that a module belongs to, the longest name first."""
    package = modules()[module].name == "__init__.py"
    names = [module] if package and module in FLOORS else []
    parts = module.split(".")
    names += [".".join(parts[:count]) for count in range(len(parts), 1, -1)]
    return FLOORS.index(next(name for name in names if name in FLOORS))


def test_no_module_imports_itself_by_way_of_others():
    waiting = imports()
    while free := [one for one, needed in waiting.items() if not needed & waiting.keys()]:
        for one in free:
            del waiting[one]

    assert waiting == {}


def test_every_module_belongs_to_a_floor_and_every_floor_is_used():
    assert {floor(module) for module in modules()} == set(range(len(FLOORS)))


def test_no_arrow_leads_back_up():
    """A module imports from its own room and from the rooms before it."""
    back = [
        (module, other)
        for module, others in imports().items()
        for other in others
        if floor(other) > floor(module) and not other.endswith("__init__")
    ]

    assert back == []


def test_the_indexer_does_not_know_the_query_tool():
    back = [
        (module, other)
        for module, others in imports().items()
        for other in others
        if module.startswith("indexer") and other.startswith("query")
    ]

    assert back == []


def test_a_folder_can_be_taken_in_at_a_glance():
    folders = {path.parent for path in modules().values()}
    crowded = {
        str(folder.relative_to(ROOT)): count
        for folder in folders
        if (count := sum(path.is_file() for path in folder.iterdir())) > MOST_FILES
    }

    assert crowded == {}


@pytest.mark.parametrize("init", sorted(ROOT.glob("query/**/__init__.py")), ids=str)
def test_the_docstring_of_a_package_names_each_of_its_files(init: Path):
    listed = set(re.findall(r"\w+", ast.get_docstring(ast.parse(init.read_text("utf-8"))) or ""))
    files = {path.stem for path in init.parent.glob("*.py")} - {"__init__", "__main__"}

    assert files <= listed


def modules_after(code: str) -> set[str]:
    """Which modules a fresh process has loaded after running some code."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {name.split(".")[0] for name in result.stdout.splitlines()}


def test_importing_the_packages_loads_nothing_slow():
    loaded = modules_after("import indexer.cli, query.cli.app, query.engine, query.__main__")

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
