"""Verifying one quote, or all quotes of a draft."""

from __future__ import annotations

from functools import partial

from indexer.errors import SearchError
from query.render.verify.fields import report_fields, verification_fields
from query.serve.archive import OpenArchive
from query.serve.operations import common
from query.serve.operations.operation import Fields, Operation
from query.serve.operations.parameter import Kind, Parameter
from query.serve.operations.shapes import (
    DOCUMENT,
    NOTES,
    PLACE,
    Shape,
    number,
    number_or_null,
    one_of,
    or_null,
    record,
    rows,
    share,
    text,
    text_or_null,
)
from query.serve.operations.values import Values
from query.verify.drafts.draft import Claimed, Draft, check_all, quotes_of_draft
from query.verify.steps import Kind as Change
from query.verify.verdict import Verdict

LONGEST_DRAFT = 1_000_000
"""Characters of a draft."""


class NoQuoteError(SearchError):
    """A draft without a quote."""

    hint = "Put the quotes of the draft in quotation marks."


def _verify(opened: OpenArchive, values: Values) -> Fields:
    speaker, filters = values.text_or_none("speaker"), common.filter_of(values)
    return verification_fields(opened.verifier.verify(values.text("quote"), speaker, filters))


def _verify_draft(opened: OpenArchive, values: Values) -> Fields:
    claims = quotes_of_draft(Draft(values.text("text")))
    speaker = values.text_or_none("speaker")
    if not claims:
        raise NoQuoteError("no quote was found in the draft")
    named = [Claimed(one.id, one.text, one.speaker or speaker) for one in claims]
    filters = common.filter_of(values)
    verify = partial(opened.verifier.verify, spread=False)
    return report_fields(list(check_all(named, lambda words, who: verify(words, who, filters))))


_WHERE = record({**PLACE, "context": text("The sentences around the words."), **DOCUMENT})
_EVIDENCE = record(
    {
        "quote": text("The words of the archive, verbatim."),
        "speaker": text_or_null(),
        "word_error_rate": share(),
        "similarity": share(),
        "place": _WHERE,
    }
)
_FOUND: dict[str, Shape] = {
    "verdict": one_of(
        *(one.value for one in Verdict),
        told="How the claim stands to the archive. “exact” alone means word for word from this"
        " speaker; nothing here says that a claim is false.",
    ),
    "claim": text("As it was read."),
    "claimed_speaker": text_or_null(),
    "speaker": text_or_null("Who says the words in the archive."),
    "quote": text_or_null("The words of the archive, verbatim."),
    "place": or_null(_WHERE),
    "word_error_rate": share("0 where no word differs."),
    "flags": rows(text(), "What may turn the meaning."),
    "difference": rows(
        record(
            {
                "kind": one_of(*(one.value for one in Change)),
                "claim": text_or_null(),
                "said": text_or_null(),
            }
        ),
        "The claim against the words of the archive.",
    ),
    "left_out": record({"before": text(), "after": text()}),
    "pieces": rows(_EVIDENCE),
    "others": rows(_EVIDENCE),
    "first_appearance": or_null(_EVIDENCE),
    "searched": record(
        {
            "articles": number(),
            "quotes": number(),
            "first": text_or_null(),
            "last": text_or_null(),
            "speaker_quotes": number_or_null(),
        }
    ),
    "notes": NOTES,
}
_PROBLEM = record(
    {
        "id": text(),
        "verdict": {"type": "null"},
        "claim": text(),
        "claimed_speaker": text_or_null(),
        "problem": text("Why the quote cannot be verified."),
    }
)
_WHO = common.text("speaker", "Who is said to have said it.")
_FILTERS = (*common.DATES, *common.ORIGINS)

VERIFY = Operation(
    "verify",
    "Did X really say this? Compare a quote with the archive, word for word.",
    (common.needed("quote", "The words, with or without quotation marks."), _WHO, *_FILTERS),
    record(_FOUND),
    _verify,
)

VERIFY_DRAFT = Operation(
    "verify_draft",
    "Compare every quote of a draft with the archive.",
    (
        Parameter(
            "text", Kind.TEXT, "The draft, plain or Markdown.", is_required=True,
            longest=LONGEST_DRAFT,
        ),
        common.text("speaker", "The speaker of quotes for which the draft names none."),
        *_FILTERS,
    ),
    record(
        {
            "exact": number("How many quotes are exact."),
            "quotes": rows({"anyOf": [record({"id": text(), **_FOUND}), _PROBLEM]}),
        }
    ),
    _verify_draft,
)  # fmt: skip
