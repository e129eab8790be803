"""Coverage-guided fuzzing, by hand: `pip install atheris`, then

    python -m tests.benchmarks.fuzz readers|paragraphs|quotes|questions [CORPUS] -max_total_time=600

An input that crashes is written to the current folder; make it a test in tests/regressions.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["indexer", "query"]):
    from indexer.build.pipeline import build_index
    from indexer.errors import SearchError
    from indexer.quotes import extract_quotes
    from indexer.readers.read import read_documents
    from indexer.records import Document
    from indexer.text.paragraphs import split_passages
    from indexer.text.sentences import split_sentences
    from query.engine import Engine
    from query.settings import Mode, Settings
    from tests.support.hashing import HashingEncoder

CORPUS = Path(__file__).parent.parent / "corpus"


def fuzz_readers(folder: Path) -> Callable[[bytes], None]:
    """The first byte says what kind of file it is."""

    def target(data: bytes) -> None:
        suffix = (".txt", ".md", ".jsonl")[data[0] % 3] if data else ".txt"
        path = folder / f"file{suffix}"
        path.write_bytes(data[1:])
        try:
            for item in read_documents(path):
                if isinstance(item, Document):
                    item.text.encode("utf-8")
                    check_passages(item)
        except SearchError:
            return

    return target


def fuzz_paragraphs(_: Path) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        check_passages(Document("0", "/a", text))
        assert all(text[start:end].strip() for start, end in split_sentences(text))

    return target


def check_passages(document: Document) -> None:
    end = 0
    for passage in split_passages(document):
        assert end <= passage.span.start < passage.span.end
        assert passage.span.of(document.text) == passage.text == passage.text.strip()
        end = passage.span.end


def fuzz_quotes(_: Path) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        for quote in extract_quotes(text):
            for span in (*quote.parts, quote.cue, quote.mention):
                assert span is None or 0 <= span.start <= span.end <= len(text)

    return target


def fuzz_questions(folder: Path) -> Callable[[bytes], None]:
    build_index([CORPUS], folder / "index", encoder=HashingEncoder())
    engine = Engine.open(folder / "index", HashingEncoder())

    def target(data: bytes) -> None:
        try:
            engine.ask(data.decode("utf-8", "replace"), Settings(mode=Mode.KEYWORD, limit=3))
        except SearchError:
            return

    return target


def main() -> None:
    """Fuzz what is named until stopped."""
    targets = {
        "readers": fuzz_readers,
        "paragraphs": fuzz_paragraphs,
        "quotes": fuzz_quotes,
        "questions": fuzz_questions,
    }
    name = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as folder:
        atheris.Setup(sys.argv, targets[name](Path(folder)))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
