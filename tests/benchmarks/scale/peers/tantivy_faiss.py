"""tantivy with its English stemmer; faiss with HNSW32 and the inner product of unit vectors.

faiss's guidelines call HNSW the best option where there is enough memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import tantivy

from tests.benchmarks.scale.peers.fusion import DEEP, fused

HEAP = 256_000_000  # bytes
EF_SEARCH = 128  # more than the depth of a ranking, as HNSW needs


class System:
    """Two indexes, joined by their ranks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, texts: Sequence[str], vectors: Any) -> None:
        """Write both."""
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        builder.add_unsigned_field("number", stored=True, indexed=True)
        words = self._folder / "words"
        words.mkdir()
        index = tantivy.Index(builder.build(), path=str(words))
        writer = index.writer(HEAP)
        for number, text in enumerate(texts):
            document = tantivy.Document(text=text)
            document.add_unsigned("number", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        graph = faiss.index_factory(vectors.shape[1], "HNSW32", faiss.METRIC_INNER_PRODUCT)
        graph.add(np.ascontiguousarray(vectors))
        faiss.write_index(graph, str(self._folder / "graph.faiss"))

    def open(self) -> None:
        """Open the one, read the other."""
        self._index = tantivy.Index.open(str(self._folder / "words"))
        self._index.reload()
        self._searcher = self._index.searcher()
        self._graph = faiss.read_index(str(self._folder / "graph.faiss"))
        self._graph.hnsw.efSearch = EF_SEARCH

    def ask(self, question: str, vector: Any, count: int) -> list[tuple[int, str]]:
        """Both rankings, joined by their ranks."""
        # Marks in a question are not syntax.
        query, _ = self._index.parse_query_lenient(_plain(question), ["text"])
        hits = self._searcher.search(query, DEEP).hits
        words = [self._searcher.doc(address).get_first("number") for _, address in hits]
        addresses = dict(zip(words, (address for _, address in hits), strict=True))
        best = fused([words, self.nearest(vector, DEEP)], count)
        return [(number, self._text(addresses.get(number), number)) for number in best]

    def _text(self, address: Any, number: int) -> str:
        if address is None:  # found by its vector alone
            query = tantivy.Query.term_query(self._index.schema, "number", number)
            address = self._searcher.search(query, 1).hits[0][1]
        return str(self._searcher.doc(address).get_first("text"))

    def nearest(self, vector: Any, count: int) -> list[int]:
        """The graph's search."""
        _, found = self._graph.search(vector[None], count)
        return [number for number in found[0].tolist() if number >= 0]


def _plain(question: str) -> str:
    return "".join(one if one.isalnum() or one.isspace() else " " for one in question)
