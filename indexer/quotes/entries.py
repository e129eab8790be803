"""Quotes as flat entries, one for each pair of quotation marks: what `whosaid extract` prints.

`speaker`, `mention` and `parts` are as `--json` has them. `canonical` and the three fields that
begin with `speaker_` say the same as the first two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from indexer.records import JointSpeaker, Quote, Span

_CONTINUATION_MARKS = frozenset("“”„‟\"«»'`‘’‚‛‹›")


def entries_of(text: str, quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    """The entries of an article's quotes, one for each pair of quotation marks."""
    return [entry for quote in quotes for entry in _entries(text, quote)]


def _entries(text: str, quote: Quote) -> Iterator[dict[str, Any]]:
    """One entry for each pair of quotation marks of a quote."""
    mention = quote.mention
    for start, end in _pairs(text, quote.parts):
        yield {
            "start": start,
            "end": end,
            "text": text[start:end],
            "speaker_start": mention.start if mention else None,
            "speaker_end": mention.end if mention else None,
            "speaker_text": mention.of(text) if mention else None,
            "canonical": quote.speaker,
            "speaker": quote.speaker,
            "mention": _span_entry(text, mention),
            "parts": [_span_entry(text, part) for part in quote.parts],
            "role": quote.role,
            "cue": quote.cue.of(text) if quote.cue else None,
            "kind": quote.kind.value,
            "confidence": quote.confidence,
            "grade": quote.grade.value,
            "polarity": quote.polarity.value,
            "joint_speakers": [_joint_entry(text, one) for one in quote.joint_speakers],
        }


def _joint_entry(text: str, one: JointSpeaker) -> dict[str, Any]:
    """Somebody who says a quote together with its speaker."""
    return {
        "speaker_start": one.mention.start,
        "speaker_end": one.mention.end,
        "speaker_text": one.mention.of(text),
        "canonical": one.speaker,
        "speaker": one.speaker,
        "mention": _span_entry(text, one.mention),
        "role": one.role,
        "confidence": one.confidence,
        "grade": one.grade.value,
    }


def _span_entry(text: str, span: Span | None) -> dict[str, Any] | None:
    """A span with its words, in the form in which `--json` has it."""
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _pairs(text: str, parts: Iterable[Span]) -> list[Span]:
    """One span for each pair of marks; parts of several paragraphs are one pair's."""
    pairs: list[Span] = []
    for part in parts:
        between = text[pairs[-1].end : part.start] if pairs else "x"
        opening = between.strip()
        is_same = between[:1].isspace() and "\n" in between and len(opening) <= 2
        if is_same and set(opening) <= _CONTINUATION_MARKS:
            pairs[-1] = Span(pairs[-1].start, part.end)
        else:
            pairs.append(part)
    return pairs
