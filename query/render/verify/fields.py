"""The stable field names under which verifications leave the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indexer.records import page_of
from query.render.fields import document_fields
from query.verify.drafts.draft import Checked
from query.verify.verdict import Evidence, Verification


def verification_fields(found: Verification) -> dict[str, Any]:
    """A verification as plain values for JSON.

    `speaker`, `quote` and `place` are those of the place that decides; null where nothing was
    found. `others` are further places: pieces of a joined quote, near statements, other articles.
    """
    first = found.evidence[0] if found.evidence else None
    searched = found.searched
    return {
        "verdict": found.verdict.value,
        "claim": found.claim.text,
        "claimed_speaker": found.asked,
        "speaker": speaker_of(first) if first else None,
        "quote": first.text if first else None,
        "place": place_fields(first) if first else None,
        "word_error_rate": _rounded(first.error_rate if first else None),
        "flags": list(found.flags),
        "difference": [
            {"kind": one.kind.value, "claim": one.claim, "said": one.said}
            for one in found.difference
        ],
        "left_out": {"before": found.omitted[0], "after": found.omitted[1]},
        "pieces": [evidence_fields(one) for one in found.evidence[1:]],
        "others": [evidence_fields(one) for one in found.others],
        "first_appearance": evidence_fields(found.earliest) if found.earliest else None,
        "searched": {
            "articles": searched.articles,
            "quotes": searched.quotes,
            "first": searched.first,
            "last": searched.last,
            "speaker_quotes": searched.speaker_quotes,
        },
        "notes": list(found.notes),
    }


def report_fields(checked: Sequence[Checked]) -> dict[str, Any]:
    """The quotes of a draft or a table, and how many of them are exact."""
    exact = sum(one.is_exact for one in checked)
    return {"exact": exact, "quotes": [checked_fields(one) for one in checked]}


def checked_fields(one: Checked) -> dict[str, Any]:
    """A quote of a draft or a table, with its verification or its problem."""
    fields: dict[str, Any] = {"id": one.claimed.id}
    if one.found is not None:
        return fields | verification_fields(one.found)
    return fields | {
        "verdict": None,
        "claim": one.claimed.text,
        "claimed_speaker": one.claimed.speaker,
        "problem": one.problem,
    }


def evidence_fields(one: Evidence) -> dict[str, Any]:
    """One place with its words."""
    return {
        "quote": one.text,
        "speaker": speaker_of(one),
        "word_error_rate": _rounded(one.error_rate),
        "similarity": _rounded(one.cosine),
        "place": place_fields(one),
    }


def place_fields(one: Evidence) -> dict[str, Any]:
    """Where words stand; offsets are code points of the document's text."""
    return {
        "passage_id": one.passage_id,
        "paragraph": one.paragraph,
        "line": one.line or None,
        "page": page_of(one.document, one.span),
        "start": one.span.start,
        "end": one.span.end,
        "context": one.context.of(one.document.text),
        **document_fields(one.document),
    }


def speaker_of(one: Evidence) -> str | None:
    """The name across the archive, else the one within the article."""
    return one.person.name if one.person else one.speaker


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
