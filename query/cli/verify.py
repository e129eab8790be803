"""What `whosaid verify` does."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from indexer.errors import SearchError
from indexer.terminal import FOUND, NOTHING, say
from query.cli.opening import open_verifier
from query.parse.tree import Filter
from query.render.formats import Format
from query.render.verify.present import present_report, present_verification
from query.verify.claim import read_claim
from query.verify.drafts.draft import Claimed, check_all, quotes_of_draft
from query.verify.drafts.files import read_claims, read_draft
from query.verify.verdict import Verdict


def verify_one(
    index: Path, quote: str, speaker: str | None, filters: Filter | None, chosen: Format
) -> int:
    """Verify one quote; returns the exit status."""
    read_claim(quote)  # says what is wrong with it before an index is opened
    with open_verifier(index) as verifier:
        found = verifier.verify(quote, speaker, filters)
    for note in found.notes:
        say(f"note: {note}")
    present_verification(found, chosen)
    return FOUND if found.verdict is Verdict.EXACT else NOTHING


def verify_draft(
    index: Path, name: str, speaker: str | None, filters: Filter | None, chosen: Format
) -> int:
    """Verify the quotes of a draft; returns the exit status."""
    claims = quotes_of_draft(read_draft(name, sys.stdin))
    if not claims:
        raise SearchError(f"{name}: no quote was found in the draft")
    return _verify_all(index, claims, speaker, filters, chosen)


def verify_batch(
    index: Path, name: str, speaker: str | None, filters: Filter | None, chosen: Format
) -> int:
    """Verify a table of quotes; returns the exit status."""
    claims = read_claims(name, sys.stdin)
    if not claims:
        raise SearchError(f"{name}: there is no quote in the table")
    return _verify_all(index, claims, speaker, filters, chosen)


def _verify_all(
    index: Path, claims: list[Claimed], speaker: str | None, filters: Filter | None, chosen: Format
) -> int:
    """Verify all; a speaker who is named is that of quotes without one."""
    named = [Claimed(one.id, one.text, one.speaker or speaker) for one in claims]
    with open_verifier(index, once=False) as verifier:
        verify = partial(verifier.verify, spread=False)
        checked = list(check_all(named, lambda text, who: verify(text, who, filters)))
    present_report(checked, chosen)
    return FOUND if all(one.is_exact for one in checked) else NOTHING
