"""Judged questions over an index of one's own: JSON Lines, a question a line.

    {"question": "who warned of the flood?", "relevant": ["articles/flood.md:3", "1f0c…:7"]}

Relevant is a passage (a passage id, or a document's name and a paragraph number), or a document
(its id, path, end of its path or title). The best passage of a document stands for it.
"""

from __future__ import annotations

from pathlib import Path

from indexer.errors import CorpusError
from indexer.store.index import Index
from query.evaluation.beir import Benchmark, CorpusLine, read_objects


def read_own_questions(path: Path, index: Index) -> tuple[Benchmark, list[str]]:
    """Read a file of judged questions.

    Args:
        path: The file.
        index: The index that they ask.

    Returns:
        The questions with their judgments, and the name of each passage number.

    Raises:
        CorpusError: If the file cannot be read, or names what is not in the index.
    """
    lines, names = _passages(index)
    questions: dict[str, str] = {}
    judgments: dict[str, dict[str, int]] = {}
    for number, value in read_objects(path):
        question, relevant = value.get("question"), value.get("relevant")
        if not isinstance(question, str) or not isinstance(relevant, list) or not relevant:
            raise CorpusError(
                path, f"line {number}: needs a question and a list of what is relevant"
            )
        name = str(value.get("id", number))
        questions[name] = question
        judgments[name] = {_resolved(path, number, index, str(one)): 1 for one in relevant}
    return Benchmark(tuple(lines), questions, judgments), names


def _passages(index: Index) -> tuple[list[CorpusLine], list[str]]:
    """All live passages as lines of a corpus, and the name of every number ("" if not live)."""
    names = [""] * index.state.rows
    lines = []
    for document, paragraph, number in index.catalog.passage_keys():
        name = f"{document}:{paragraph}"
        names[number] = name
        lines.append(CorpusLine(name, "", "", article=document, paragraph=paragraph))
    return lines, names


def _resolved(path: Path, number: int, index: Index, name: str) -> str:
    """The id of the passage or document that a name means."""
    document, _, paragraph = name.rpartition(":")
    is_passage = bool(document) and paragraph.isdecimal()
    found = index.catalog.find_documents(document if is_passage else name)
    if len(found) != 1:
        many = "several documents" if found else "no document"
        raise CorpusError(path, f"line {number}: {name!r} means {many} of the index")
    document_id = index.catalog.document(found[0]).document_id
    return f"{document_id}:{paragraph}" if is_passage else document_id
