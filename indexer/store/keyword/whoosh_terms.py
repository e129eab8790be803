"""The words of a segment and their postings as Whoosh reads and matches them; see `codec`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from indexer.store.keyword.segment import FIELDS, SegmentFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.store.keyword.postings import Postings


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """A term is a field and a word as UTF-8; all that Whoosh asks about those of one file."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    def indexed_field_names(self) -> tuple[str, ...]:
        """The fields of the keyword index."""
        return FIELDS

    def cursor(self, fieldname: str, fieldobj: Any) -> _Cursor:
        """What walks the words of a field."""
        return _Cursor(self._file, fieldname)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every term, in order."""
        for field in sorted(FIELDS):
            for word in self._file.words(field):
                yield field, word

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from the first on that is not before `prefix`."""
        words = self._file.words(fieldname)
        for place in range(words.lower_bound(prefix), len(words)):
            yield fieldname, words[place]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with its counts."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """As `terms_from`, with their counts."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
        """The counts of a term.

        Raises:
            TermNotFound: If it is not there.
        """
        place = self._find(fieldname, tbytes)
        if place is None:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        entry = self._file.entry(fieldname, place)
        # Whoosh needs bounds, from which it may skip what cannot be among the best.
        return TermInfo(
            weight=entry.tokens, df=entry.postings, minlength=1,
            maxlength=1 << 31, maxweight=entry.tokens, minid=0, maxid=len(self._file) - 1,
        )  # fmt: skip

    def frequency(self, fieldname: str, tbytes: bytes) -> int:
        """How often a term stands in the file."""
        place = self._find(fieldname, tbytes)
        return 0 if place is None else self._file.entry(fieldname, place).tokens

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """In how many passages a term stands."""
        place = self._find(fieldname, tbytes)
        return 0 if place is None else self._file.entry(fieldname, place).postings

    def matcher(
        self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None
    ) -> PassageMatcher:
        """The postings of a term.

        Raises:
            TermNotFound: If it is not there.
        """
        place = self._find(fieldname, tbytes)
        if place is None:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        postings = self._file.postings(fieldname, place)
        return PassageMatcher(postings, (fieldname, tbytes), format_, scorer)

    def _find(self, fieldname: str, tbytes: bytes) -> int | None:
        return self._file.find(fieldname, tbytes) if fieldname in FIELDS else None


class _Cursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the words of a field; Whoosh's automata (fuzzy search) jump with it."""

    def __init__(self, file: SegmentFile, field: str) -> None:
        self._words = file.words(field)
        self._place = 0

    def first(self) -> str | None:
        self._place = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        sought = term.encode("utf-8", "surrogatepass") if isinstance(term, str) else term
        self._place = self._words.lower_bound(sought)
        return self.text()

    def next(self) -> str | None:
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        return self._words[self._place].decode("utf-8", "replace") if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._place < len(self._words)


class PassageMatcher(LeafMatcher):  # type: ignore[misc]
    """The postings of one word in one segment, for Whoosh's matchers."""

    def __init__(
        self, postings: Postings, term: tuple[str, bytes], format_: Any, scorer: Any
    ) -> None:
        self._postings, self._term = postings, term
        self.format, self.scorer = format_, scorer
        ends = np.cumsum(postings.frequencies, dtype=np.int64)
        self._ends: list[int] = ends.tolist()
        self._ids: list[int] = postings.locals.tolist()
        self._i = 0

    def is_active(self) -> bool:
        """Whether there is a current posting."""
        return self._i < len(self._ids)

    def reset(self) -> None:
        """Back to the first posting."""
        self._i = 0

    def copy(self) -> PassageMatcher:
        """Another matcher at the same posting."""
        other = PassageMatcher(self._postings, self._term, self.format, self.scorer)
        other._i = self._i
        return other

    def id(self) -> int:
        """Place of the current passage in the segment."""
        return self._ids[self._i]

    def all_ids(self) -> Iterator[int]:
        """Places of all passages."""
        return iter(self._ids)

    def next(self) -> None:
        """On to the next posting."""
        self._i += 1

    def skip_to(self, target: int) -> None:
        """On to the first posting at or after a place."""
        if not self.is_active():
            raise ReadTooFar
        if target > self._ids[self._i]:
            self._i = int(np.searchsorted(self._postings.locals, target))

    def weight(self) -> float:
        """Occurrences in the current passage."""
        return float(self._postings.frequencies[self._i])

    def supports(self, astype: str) -> bool:
        """What `value_as` knows."""
        return astype in ("positions", "frequency", "weight")

    def supports_block_quality(self) -> bool:
        """There are no blocks: a list is read at once."""
        return False

    def value_as(self, astype: str) -> Any:
        """Positions, frequency or weight of the current posting."""
        if astype == "positions":
            start = self._ends[self._i - 1] if self._i else 0
            return self._postings.positions[start : self._ends[self._i]].tolist()
        return int(self.weight()) if astype == "frequency" else self.weight()
