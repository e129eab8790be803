"""Judged questions in BEIR's form: corpus.jsonl, queries.jsonl, qrels.tsv.

Thakur et al., BEIR, NeurIPS 2021 (datasets track), describe the form. A line of the corpus is a
passage here; lines that name the same article are its paragraphs. A judgment names a passage, or
an article, which its best passage then stands for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError


@dataclass(frozen=True, slots=True)
class CorpusLine:
    """A passage of the corpus.

    Attributes:
        corpus_id: Its name in runs and judgments.
        article: What its article is called; its own name where none is given.
        paragraph: Its number in the article: they are in order of this, then of the file.
        source, published_at, url, author: As written in the metadata, or None.
    """

    corpus_id: str
    title: str
    text: str
    article: str
    paragraph: int
    source: str | None = None
    published_at: str | None = None
    url: str | None = None
    author: str | None = None


Questions = Mapping[str, str]
"""Question id -> question, in order of the file."""

Judgments = Mapping[str, Mapping[str, int]]
"""Question id -> id of a passage or an article -> relevance; 0 or less is judged irrelevant."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A corpus with questions and what answers them.

    Attributes:
        lines: The passages, in order of the file.
        questions: Those of the file, judged or not.
        judgments: Only of questions that the file of questions has.
    """

    lines: tuple[CorpusLine, ...]
    questions: Questions
    judgments: Judgments

    def articles(self) -> dict[str, str]:
        """The article of each passage, by corpus id."""
        return {line.corpus_id: line.article for line in self.lines}

    def unknown(self) -> tuple[str, ...]:
        """Judged ids that are in the corpus neither as passage nor as article, in order."""
        known = {line.corpus_id for line in self.lines} | {line.article for line in self.lines}
        judged = {name for names in self.judgments.values() for name in names}
        return tuple(sorted(judged - known))


def read_benchmark(folder: Path) -> Benchmark:
    """Read a folder in BEIR's form.

    Raises:
        CorpusError: If a file is missing or a line of it cannot be understood.
    """
    questions = read_questions(folder / "queries.jsonl")
    qrels = folder / "qrels.tsv"
    if not qrels.is_file() and (folder / "qrels" / "test.tsv").is_file():
        qrels = folder / "qrels" / "test.tsv"  # where the published sets have it
    judgments = read_judgments(qrels)
    return Benchmark(
        read_corpus(folder / "corpus.jsonl"),
        questions,
        {name: judgments[name] for name in questions if name in judgments},
    )


def read_corpus(path: Path) -> tuple[CorpusLine, ...]:
    """Read corpus.jsonl.

    Raises:
        CorpusError: If it cannot be read, a line is not understood or an id comes twice.
    """
    lines: dict[str, CorpusLine] = {}
    for number, value in read_objects(path):
        line = _corpus_line(path, number, value)
        if line.corpus_id in lines:
            raise CorpusError(path, f"line {number}: {line.corpus_id!r} is there already")
        lines[line.corpus_id] = line
    return tuple(lines.values())


def read_questions(path: Path) -> dict[str, str]:
    """Read queries.jsonl: question id -> question.

    Raises:
        CorpusError: If it cannot be read, a line is not understood or an id comes twice.
    """
    questions: dict[str, str] = {}
    for number, value in read_objects(path):
        name = _name(path, number, value.get("_id"), "_id")
        if name in questions:
            raise CorpusError(path, f"line {number}: {name!r} is there already")
        questions[name] = _text(path, number, value, "text")
    return questions


def read_judgments(path: Path) -> dict[str, dict[str, int]]:
    """Read qrels.tsv: question id, corpus id and relevance, after a line of headings.

    Raises:
        CorpusError: If it cannot be read or a line is not understood.
    """
    judgments: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        fields = line.split("\t")
        if number == 1 and fields[-1].strip() == "score":
            continue
        try:
            question, corpus_id, relevance = fields
            judgments.setdefault(question, {})[corpus_id] = int(relevance)
        except ValueError:
            expected = "question, id and whole number with tabs between"
            raise CorpusError(path, f"line {number}: expected {expected}") from None
    return judgments


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, with their number from 1."""
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, line.rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(path, str(error)) from error


def read_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON object of each line that is not empty, with the line's number from 1.

    Raises:
        CorpusError: If the file cannot be read or a line is no object.
    """
    for number, line in _lines(path):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CorpusError(path, f"line {number}: not JSON ({error})") from error
        if not isinstance(value, dict):
            raise CorpusError(path, f"line {number}: not a JSON object")
        yield number, value


def _corpus_line(path: Path, number: int, value: dict[str, Any]) -> CorpusLine:
    metadata = value.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise CorpusError(path, f"line {number}: 'metadata' is not an object")
    name = _name(path, number, value.get("_id"), "_id")
    article, paragraph = metadata.get("article"), metadata.get("para")
    optional = {key: metadata.get(key) for key in ("source", "published_at", "url", "author")}
    return CorpusLine(
        name,
        _text(path, number, {"title": "", **value}, "title"),
        _text(path, number, value, "text"),
        name if article is None else _name(path, number, article, "article"),
        paragraph if isinstance(paragraph, int) else number,
        **{key: found if isinstance(found, str) else None for key, found in optional.items()},
    )


def _name(path: Path, number: int, value: object, key: str) -> str:
    if isinstance(value, (str, int)) and str(value):
        return str(value)
    raise CorpusError(path, f"line {number}: {key!r} is not a name")


def _text(path: Path, number: int, value: dict[str, Any], key: str) -> str:
    if isinstance(value.get(key), str):
        return str(value[key])
    raise CorpusError(path, f"line {number}: {key!r} is not a text")
