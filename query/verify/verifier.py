"""Verifying claims against one state of an index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.store.index import Index
from query.match.filter_mask import filter_mask
from query.parse.tree import Filter, SpokenBy
from query.rank.ranking import distinct
from query.session import Session
from query.speakers.directory import Directory, meant, quotes_by
from query.verify.candidates import Candidates, Scope, unrecorded
from query.verify.claim import Claim, read_claim
from query.verify.difference import difference
from query.verify.evidence import EvidenceReader, omitted
from query.verify.judge import Judge
from query.verify.language import refuse_other_language
from query.verify.match import Match, best_matches
from query.verify.pieces import unknown_ends
from query.verify.speaker import Speaker
from query.verify.statement import Statement
from query.verify.verdict import Evidence, Judgement, Searched, Verdict, Verification

ALIKE = 0.5
"""From this cosine on a quote counts as said in other words: so are 63 % of 62 paraphrases written
by hand, and 12 % of 200 quotes of other years, which are about the same things."""

NEAREST = 3
"""Quotes that are shown for a paraphrase."""

SPREAD_ERRORS = 0.4
"""At most so many edits a word in another place with the same words."""

SCOPES_KEPT = 4
"""Filters of which is remembered what they admit."""

MOST_OTHERS = 50
"""Other places that are shown."""


class Verifier(Session):
    """Verifies quotes against one state of an index. Threads may share a verifier.

    Args:
        index: Opened with its quotes.
        encoder: The one that made the index, if it is not to be opened from there.

    Raises:
        EncoderMismatchError: If the encoder is not the one that made the index.
    """

    def __init__(self, index: Index, encoder: Encoder | None = None) -> None:
        super().__init__(index, encoder)
        self._candidates = Candidates(index, lambda: self.encoder)
        self._reader = EvidenceReader(self._candidates, lambda: self.directory)
        # The quotes of a draft are looked for in the same articles.
        self._scope = lru_cache(SCOPES_KEPT)(self._find_scope)
        self._what = lru_cache(SCOPES_KEPT)(self._count)
        self._speakers: dict[tuple[str, bool], Speaker] = {}

    @classmethod
    def open(cls, index: Path | str = "index_data", encoder: Encoder | None = None) -> Verifier:
        """Open the index in a folder; see `query.engine.Engine.open`."""
        return cls(Index.open(Path(index), quotes=True), encoder)

    @property
    def directory(self) -> Directory:
        """The people who are quoted."""
        return self._candidates.passage_rows.directory

    def verify(
        self,
        quote: str,
        speaker: str | None = None,
        filters: Filter | None = None,
        *,
        variants: bool = True,
        spread: bool = True,
    ) -> Verification:
        """Say how a wording stands to what the archive has.

        Args:
            quote: The wording, with or without marks.
            speaker: Who is said to have said it, or None.
            filters: Which articles are searched; None for all.
            variants: Whether other spellings of the speaker's name count.
            spread: Whether to look for other places with these words.

        Raises:
            ClaimError: If the wording cannot be verified.
            QuerySyntaxError: If a filter is malformed.
            IndexCorruptError: If a part of the index turns out to be damaged.
            IndexClosedError: If the verifier was closed.
        """
        claim = read_claim(quote)
        with self._asking():
            return self._verified(claim, speaker, filters, variants, spread)

    def _verified(
        self,
        claim: Claim,
        speaker: str | None,
        filters: Filter | None,
        variants: bool,
        spread: bool,
    ) -> Verification:
        scope, named = self._scope(filters), self._speaker(speaker, variants)
        weights = self._candidates.weights(claim.forms)
        quotes = self._quotes(claim, scope, named)
        judge = Judge(claim, weights, named.owner if named else None)
        known = judge.among(quotes)
        judged = judge.at_once(known)
        if judged is None:
            passages = self._candidates.passages(claim.text, scope.passages)
            unknown = unrecorded(passages, self._candidates.quotes_of)
            known += judge.among(unknown)
            quotes += self._quotes_of_rest(claim, known, scope)
            judged = judge.judge(known, quotes + unknown, passages)
        near: list[Evidence] = []
        if judged is None:
            refuse_other_language(claim)
            near = self._nearest(claim, scope, named)
            judged = Judgement(Verdict.PARAPHRASE if near else Verdict.NOT_FOUND)
        others: tuple[Evidence, ...] = ()
        if spread and judged.matches:
            others = self._others(claim, quotes, weights, judged.matches)
        first = judged.matches[0] if judged.matches else None
        return Verification(
            claim,
            speaker,
            judged.verdict,
            tuple(self._reader.found(one) for one in judged.matches) or tuple(near),
            judged.flags,
            difference(first) if first else (),
            omitted(first) if first else ("", ""),
            others,
            tuple(named.notes) if named else (),
            self._searched(filters, named),
        )

    def _find_scope(self, filters: Filter | None) -> Scope:
        if filters is None:
            return self._candidates.everywhere
        candidates = self._candidates
        return Scope(
            filter_mask(candidates.quote_rows, filters),
            filter_mask(candidates.passage_rows, filters),
        )

    def _speaker(self, name: str | None, variants: bool) -> Speaker | None:
        if name is None:
            return None
        key = (name, variants)
        if key not in self._speakers:
            found = self.directory.find(name, variants)
            catalog = self.index.catalog
            rows = frozenset(quotes_by(catalog, meant(found)))
            # "Trump" may be Donald Trump: nobody else's, as far as the archive tells.
            possible = frozenset(quotes_by(catalog, found)) - rows
            notes = self.directory.notes([SpokenBy(name, variants)])
            self._speakers[key] = Speaker(rows, possible, tuple(notes))
        return self._speakers[key]

    def _quotes(self, claim: Claim, scope: Scope, named: Speaker | None) -> list[Statement]:
        """The quotes that the claim may repeat, as a whole or sentence by sentence."""
        found = self._candidates.quotes(claim.text, scope.quotes)
        if named and named.rows:
            found += self._candidates.quotes(claim.text, named.among(scope.quotes))
        for piece in claim.sentences():
            found += self._candidates.quotes_with(piece, scope.quotes)
        return list({one.row: one for one in found}.values())

    def _quotes_of_rest(
        self, claim: Claim, known: Sequence[Match], scope: Scope
    ) -> list[Statement]:
        """The quotes that the words of the claim may repeat which the best quote has not."""
        found: list[Statement] = []
        if known:
            for start, end in unknown_ends(known[0]):
                rest = claim.between(start, end).shown()
                found += self._candidates.quotes_with(rest, scope.quotes)
        return found

    def _nearest(self, claim: Claim, scope: Scope, named: Speaker | None) -> list[Evidence]:
        """The quotes nearest in meaning, those of the named speaker if there are any so near."""
        for mask in ([named.among(scope.quotes)] if named else []) + [scope.quotes]:
            near = [one for one in self._candidates.near(claim.text, mask) if one.cosine >= ALIKE]
            if near:
                return [self._reader.alike(one) for one in near[:NEAREST]]
        return []

    def _others(
        self,
        claim: Claim,
        quotes: Sequence[Statement],
        weights: NDArray[np.float64],
        shown: Sequence[Match],
    ) -> tuple[Evidence, ...]:
        """Other places with these words or nearly, by date, undated last."""
        places = {(one.statement.number, one.span) for one in shown}
        found = [
            one
            for one in best_matches(claim, quotes, weights, SPREAD_ERRORS)
            if one.edits <= SPREAD_ERRORS * len(claim.words)
            and (one.statement.number, one.span) not in places
        ]
        found.sort(key=lambda one: (one.statement.document.date or "9999", one.statement.number))
        return tuple(self._reader.found(one) for one in found[:MOST_OTHERS])

    def _searched(self, filters: Filter | None, named: Speaker | None) -> Searched:
        found = self._what(filters)
        if named is None:
            return found
        theirs = named.among(self._scope(filters).quotes)
        return replace(found, speaker_quotes=int(np.count_nonzero(theirs)))

    def _count(self, filters: Filter | None) -> Searched:
        """What filters admit."""
        scope = self._scope(filters)
        places = distinct(self._candidates.passage_rows.document_of[scope.passages])
        dates = sorted(date for place in places.tolist() if (date := self._dates[place]))
        return Searched(
            len(places),
            int(np.count_nonzero(scope.quotes)),
            dates[0] if dates else None,
            dates[-1] if dates else None,
            None,
        )

    @cached_property
    def _dates(self) -> list[str | None]:
        """Each document's date, by place."""
        return [date for _, date in self.index.catalog.origins()]
