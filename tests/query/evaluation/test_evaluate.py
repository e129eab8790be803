from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build.prepared import index_entries
from indexer.errors import CorpusError
from query.engine import Engine
from query.evaluation.beir import read_benchmark
from query.evaluation.evaluate import Plan, evaluate_all
from query.evaluation.experiment import SYSTEMS, collect, run_system
from query.evaluation.measures import evaluate
from query.evaluation.own_questions import read_own_questions
from tests.support.hashing import HashingEncoder

LINES = [
    ("a_1", "the ferry sank in the harbour", "a", 1, "Harbour Post"),
    ("a_0", "a storm came at night", "a", 0, "Harbour Post"),
    ("b_0", "the council raised the tax on ferries", "b", 0, "Hill Paper"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, the lines of the first in the wrong order, and two questions."""
    lines = [
        {
            "_id": name,
            "title": "",
            "text": text,
            "metadata": {"article": article, "para": para, "source": source},
        }
        for name, text, article, para, source in LINES
    ]
    questions = [{"_id": "q1", "text": "ferry sank"}, {"_id": "q2", "text": "council tax"}]
    _write(tmp_path / "corpus.jsonl", lines)
    _write(tmp_path / "queries.jsonl", questions)
    qrels = "query-id\tcorpus-id\tscore\nq1\ta_1\t1\nq2\tb\t1\n"
    (tmp_path / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return tmp_path


def _write(path: Path, values: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")


def test_a_line_is_a_passage_in_its_articles_order(folder: Path):
    collection = collect(read_benchmark(folder))

    assert collection.names == ["a_0", "a_1", "b_0"]
    assert [len(entry.passages) for entry in collection.entries] == [2, 1]
    for entry in collection.entries:
        assert all(p.span.of(entry.document.text) == p.text for p in entry.passages)


def test_every_system_ranks_judged_passages_and_articles_first(folder: Path, tmp_path: Path):
    benchmark = read_benchmark(folder)
    collection = collect(benchmark)
    index_entries(collection.entries, tmp_path / "index", encoder=HashingEncoder())

    with Engine.open(tmp_path / "index", HashingEncoder()) as engine:
        for settings in SYSTEMS.values():
            run = run_system(engine, settings, benchmark, collection.names)
            means = evaluate(run, benchmark.judgments, benchmark.articles()).means()
            assert means["nDCG@10"] == 1.0
        assert engine.ask("ferry sank").hits[0].passage.text == LINES[0][1]


def test_ones_own_index_is_judged_by_passage_and_by_document(built_index: Path, tmp_path: Path):
    with Engine.open(built_index, HashingEncoder()) as engine:
        hit = engine.ask("who stole the otter?").hits[0]
        judged = [
            {"question": "who stole the otter?", "relevant": [hit.passage.passage_id]},
            {"question": "who stole the otter?", "relevant": [hit.document.path]},
        ]
        _write(tmp_path / "judged.jsonl", judged)
        benchmark, names = read_own_questions(tmp_path / "judged.jsonl", engine.index)
        run = run_system(engine, SYSTEMS["hybrid"], benchmark, names)

        measured = evaluate(run, benchmark.judgments, benchmark.articles())

    assert [values["RR@10"] for values in measured.per_question.values()] == [1.0, 1.0]


def test_what_is_judged_must_be_in_the_index(built_index: Path, tmp_path: Path):
    _write(tmp_path / "judged.jsonl", [{"question": "who?", "relevant": ["nowhere.md"]}])

    with (
        Engine.open(built_index, HashingEncoder()) as engine,
        pytest.raises(CorpusError, match=r"line 1: 'nowhere\.md' means no document"),
    ):
        read_own_questions(tmp_path / "judged.jsonl", engine.index)


def test_an_index_of_something_else_is_not_measured(folder: Path, built_index: Path):
    with pytest.raises(CorpusError, match="holds another collection"):
        evaluate_all(Plan(folder, index=built_index))
