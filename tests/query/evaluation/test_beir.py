"""Reading judged questions: what is there is taken as it is, what is wrong is named by its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from query.evaluation.beir import (
    CorpusLine,
    read_benchmark,
    read_corpus,
    read_judgments,
    read_questions,
)


def written(folder: Path, corpus: list[object], queries: list[object], qrels: str) -> Path:
    for name, values in (("corpus", corpus), ("queries", queries)):
        lines = "\n".join(json.dumps(value) for value in values)
        (folder / f"{name}.jsonl").write_text(lines + "\n", encoding="utf-8")
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_a_benchmark_is_read_whole(tmp_path: Path) -> None:
    metadata = {"article": "a", "para": 3, "source": "The Gazette", "published_at": "2020-01-02"}
    folder = written(
        tmp_path,
        [{"_id": "a_3", "title": "Rain", "text": "It rained.", "metadata": metadata}],
        [{"_id": "q1", "text": "Did it rain?"}, {"_id": "q2", "text": "Why?"}],
        "query-id\tcorpus-id\tscore\nq1\ta\t1\nq9\ta\t1\n",
    )

    benchmark = read_benchmark(folder)

    assert benchmark.lines == (
        CorpusLine("a_3", "Rain", "It rained.", "a", 3, "The Gazette", "2020-01-02"),
    )
    assert benchmark.questions == {"q1": "Did it rain?", "q2": "Why?"}
    assert benchmark.judgments == {"q1": {"a": 1}}
    assert benchmark.articles() == {"a_3": "a"}
    assert benchmark.unknown() == ()


def test_a_line_without_metadata_is_an_article_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"_id": "1", "text": "One."}\n\n{"_id": 2, "text": "Two."}\n')

    lines = read_corpus(path)

    assert [(line.corpus_id, line.article, line.title) for line in lines] == [
        ("1", "1", ""),
        ("2", "2", ""),
    ]
    assert lines[0].paragraph < lines[1].paragraph


def test_judgments_are_found_where_the_published_sets_have_them(tmp_path: Path) -> None:
    written(tmp_path, [{"_id": "1", "text": ""}], [{"_id": "q", "text": "?"}], "")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels.tsv").rename(tmp_path / "qrels" / "test.tsv")
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\t1\t2\n")

    assert read_benchmark(tmp_path).judgments == {"q": {"1": 2}}


def test_ids_that_the_corpus_does_not_have_are_told(tmp_path: Path) -> None:
    folder = written(
        tmp_path, [{"_id": "1", "text": ""}], [{"_id": "q", "text": "?"}], "q\t1\t1\nq\tx\t1\n"
    )

    assert read_benchmark(folder).unknown() == ("x",)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ('{"text": "x"}', "line 2: '_id' is not a name"),
        ('{"_id": "", "text": "x"}', "line 2: '_id' is not a name"),
        ('{"_id": "2"}', "line 2: 'text' is not a text"),
        ('{"_id": "2", "text": 5}', "line 2: 'text' is not a text"),
        ('{"_id": "2", "text": "", "title": 5}', "line 2: 'title' is not a text"),
        ('{"_id": "2", "text": "", "metadata": 5}', "line 2: 'metadata' is not an object"),
        ('{"_id": "1", "text": "again"}', "line 2: '1' is there already"),
        ("[" * 100_000, "line 2: not JSON"),
    ],
)
def test_a_line_of_the_corpus_that_is_wrong_is_named(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"_id": "1", "text": "fine"}\n' + line)

    with pytest.raises(CorpusError, match=reason):
        read_corpus(path)


def test_a_question_that_comes_twice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"_id": "1", "text": "a"}\n{"_id": "1", "text": "b"}\n')

    with pytest.raises(CorpusError, match="line 2: '1' is there already"):
        read_questions(path)


@pytest.mark.parametrize("line", ["q d 1", "q\td", "q\td\tmuch", "q\td\t1\t2"])
def test_a_judgment_that_is_wrong_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text("query-id\tcorpus-id\tscore\n" + line)

    with pytest.raises(CorpusError, match="line 2: expected"):
        read_judgments(path)


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"queries\.jsonl"):
        read_benchmark(tmp_path)
    (tmp_path / "queries.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorpusError, match=r"queries\.jsonl"):
        read_benchmark(tmp_path)
