"""The parts of the suite, each by itself."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.engine import Engine
from tests.benchmarks.archives import read_models
from tests.benchmarks.scale.archive import Archive, read_passages
from tests.benchmarks.scale.changes import Changes
from tests.benchmarks.scale.peers.fusion import fused
from tests.benchmarks.scale.questions import Asked, Questions, read_questions
from tests.benchmarks.scale.recall import nearest, share_found
from tests.benchmarks.scale.report.plots import PLOTS, bounds_of, draw, points
from tests.benchmarks.scale.report.tables import peers
from tests.benchmarks.scale.sizes import index_bytes, kind_of
from tests.benchmarks.scale.worker import Worker, WorkerError
from tests.benchmarks.tables import newest

CORPUS = Path(__file__).parent.parent / "corpus"
MODELS = read_models(CORPUS)


@given(st.integers(1, 60), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_nearest_rows_are_those_of_a_full_sort(rows: int, count: int, seed: int):
    chance = np.random.default_rng(seed)
    # Small whole numbers, so that many products are equal.
    matrix = chance.integers(-2, 3, (rows, 4)).astype(np.float32)
    queries = chance.integers(-2, 3, (3, 4)).astype(np.float32)

    found = nearest(matrix, queries, min(count, rows))

    wanted = np.argsort(-(queries @ matrix.T), axis=1, kind="stable")[:, : min(count, rows)]
    assert found.tolist() == wanted.tolist()


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch):
    matrix = np.random.default_rng(1).standard_normal((500, 8)).astype(np.float32)
    whole = nearest(matrix, matrix[:20])

    monkeypatch.setattr("tests.benchmarks.scale.recall.BLOCK", 7)

    assert np.array_equal(nearest(matrix, matrix[:20]), whole)


def test_recall_is_the_mean_share_of_what_is_wanted():
    assert share_found([[1, 2], [7, 8]], [[2, 1], [8, 9]]) == 0.75


def test_rankings_are_joined_by_their_ranks():
    assert fused([[1, 2, 3], [3, 1]], 3) == [1, 3, 2]
    assert fused([[5], [4]], 2) == [4, 5]
    assert fused([[], []], 3) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("catalog.db", "catalog"),
        ("catalog.db-wal", "catalog"),
        ("vectors", "vectors"),
        ("quote_vectors-0123456789abcdef", "quote_vectors"),
        ("manifest.json", "others"),
    ],
)
def test_a_file_of_an_index_belongs_to_a_part(name: str, kind: str):
    assert kind_of(name) == kind


def test_the_parts_are_all_of_an_index(built_index: Path):
    found = index_bytes(built_index)

    every = sum(path.stat().st_size for path in built_index.rglob("*") if path.is_file())
    assert sum(found.values()) == every
    assert min(found["catalog"], found["keyword"], found["vectors"]) > 0


def test_questions_are_of_every_kind_and_the_same_each_time():
    first, again = (Questions(MODELS).of_all_kinds(20) for _ in range(2))

    assert first == again
    assert all(len(asked) == 20 for asked in first.values())
    assert all(one.question.startswith("what did ") for one in first["speakers"])
    assert all(one.question.count('"') == 2 for one in first["phrases"])
    assert all("* " in f"{one.question} " for one in first["wildcards"])
    assert all(one.since and one.source for one in first["filtered"])
    assert all(one.facets for one in first["facets"])


def test_questions_of_people_are_asked_where_there_are_any(tmp_path: Path):
    path = tmp_path / "questions.txt"
    path.write_text("who warned of the flood?\n\n", encoding="utf-8")
    beir = tmp_path / "queries.jsonl"
    beir.write_text('{"_id": "1", "text": "who warned?"}\n', encoding="utf-8")

    asked = Questions(MODELS, read_questions(path)).of_all_kinds(2)

    assert asked["plain"] == [Asked("who warned of the flood?")] * 2
    assert read_questions(beir) == ["who warned?"]


def test_a_question_is_asked_alike_on_the_command_line_and_in_the_engine(engine: Engine):
    asked = Asked("the flood", since="2017", until="2017", source="Ardmouth", facets=True)

    assert asked.options() == [
        "--since", "2017", "--until", "2017", "--source", "Ardmouth", "--facets",
    ]  # fmt: skip
    answer = engine.ask(asked.question, asked.settings())
    assert {hit.document.source for hit in answer.hits} == {"The Ardmouth Courier"}
    assert answer.facets
    assert Asked("the flood").options() == []


def test_speakers_of_questions_are_quoted_people():
    said = Questions(MODELS).said

    assert said
    assert all(" " in one.speaker and len(one.words.split()) > 3 for one in said)


def test_changed_articles_are_put_back(tmp_path: Path):
    archive = Archive(tmp_path)
    content = archive.write(MODELS, 60)
    assert archive.write(MODELS, 60) == content  # it is there already
    before = {path: path.read_bytes() for path in archive.articles.rglob("*.md")}
    assert len(before) == content.articles

    with Changes(archive, content.articles) as changes:
        changes.make(2)
        changes.make(100)
        assert all(path.read_bytes() != text for path, text in before.items())

    assert {path: path.read_bytes() for path in archive.articles.rglob("*.md")} == before


def test_passages_come_in_order_of_their_numbers(engine: Engine):
    passages = list(read_passages(engine.index))

    assert len(passages) == np.count_nonzero(engine.index.live)
    numbers = random.Random(1).sample(range(len(passages)), 10)
    texts = [
        span.of(engine.index.catalog.text(number))
        for number, _, span in engine.index.catalog.passages(sorted(numbers))
    ]
    assert texts == [passages[number].text for number in sorted(numbers)]


def test_a_worker_answers_in_turn_and_says_what_it_took(tmp_path: Path):
    with Worker("tests.scale.echo") as one, Worker("tests.scale.echo") as other:
        assert one.ask()["result"] is None
        assert other.ask()["seconds"] > 0
        assert one.ask(say="a")["result"] == "a"
        found = other.ask(say="b")
        assert (found["result"], found["cpu"] >= 0) == ("b", True)
        assert sys.platform != "linux" or 1 < found["megabytes"] < 1000


def test_a_worker_that_ends_tells_its_last_words():
    with Worker("tests.scale.echo") as worker:
        worker.ask()
        with pytest.raises(WorkerError, match="KeyError: 'say'"):
            worker.ask(nothing="")
    with Worker("tests.scale.no_such_module") as worker, pytest.raises(WorkerError, match="No mod"):
        worker.ask()


def test_a_peer_that_is_left_out_says_why():
    found = {
        "whosaid": {
            "milliseconds": {"p50": 3.21, "p95": 12.3},
            "recall": 0.998,
            "megabytes": 150,
            "cold": {"seconds": 0.35, "megabytes": 140},
        },
        "zvec": {"left out": "No module named 'zvec'"},
    }
    result = {
        "sizes": {"100000": {"peers": found}},
        "judged": {"systems": {"whosaid": 0.455}},
    }

    assert peers(result).splitlines()[2:] == [  # type: ignore[union-attr]
        "| **whosaid** | 3.2 ms | 12 ms | 150 MB | 0.35 s | | 140 MB | .998 | .455 |",
        "| zvec | left out: No module named 'zvec' | | | | | | | |",
    ]
    assert peers({"sizes": {}}) is None


def test_the_newest_result_of_each_kind_is_taken():
    def result(name: str, date: str, **more: Any) -> dict[str, Any]:
        return {"name": name, "date": date, **more}

    found = newest(
        [
            result("b", "2026-01-02"),
            result("a", "2026-01-01"),
            result("d", "2026-01-02", sizes={}, finished="2026-01-02T10:00:00"),
            result("c", "2026-01-02", sizes={}, finished="2026-01-02T09:00:00"),
        ]
    )

    assert {one["name"] for one in found} == {"b", "d"}
    assert newest([]) == []


def test_lines_of_a_plot_have_what_was_measured():
    sizes = {
        "100": {"passages": 101, "cold": {"ask": {"seconds": 0.3}}, "bytes": {"catalog": 2e6}},
        "20": {"passages": 20, "cold": {"ask": {"seconds": 0.2}}},
    }

    assert points(sizes, ("cold", "ask", "seconds")) == [(20, 0.2), (101, 0.3)]
    assert points(sizes, ("bytes", "catalog")) == [(101, 2.0)]
    assert points(sizes, ("warm", "megabytes")) == []
    assert ([100_000, 1_000_000], [0.40, 0.60]) in bounds_of(PLOTS["cold"])


def test_pictures_are_drawn_of_what_was_measured_at_two_sizes(tmp_path: Path):
    pytest.importorskip("matplotlib")
    one = {"passages": 10_000, "cold": {"ask": {"seconds": 0.3, "megabytes": 100}}}
    other = {"passages": 100_000, "cold": {"ask": {"seconds": 0.4, "megabytes": 150}}}

    drawn = draw({"sizes": {"10000": one, "100000": other}}, tmp_path)

    assert [path.name for path in drawn] == ["scale-cold.png", "scale-memory.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in drawn)
    assert draw({"sizes": {"10000": one}}, tmp_path) == []
