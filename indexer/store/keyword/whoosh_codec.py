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

import io
import os
import pickle
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.codec import base
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC
from whoosh.reading import MultiReader, SegmentReader
from whoosh.searching import Searcher

from indexer.store.keyword.segment import FIELDS, SegmentFile
from indexer.store.keyword.toc import (
    BYTE_ORDER,
    CRC,
    GENERATION,
    HEADER,
    INDEX_NAME,
    PICKLED_MODULE,
    PROTOCOL,
    SEGMENT_SUFFIX,
    SIZES,
    SegmentList,
    SegmentState,
)
from indexer.store.keyword.whoosh_terms import TermsReader
from indexer.text.analyzer import Token, analyze, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class TermAnalyzer(Analyzer):  # type: ignore[misc]
    """Whoosh's interface to `indexer.text.analyzer`: its query parser yields the same terms."""

    __module__ = PICKLED_MODULE

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

    __module__ = PICKLED_MODULE

    passages: int
    deleted: bytes | None
    checksum: int | None

    @classmethod
    def of(cls, state: SegmentState) -> PassageSegment:
        """The same segment, for Whoosh."""
        segment = cls(INDEX_NAME)
        segment.segid, segment.passages = state.segment_id, state.passages
        segment.checksum = state.checksum
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

    def terms_reader(self, storage: Any, segment: PassageSegment) -> TermsReader:
        """Words and their postings."""
        return TermsReader(self._file(storage, segment))

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


def pack_segment_list(contents: SegmentList) -> bytes:
    """A segment list as the bytes of Whoosh's table of contents.

    Whoosh's own reader wants the pickles; pickling imports `indexer.store.codec` by its name.
    """
    toc = TOC(schema(), None, contents.generation)
    buffer = io.BytesIO(HEADER.pack(*SIZES, BYTE_ORDER, toc.version, *toc.release[:3]))
    stream = StructFile(buffer)
    stream.seek(0, os.SEEK_END)
    stream.write_string(pickle.dumps(toc.schema, 2))
    stream.write(GENERATION.pack(contents.generation, 0))
    stream.write_pickle([PassageSegment.of(state) for state in contents.segments], PROTOCOL)
    body = buffer.getvalue()
    return body + CRC.pack(zlib.crc32(body))
