"""One decision of a reader about a quote, and the line of the file that states it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from typing import TypeVar

from indexer.json_text import JsonError, parse_json
from indexer.records import Document, Quote

_Value = TypeVar("_Value", str, int)


class Verdict(str, Enum):
    """What was decided: somebody speaks, nobody is to be named, or the words are no quote."""

    SPEAKER = "speaker"
    NOBODY = "nobody"
    NOT_A_QUOTE = "not a quote"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader decided about a quote.

    Attributes:
        verdict: What was decided.
        document: The id of the document.
        text: `text_digest` of the document's text: a document that has moved keeps its decisions.
        start, end: The span of the quote in that text.
        words: The quoted words, one space between them.
        speaker: The name of the speaker; None but for `Verdict.SPEAKER`.
    """

    verdict: Verdict
    document: str
    text: str
    start: int
    end: int
    words: str
    speaker: str | None = None

    def is_about_same(self, other: Decision) -> bool:
        """Whether both are about one quote, so that the later one takes the other's place."""
        return (self.document, self.start, self.words) == (
            other.document, other.start, other.words
        )  # fmt: skip

    def line(self) -> str:
        """The line of the file that states it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def told(self) -> str:
        """As a reader is told."""
        what = {
            Verdict.SPEAKER: f"said by {self.speaker}",
            Verdict.NOBODY: "said by nobody who is named",
            Verdict.NOT_A_QUOTE: "not a quote",
        }[self.verdict]
        return f"“{self.words}” in {self.document}: {what}"


def decided(
    document: Document, quote: Quote, verdict: Verdict, speaker: str | None = None
) -> Decision:
    """The decision about a quote as it stands in a document now."""
    return Decision(
        verdict,
        document.document_id,
        text_digest(document.text),
        quote.span.start,
        quote.span.end,
        words_of(document.text, quote),
        speaker,
    )


def parse_decision(line: str) -> Decision:
    """The decision that a line states.

    Raises:
        ValueError: If it states none.
    """
    fields = parse_json(line)
    if not isinstance(fields, dict):
        raise JsonError("not a JSON object")
    texts = _typed(fields, ("document", "text", "words"), str)
    start, end = _typed(fields, ("start", "end"), int)
    verdict, speaker = Verdict(fields.get("verdict")), fields.get("speaker")
    named = isinstance(speaker, str) and speaker.strip() != ""
    if named != (verdict is Verdict.SPEAKER) or (speaker is not None and not named):
        raise ValueError("a speaker belongs to the verdict “speaker” and to no other")
    document, text, words = texts
    return Decision(verdict, document, text, start, end, words, speaker)


def words_of(text: str, quote: Quote) -> str:
    """The words of a quote, one space between them."""
    return " ".join(" ".join(part.of(text) for part in quote.parts).split())


def text_digest(text: str) -> str:
    """BLAKE2b of 16 bytes over the UTF-8 of a text, in hex."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _typed(fields: dict[str, object], names: Sequence[str], kind: type[_Value]) -> list[_Value]:
    values = [value for name in names if type(value := fields.get(name)) is kind]
    if len(values) < len(names):
        raise ValueError(f"lacks one of {', '.join(names)}")
    return values
