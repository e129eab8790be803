"""Whoosh's view of the keyword index: a codec through which it reads our segment files.

A codec is Whoosh's own way to keep an index in another form. Its default one stores postings as
pickles compressed by zlib, rounds passage lengths to one of 256 values, and takes most of the
time of a search to decode; ours (see `segments`) is read by NumPy at once and by Whoosh's
matchers through the classes below, with neither pickles nor rounding. Schema, query language and
matching stay Whoosh's. `whoosh.index.open_dir` opens the folder wherever this package is
installed; writing goes through `KeywordWriter` alone.

Importing this module imports Whoosh; plain questions do without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.codec import base
from whoosh.fields import STORED, TEXT, Schema
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import MultiReader, SegmentReader, TermInfo, TermNotFound
from whoosh.searching import Searcher

from indexer.analysis import Token, analyze, fold
from indexer.store.contents import INDEX_NAME, SEGMENT_SUFFIX, SegmentState
from indexer.store.segments import FIELDS, SegmentFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from indexer.store.postings import Postings


class TermAnalyzer(Analyzer):  # type: ignore[misc]
    """Whoosh's interface to `indexer.analysis`: its query parser yields the same terms."""

    def __call__(
        self, value: str, start_pos: int = 0, tokenize: bool = True, **wanted: Any
    ) -> Iterator[WhooshToken]:
        """Yield one token object over and over, as Whoosh's conventions demand.

        Patterns (prefix, wildcard, fuzzy) come with `tokenize=False`: they stay as they are, but
        for case and diacritics.
        """
        token = WhooshToken(**{"positions": False, "chars": False, **wanted})
        found = analyze(value) if tokenize else [Token(fold(value), 0, len(value))]
        for position, (term, start, end) in enumerate(found, start_pos):
            token.text = token.original = term
            token.pos, token.startchar, token.endchar = position, start, end
            token.boost, token.stopped = 1.0, False
            yield token


def schema() -> Schema:
    """The fields of the keyword index; every one is text with positions."""
    fields = {name: TEXT(analyzer=TermAnalyzer(), phrase=True) for name in FIELDS}
    return Schema(passage=STORED(), **fields)


def open_searcher(segments: Sequence[SegmentState], files: Sequence[SegmentFile]) -> Searcher:
    """Whoosh's searcher over files that are open already, in their order.

    Its document numbers count through the passages of all files.
    """
    codec = PassageCodec({s.segment_id: file for s, file in zip(segments, files, strict=True)})
    fields = schema()
    readers = [
        SegmentReader(None, fields, PassageSegment.of(segment), codec=codec) for segment in segments
    ]
    return Searcher(MultiReader(readers))


class PassageSegment(base.Segment):  # type: ignore[misc]
    """A segment as Whoosh lists it; `SegmentState` is the same for us."""

    passages: int
    deleted: bytes | None

    @classmethod
    def of(cls, state: SegmentState) -> PassageSegment:
        """The same segment, for Whoosh."""
        segment = cls(INDEX_NAME)
        segment.segid, segment.passages = state.segment_id, state.passages
        segment.deleted = None if state.deleted is None else np.packbits(state.deleted).tobytes()
        return segment

    def codec(self) -> PassageCodec:
        """The codec that reads it."""
        return PassageCodec()

    def doc_count_all(self) -> int:
        """Passages in the file."""
        return self.passages

    def deleted_count(self) -> int:
        """How many of them are deleted."""
        return len(self.deleted_docs())

    def deleted_docs(self) -> list[int]:
        """Which of them are deleted."""
        if self.deleted is None:
            return []
        marks = np.unpackbits(np.frombuffer(self.deleted, dtype=np.uint8), count=self.passages)
        return [int(local) for local in np.flatnonzero(marks)]

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return self.deleted is not None and bool(self.deleted[docnum // 8] & (0x80 >> docnum % 8))

    def should_assemble(self) -> bool:
        """Not to be packed into a compound file: it is one file already."""
        return False


class PassageCodec(base.Codec):  # type: ignore[misc]
    """Reads segment files for Whoosh.

    Given files that are open already, it reads those, whatever is in the folder by now.
    """

    def __init__(self, opened: Mapping[str, SegmentFile] | None = None) -> None:
        self._opened = dict(opened or {})

    def terms_reader(self, storage: Any, segment: PassageSegment) -> _TermsReader:
        """Words and their postings."""
        return _TermsReader(self._file(storage, segment))

    def per_document_reader(self, storage: Any, segment: PassageSegment) -> _PassagesReader:
        """Lengths, numbers and deletions."""
        return _PassagesReader(self._file(storage, segment), segment)

    def _file(self, storage: Any, segment: PassageSegment) -> SegmentFile:
        if segment.segid not in self._opened:
            from pathlib import Path

            path: Path = Path(storage.folder) / segment.make_filename(SEGMENT_SUFFIX)
            self._opened[segment.segid] = SegmentFile(path)
        return self._opened[segment.segid]


class _PassagesReader(base.PerDocumentReader):  # type: ignore[misc]
    def __init__(self, file: SegmentFile, segment: PassageSegment) -> None:
        self._file, self._segment = file, segment

    def doc_count(self) -> int:
        return len(self._file) - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        return len(self._file)

    def has_deletions(self) -> bool:
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> list[int]:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname not in FIELDS:
            return default
        return int(self._file.lengths(fieldname)[docnum])

    def field_length(self, fieldname: str) -> int:
        return int(self._file.lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        return int(self._file.lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        return int(self._file.lengths(fieldname).max())

    def stored_fields(self, docnum: int) -> dict[str, int]:
        return {"passage": int(self._file.numbers[docnum])}


class _TermsReader(base.TermsReader):  # type: ignore[misc]
    def __init__(self, file: SegmentFile) -> None:
        self._file = file

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    def indexed_field_names(self) -> tuple[str, ...]:
        return FIELDS

    def cursor(self, fieldname: str, fieldobj: Any) -> _Cursor:
        return _Cursor(self._file, fieldname)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(FIELDS):
            for word in self._file.words(field):
                yield field, word

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        words = self._file.words(fieldname)
        for place in range(words.lower_bound(prefix), len(words)):
            yield fieldname, words[place]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
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
        place = self._find(fieldname, tbytes)
        return 0 if place is None else self._file.entry(fieldname, place).tokens

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        place = self._find(fieldname, tbytes)
        return 0 if place is None else self._file.entry(fieldname, place).postings

    def matcher(
        self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None
    ) -> PassageMatcher:
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
