"""The page that compares a quote, or every quote of a draft, with the archive."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from query.render.verify.words import flags_in_words, headline, searched_in_words
from query.serve.pages.search.results import article_address
from query.serve.pages.site import Form, FormError, Site
from query.serve.pages.words import initial, place, title
from query.verify.drafts.draft import Checked, Claimed, Draft, check_all, quotes_of_draft
from query.verify.verdict import Evidence, Verification
from query.verify.verifier import Verifier

LONGEST_QUOTE, LONGEST_DRAFT = 6000, 200_000
MOST_QUOTES = 300
"""Quotes of a draft that are verified at once."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words with which the same has happened.

    Attributes:
        kind: "same", "changed", "added", "dropped" or "left out".
        claim: The words of the quote that is verified.
        said: The words of the archive.
    """

    kind: str
    claim: str
    said: str


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A place of the archive."""

    words: str
    context: str
    name: str
    mention: str
    title: str
    facts: tuple[str, ...]
    date: str | None
    address: str
    error_rate: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the archive says of one quote.

    Attributes:
        verdict: One of `query.verify.verdict.Verdict`.
        headline: The same as a sentence.
        look_at: What to look at, a phrase each.
        difference: Word by word; nothing if there is none.
        evidence: The places that decide.
        others: Other places with these words or nearly.
        omitted: What was left out before and after.
        searched: What was searched.
        notes: How a name was understood.
    """

    verdict: str
    headline: str
    look_at: tuple[str, ...]
    difference: tuple[Difference, ...]
    evidence: tuple[ShownEvidence, ...]
    others: tuple[ShownEvidence, ...]
    omitted: tuple[str, str]
    searched: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """A quote of a draft with what the archive says of it, or why it was not verified."""

    claimed: Claimed
    report: Report | None
    problem: str


def verify(site: Site, request: Request) -> Response:
    """The form, and the report on the quote that the address holds."""
    given = request.query_params
    quote = given.get("quote", "").strip()[:LONGEST_QUOTE]
    speaker = given.get("speaker", "").strip()[:200]
    report = None
    if quote:
        with site.archive.reading() as opened:
            report = shown_report(opened.verifier.verify(quote, speaker or None))
    values = {"title": "Verify", "text": quote, "speaker": speaker, "report": report}
    return site.page("verify.html", {**values, "checked": None, "exact": 0})


def draft(site: Site, request: Request, form: Form) -> Response:
    """The report on every quote of a draft."""
    text, speaker = form.text("quote"), form.text("speaker").strip()[:200]
    if len(text) > LONGEST_DRAFT:
        raise FormError(f"a draft may have {LONGEST_DRAFT:,} characters")
    claims = quotes_of_draft(Draft(text))
    if not claims:
        raise FormError("no quote was found in the draft; quotes need quotation marks")
    if len(claims) > MOST_QUOTES:
        raise FormError(
            f"{len(claims)} quotes are more than {MOST_QUOTES}; verify a part at a time"
        )
    with site.archive.reading() as opened:
        checked = _checked(opened.verifier, claims, speaker or None)
    values = {"title": "Verify a draft", "text": text, "speaker": speaker, "report": None}
    shown = [_shown(one) for one in checked]
    exact = sum(one.is_exact for one in checked)
    return site.page("verify.html", {**values, "checked": shown, "exact": exact})


def shown_report(found: Verification) -> Report:
    """A verification as the page shows it."""
    difference = found.difference if found.difference_matters else ()
    return Report(
        verdict=found.verdict.value,
        headline=headline(found),
        look_at=tuple(flags_in_words(found.flags)),
        difference=tuple(Difference(one.kind.value, one.claim, one.said) for one in difference),
        evidence=tuple(_evidence(one) for one in found.evidence),
        others=tuple(_evidence(one) for one in found.others),
        omitted=found.omitted,
        searched=searched_in_words(found.searched, found.asked),
        notes=tuple(initial(note.split("; --")[0]) for note in found.notes),
    )


def _checked(verifier: Verifier, claims: list[Claimed], speaker: str | None) -> list[Checked]:
    """Verify all; a speaker who is named is that of quotes without one."""
    named = [Claimed(one.id, one.text, one.speaker or speaker) for one in claims]
    return list(check_all(named, lambda text, who: verifier.verify(text, who, spread=False)))


def _shown(one: Checked) -> CheckedQuote:
    report = shown_report(one.found) if one.found else None
    return CheckedQuote(one.claimed, report, one.problem)


def _evidence(one: Evidence) -> ShownEvidence:
    document = one.document
    context = one.context.of(document.text)
    where = place(document, one.span)
    paragraph = f"paragraph {one.paragraph}" if one.paragraph is not None else ""
    facts = (document.source, document.author, where, paragraph)
    return ShownEvidence(
        words=one.text,
        context="" if context.strip("“”\"' ") == one.text else context,
        name=(one.person.name if one.person else one.speaker) or "",
        mention=one.mention,
        title=title(document),
        facts=tuple(fact for fact in facts if fact),
        date=document.date,
        address=article_address(document.document_id, "", one.span, one.paragraph),
        error_rate=one.error_rate,
    )
