"""LanceDB as its documentation shows hybrid search: an FTS index, reciprocal rank fusion.

Its documentation says that a vector index is "usually unnecessary overhead" up to some 100,000
rows; above, the default one is made (IVF_PQ, cosine) and rows are refined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lancedb
import pyarrow as pa
from lancedb.rerankers import RRFReranker

from tests.benchmarks.scale.peers.fusion import DEEP

BATCH = 20_000
NEEDS_AN_INDEX = 200_000  # rows
REFINE = 10


class System:
    """One table."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder / "lance")

    def build(self, texts: Sequence[str], vectors: Any) -> None:
        """Write the table and its indexes."""
        dimension = vectors.shape[1]
        schema = pa.schema(
            [
                pa.field("number", pa.int64()),
                pa.field("text", pa.string()),
                pa.field("vector", pa.list_(pa.float32(), dimension)),
            ]
        )

        def batches() -> Iterator[Any]:
            for start in range(0, len(texts), BATCH):
                rows = vectors[start : start + BATCH]
                flat = pa.array(rows.reshape(-1), type=pa.float32())
                yield pa.record_batch(
                    [
                        pa.array(range(start, start + len(rows)), type=pa.int64()),
                        pa.array(texts[start : start + BATCH]),
                        pa.FixedSizeListArray.from_arrays(flat, dimension),
                    ],
                    schema=schema,
                )

        table = lancedb.connect(self._folder).create_table("passages", batches(), schema=schema)
        table.create_fts_index("text")
        if len(texts) > NEEDS_AN_INDEX:
            table.create_index(metric="cosine", vector_column_name="vector")

    def open(self) -> None:
        """Open the table."""
        self._table = lancedb.connect(self._folder).open_table("passages")
        self._reranker = RRFReranker()

    def ask(self, question: str, vector: Any, count: int) -> list[tuple[int, str]]:
        """Its hybrid search."""
        found = (
            self._table.search(query_type="hybrid")
            .vector(vector)
            .text(_plain(question))
            .metric("cosine")
            .refine_factor(REFINE)
            .rerank(self._reranker)
            .limit(DEEP)
            .select(["number", "text"])
            .to_list()
        )
        return [(one["number"], one["text"]) for one in found[:count]]

    def nearest(self, vector: Any, count: int) -> list[int]:
        """Its vectors alone."""
        search = self._table.search(vector, vector_column_name="vector").metric("cosine")
        found = search.refine_factor(REFINE).limit(count).select(["number"]).to_list()
        return [one["number"] for one in found]


def _plain(question: str) -> str:
    """Without marks, which would be syntax."""
    return "".join(one if one.isalnum() or one.isspace() else " " for one in question)
