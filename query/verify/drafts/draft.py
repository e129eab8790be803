"""The quotes of a draft that is about to be published, and what the archive says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from indexer.records import Places
from query.verify.claim import ClaimError
from query.verify.verdict import Verdict, Verification


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is about to be published.

    Attributes:
        text: All of it, with any newlines.
        pages: Where the pages of its file begin, or None if it has no pages.
    """

    text: str
    pages: Places | None = None

    def place(self, offset: int) -> str:
        """The page at an offset into the text ("p. 3"), or its line ("14")."""
        if self.pages:
            return f"p. {self.pages.at(offset)}"
        return str(self.text.count("\n", 0, offset) + 1)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A quote to verify.

    Attributes:
        id: The line or the page ("p. 3") of the draft on which it begins, or its name in a table.
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


def quotes_of_draft(draft: Draft) -> list[Claimed]:
    """The quotes of a draft with their speakers, in order, each with its place as its name."""
    # The extractor takes a while to load, and only drafts need it.
    from indexer.quotes.extractor import QuoteExtractor

    return [
        Claimed(
            draft.place(quote.span.start),
            " ".join(part.of(draft.text) for part in quote.parts),
            quote.speaker,
        )
        for quote in QuoteExtractor.load().extract(draft.text)
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
