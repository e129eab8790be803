"""What others may import, exactly."""

from __future__ import annotations

import importlib
import inspect

import pytest

PUBLIC = {
    "indexer": ["build_index", "check_index", "compact_index", "rebuild_index", "repair_index"],
    "query": ["Answer", "Engine", "Hit", "Settings"],
}


@pytest.mark.parametrize("package", PUBLIC)
def test_what_is_exported_exists(package: str):
    module = importlib.import_module(package)

    for name in module.__all__:
        assert getattr(module, name) is not None
    assert set(PUBLIC[package]) <= set(module.__all__)


@pytest.mark.parametrize("package", PUBLIC)
def test_what_is_exported_explains_itself(package: str):
    module = importlib.import_module(package)
    for name in module.__all__:
        value = getattr(module, name)
        assert not inspect.isclass(value) or value.__doc__, name
        assert not inspect.isfunction(value) or value.__doc__, name


@pytest.mark.parametrize("package", PUBLIC)
def test_names_that_are_not_exported_do_not_exist(package: str):
    with pytest.raises(AttributeError):
        _ = importlib.import_module(package).no_such_name


def test_the_readme_example_runs(tmp_path, corpus, encoder, capsys):
    """The names and arguments of the README's Python example are right."""
    from indexer import build_index
    from query import Engine, Settings

    report = build_index([corpus], tmp_path / "index", encoder=encoder)
    with Engine.open(tmp_path / "index", encoder) as engine:
        hits = engine.ask("who warned of the flood?", Settings(limit=3)).hits

    assert report.added == 14
    assert len(hits) == 3
    assert all(hit.passage.text in hit.document.text for hit in hits)
