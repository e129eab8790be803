"""zvec as its documentation shows hybrid retrieval: HNSW and full text, joined by their ranks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import zvec

from tests.benchmarks.scale.peers.fusion import DEEP

BATCH = 1000
FILTERS = ["lowercase", "ascii_folding", "stemmer"]


class System:
    """One collection."""

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "zvec")

    def build(self, texts: Sequence[str], vectors: Any) -> None:
        """Write it, then merge its parts as its documentation says after much was inserted."""
        text = zvec.FieldSchema(
            "text", zvec.DataType.STRING, index_param=zvec.FtsIndexParam(filters=FILTERS)
        )
        vector = zvec.VectorSchema(
            "vector",
            zvec.DataType.VECTOR_FP32,
            dimension=vectors.shape[1],
            index_param=zvec.HnswIndexParam(metric_type=zvec.MetricType.COSINE),
        )
        schema = zvec.CollectionSchema(name="passages", fields=[text], vectors=[vector])
        collection = zvec.create_and_open(self._path, schema)
        for start in range(0, len(texts), BATCH):
            numbers = range(start, min(start + BATCH, len(texts)))
            collection.insert(
                [
                    zvec.Doc(
                        id=str(number),
                        fields={"text": texts[number]},
                        vectors={"vector": vectors[number]},
                    )
                    for number in numbers
                ]
            )
        collection.optimize()
        collection.flush()
        collection.close()

    def open(self) -> None:
        """Open it to read."""
        option = zvec.CollectionOption(read_only=True, enable_mmap=True)
        self._collection = zvec.open(self._path, option)
        self._reranker = zvec.RrfReRanker()

    def ask(self, question: str, vector: Any, count: int) -> list[tuple[int, str]]:
        """Its hybrid search."""
        found = self._collection.query(
            queries=[
                zvec.Query(field_name="vector", vector=vector),
                zvec.Query(field_name="text", fts=zvec.Fts(match_string=question)),
            ],
            topk=DEEP,
            reranker=self._reranker,
            output_fields=["text"],
        )
        return [(int(one.id), one.field("text")) for one in found[:count]]

    def nearest(self, vector: Any, count: int) -> list[int]:
        """Its vectors alone."""
        query = zvec.Query(field_name="vector", vector=vector)
        found = self._collection.query(queries=query, topk=max(count, DEEP), output_fields=[])
        return [int(one.id) for one in found[:count]]
