"""Run files: what is written is read back in the same order, by any program."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import CorpusError
from query.evaluation.trec_run import ScoredId, read_run, trec_lines, write_run

NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, categories=["L", "N", "P"]))


def test_a_run_file_has_six_columns() -> None:
    run = {"q": [ScoredId("d1", 2.0), ScoredId("d2", 0.5)]}

    assert list(trec_lines(run, "us")) == ["q Q0 d1 1 2.0 us", "q Q0 d2 2 0.5 us"]


def test_equal_scores_are_written_in_descending_steps() -> None:
    """Another program must not break our ties in its own way."""
    lines = list(trec_lines({"q": [ScoredId("b", 1.0), ScoredId("a", 1.0), ScoredId("c", 0.5)]}))

    assert [float(line.split()[4]) for line in lines] == [1.0, math.nextafter(1.0, 0), 0.5]


@settings(max_examples=50)
@given(
    st.dictionaries(
        NAMES.filter(lambda name: len(name.split()) == 1),
        st.dictionaries(
            NAMES.filter(lambda name: len(name.split()) == 1), st.floats(-5, 5), min_size=1
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_back_in_order(
    tmp_path_factory: pytest.TempPathFactory, scores: dict[str, dict[str, float]]
) -> None:
    path = tmp_path_factory.mktemp("run") / "run.txt"
    run = {
        question: [ScoredId(*pair) for pair in sorted(ids.items(), key=lambda pair: -pair[1])]
        for question, ids in scores.items()
    }

    write_run(path, run)

    found = read_run(path)
    assert {q: [one.corpus_id for one in ids] for q, ids in found.items()} == {
        q: [one.corpus_id for one in ids] for q, ids in run.items()
    }


def test_a_run_of_another_program_is_taken_by_score_then_by_line(tmp_path: Path) -> None:
    path = tmp_path / "run.txt"
    path.write_text("q Q0 low 1 1.5 x\n\nq Q0 high 2 3e1 x\nq\tQ0\ttwin\t3\t1.5\tx\n")

    assert [one.corpus_id for one in read_run(path)["q"]] == ["high", "low", "twin"]


@pytest.mark.parametrize(
    "line", ["q Q0 d 1 1.0", "q Q0 d 1 high x", "q Q0 d 1 nan x", "q Q0 a 1 1.0 x"]
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "run.txt"
    path.write_text("q Q0 a 1 1.0 x\n" + line)

    with pytest.raises(CorpusError, match="line 2"):
        read_run(path)


@pytest.mark.parametrize("one", [ScoredId("a b", 1.0), ScoredId("", 1.0), ScoredId("a", math.nan)])
def test_what_cannot_stand_in_a_run_file_is_refused(one: ScoredId) -> None:
    with pytest.raises(ValueError, match=r"cannot stand|score"):
        list(trec_lines({"q": [one]}))


def test_a_place_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere"):
        read_run(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match="nowhere"):
        write_run(tmp_path / "nowhere" / "run.txt", {})
