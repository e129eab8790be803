"""The quotes of a draft that is about to be published, and what the archive says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from query.verify.claim import ClaimError
from query.verify.verdict import Verdict, Verification


@dataclass(frozen=True, slots=True)
class Claimed:
    """A quote to verify.

    Attributes:
        id: The line of the draft on which it begins, or its name in a table.
        text: The words.
        speaker: Who is said to have said them, or None.
    """

    id: str
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A quote with its verification, or with the problem that there was instead."""

    claimed: Claimed
    found: Verification | None
    problem: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether the archive has the quote word for word from its speaker."""
        return self.found is not None and self.found.verdict is Verdict.EXACT


def quotes_of_draft(text: str) -> list[Claimed]:
    """The quotes of a text with their speakers, in order, each with its line as its name."""
    # The extractor takes a while to load, and only drafts need it.
    from indexer.quotes.extractor import QuoteExtractor

    return [
        Claimed(
            str(text.count("\n", 0, quote.span.start) + 1),
            " ".join(part.of(text) for part in quote.parts),
            quote.speaker,
        )
        for quote in QuoteExtractor.load().extract(text)
    ]


def check_all(
    claims: Iterable[Claimed], verify: Callable[[str, str | None], Verification]
) -> Iterator[Checked]:
    """Verify each; one that cannot be verified does not stop the others."""
    for one in claims:
        try:
            yield Checked(one, verify(one.text, one.speaker))
        except ClaimError as error:
            yield Checked(one, None, str(error))
