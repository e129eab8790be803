"""What a verification gives: one verdict and everything that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from indexer.names.people import Person
from indexer.records import Document, Span
from query.verify.claim import Claim
from query.verify.difference import Stretch
from query.verify.match import Match
from query.verify.steps import Kind


class Verdict(str, Enum):
    """How a claim stands to what the archive has; never that it is false."""

    EXACT = "exact"
    SHORTENED = "shortened"
    ALTERED = "altered"
    JOINED = "joined"
    SOMEONE_ELSE = "someone-else"
    NARRATION = "narration"
    PARAPHRASE = "paraphrase"
    NOT_FOUND = "not-found"


@dataclass(frozen=True)
class Evidence:
    """A place of the archive that a verdict rests on.

    Attributes:
        document: Where it stands.
        span: The words that are repeated, or the whole quote.
        text: These words as they stand there; what stands between parts is " […] ".
        context: The sentences around them.
        speaker: Who says them by name in the article, or None.
        person: The speaker as known from the whole archive, or None.
        mention: The words that name the source, or "".
        passage_id: The name to cite the paragraph by, or None.
        line: The line of the file, from 1; 0 if it has no lines.
        paragraph: The number of the paragraph, or None.
        error_rate: The word error rate of the claim against the words; None for a paraphrase.
        cosine: How near it is in meaning; None for words that were found.
    """

    document: Document
    span: Span
    text: str
    context: Span
    speaker: str | None
    person: Person | None
    mention: str
    passage_id: str | None
    line: int
    paragraph: int | None
    error_rate: float | None = None
    cosine: float | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched.

    Attributes:
        articles: How many articles.
        quotes: How many quotes.
        first, last: The span of their dates, or None.
        speaker_quotes: How many quotes the named speaker has; None if no speaker was named.
    """

    articles: int
    quotes: int
    first: str | None
    last: str | None
    speaker_quotes: int | None


@dataclass(frozen=True)
class Verification:
    """The answer to one claim.

    Attributes:
        claim: What was verified.
        asked: The speaker who was named, or None.
        verdict: One of `Verdict`.
        evidence: The place that decides, then the other pieces of a joined claim; for a paraphrase
            the nearest quotes; nothing if nothing was found.
        flags: What to look at, see `query.verify.flags`.
        difference: The claim against the first place, word for word.
        omitted: What was left out of the statement at the ends: before and after.
        others: Other places with these words or nearly, by date.
        notes: How names were understood and the like.
        searched: What was searched.
    """

    claim: Claim
    asked: str | None
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    flags: tuple[str, ...]
    difference: tuple[Stretch, ...]
    omitted: tuple[str, str]
    others: tuple[Evidence, ...]
    notes: tuple[str, ...]
    searched: Searched

    @property
    def difference_matters(self) -> bool:
        """Whether there is a word that is not the same."""
        return any(one.kind is not Kind.SAME for one in self.difference)

    @property
    def earliest(self) -> Evidence | None:
        """The first appearance of the words, of those with a date; None for a joined quote."""
        if self.verdict in (Verdict.JOINED, Verdict.PARAPHRASE, Verdict.NOT_FOUND):
            return None
        dated = [one for one in (*self.evidence, *self.others) if one.document.date]
        return min(dated, key=lambda one: one.document.date or "", default=None)


@dataclass(frozen=True)
class Judgement:
    """A verdict with the matches that it rests on, before anything is read for showing."""

    verdict: Verdict
    matches: tuple[Match, ...] = ()
    flags: tuple[str, ...] = ()
