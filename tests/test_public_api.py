"""What others may import, exactly."""

from __future__ import annotations

import importlib
import inspect

import pytest

PUBLIC = {
    "indexer": [
        "Options", "RunReport", "build_index", "check_index", "compact_index", "rebuild_index",
        "repair_index",
    ],
    "query": [
        "Answer", "Contribution", "Directory", "Document", "Engine", "Evidence", "Facets",
        "FusionMethod", "Hit", "Mode", "Order", "Passage", "Person", "Quote", "QuoteAnswer",
        "QuoteEngine", "QuoteHit", "SearcherRank", "Settings", "Span", "Verdict", "Verification",
        "Verifier", "WholeDocument",
    ],
}  # fmt: skip


@pytest.mark.parametrize("package", PUBLIC)
def test_exactly_these_names_are_exported(package: str):
    module = importlib.import_module(package)

    for name in module.__all__:
        assert getattr(module, name) is not None
    assert sorted(module.__all__) == PUBLIC[package]


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


def test_everything_that_an_answer_is_made_of_is_exported(built_index, encoder):
    """A program that uses answers needs no other module of ours for their types."""
    import query

    with query.Engine.open(built_index, encoder) as engine:
        answer = engine.ask("who warned of the flood?", query.Settings(facets=True))
        hit = answer.hits[0]
        parts = [answer, answer.facets, hit, hit.document, hit.passage, hit.keyword, hit.answer]
        parts += [*hit.contributions, *hit.quotes, engine.show(hit.document.document_id)]
    with query.QuoteEngine.open(built_index, encoder) as quotes:
        found = quotes.search("who warned of the flood?")
        parts += [found, found.hits[0], found.hits[0].person, quotes.directory]

    assert {type(part).__name__ for part in parts if part is not None} <= set(query.__all__)
