"""Any bytes as a file, any string as a text or a question: an answer or a reason, and in time."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import CorpusError, SearchError
from indexer.quotes import extract_quotes
from indexer.readers.read import read_documents
from indexer.records import Document
from indexer.text.paragraphs import split_passages
from indexer.text.sentences import split_sentences
from query.engine import Engine
from query.settings import Mode, Settings
from tests.support.growth import assert_linear

# What documents are made of, and what breaks programs that read them.
PIECES = st.sampled_from(
    [
        "---\n", "title: ", "date: 2016-13-45\n", "...\n", "&a ", "*a", "!!python/name:os ", "[",
        "{", '{"text": "', '"}\n', "“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", "said ",
        "She ", "according to ", "Ada Marlow", "the mayor", ", ", ". ", "\n", "\n\n", "\r\n", "\r",
        "\t", "\u2028", "\ufeff", "\x00", "\x1b[31m", "\u202e", "ﬁ", "İ", "ß", "🌊", "e\u0301",
        "\u200b", "(", ")", "AND ", "OR ", "NOT ", "title:", "date:[2016 TO ", "]", "~", "~9", "*",
        "?", "^2", "\\", 'a"~5',
    ]
)  # fmt: skip
ANY_TEXT = st.text(max_size=60)
MIXTURES = st.lists(st.one_of(PIECES, ANY_TEXT), max_size=25).map("".join)
CALM = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl"])
@given(
    content=st.one_of(st.binary(max_size=300), MIXTURES.map(lambda t: t.encode("utf-8", "replace")))
)
@CALM
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, content: bytes):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    try:
        documents = [item for item in read_documents(path) if isinstance(item, Document)]
    except CorpusError:
        return
    for document in documents:
        assert document.text.strip()
        json.dumps(document.text).encode("ascii")
        document.text.encode("utf-8")  # or no catalog could hold it
        check_passages(document)


def check_passages(document: Document) -> None:
    end = 0
    for number, passage in enumerate(split_passages(document), 1):
        assert passage.paragraph == number
        assert end <= passage.span.start < passage.span.end
        assert passage.span.of(document.text) == passage.text == passage.text.strip()
        end = passage.span.end


@given(MIXTURES)
@CALM
def test_any_text_is_split_and_its_quotes_are_verbatim(text: str):
    check_passages(Document("0", "/a", text))
    sentences = split_sentences(text)
    assert all(text[start:end].strip() for start, end in sentences)
    for quote in extract_quotes(text, title="A title", author="An Author"):
        assert quote.parts
        assert 0 <= quote.confidence <= 1
        for span in (*quote.parts, quote.cue, quote.mention):
            assert span is None or 0 <= span.start <= span.end <= len(text)


@given(MIXTURES)
@CALM
def test_any_question_is_answered_or_explained(engine: Engine, question: str):
    try:
        answer = engine.ask(question, Settings(mode=Mode.KEYWORD))
    except SearchError:
        return
    assert all(hit.passage.text in hit.document.text for hit in answer.hits)


HOSTILE = {
    "opening marks": "“",
    "straight marks": '"',
    "single marks": "‘",
    "apostrophes": "'",
    "guillemets": "«",
    "backquotes": "``",
    "marks in turn": "“a” ",
    "nested": "“‘",
    "brackets": "([{",
    "dots": ". ",
    "dashes": "-",
    "blanks": " ",
    "newlines": "\n",
    "names": "Ada Marlow ",
    "initials": "A. ",
    "cues": "said Ada, ",
    "attributed": "“No,” said Ada. ",
    "digits": "1",
    "dates": "2016-05-",
    "accents": "e\u0301",
    "no blank": "a",
    "wide": "🌊",
    "hyphens": "a-",
    "colons": "a: ",
}
SIZE = 200_000


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("step", ["read", "passages", "sentences", "quotes"])
def test_no_repetition_takes_for_ever(name: str, step: str, tmp_path: Path):
    def read(text: str) -> None:
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        with contextlib.suppress(CorpusError):
            list(read_documents(tmp_path / "a.md"))

    steps: dict[str, Callable[[str], object]] = {
        "read": read,
        "passages": lambda text: split_passages(Document("0", "/a", text)),
        "sentences": split_sentences,
        "quotes": extract_quotes,
    }
    assert_linear(lambda count: steps[step](HOSTILE[name] * count), SIZE // len(HOSTILE[name]))
