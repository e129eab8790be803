"""A multilingual encoder, on paragraphs in six languages among English ones."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from indexer.build.options import Options
from indexer.build.pipeline import build_index
from indexer.encoder.manifest import read_manifest
from indexer.store.index import Index
from indexer.store.layout import Layout
from query.engine import Engine
from tests.quality.other_languages import ASKED, ENGLISH
from tests.support.nano_e5 import NAME, PACKAGE, PROMPTS, weights_file, write_model

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(weights_file() is None, reason=f"needs the package {PACKAGE}"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    weights, folder = weights_file(), tmp_path_factory.mktemp("multilingual")
    assert weights is not None
    model = write_model(weights, folder / NAME)
    lines = [*(one.paragraph for one in ASKED), *ENGLISH]
    records = [{"id": str(number), "text": text} for number, text in enumerate(lines)]
    articles = folder / "articles.jsonl"
    articles.write_text("\n".join(map(json.dumps, records)) + "\n")
    build_index([articles], folder / "index", options=Options(model=str(model)))
    with Engine.open(folder / "index") as opened:
        yield opened


def right_first(engine: Engine, questions: list[str]) -> int:
    """How many questions, one for each paragraph, find it first."""
    firsts = [engine.ask(question).hits[0].passage.text for question in questions]
    return sum(first == one.paragraph for first, one in zip(firsts, ASKED, strict=True))


def test_a_question_in_the_language_of_the_paragraph_finds_it(engine: Engine):
    assert right_first(engine, [one.same for one in ASKED]) >= 11


def test_a_question_in_another_language_finds_it(engine: Engine):
    assert right_first(engine, [one.other for one in ASKED]) >= 8


def test_the_encoder_knows_its_prompts_and_the_index_its_mean(engine: Engine):
    index: Index = engine.index
    manifest = read_manifest(Layout(index.root).part(index.state.encoder))

    assert (manifest.query_prompt, manifest.passage_prompt) == (
        PROMPTS["query"],
        PROMPTS["document"],
    )
    assert index.state.mean
