"""One system that answers requests; see `tests.benchmarks.scale.worker`.

    python -m tests.benchmarks.scale.peers.worker NAME FOLDER ENCODER

A question's vector is made here, by the same encoder for all, and counts as part of the answer.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.scale.peers.peer import load
from tests.benchmarks.scale.worker import serve


def main(name: str, folder: Path, encoder: Path) -> None:
    """Answer "ask", "nearest" and "rank" with passage numbers."""

    def opened() -> Any:
        from indexer.encoder.encoder import open_encoder

        system, encoding = load(name, folder), open_encoder(encoder)
        system.open()
        own = name == "whosaid"

        def answer(request: dict[str, Any]) -> list[int]:
            question, count = request["question"], request["count"]
            if request["what"] == "nearest":
                return system.nearest(encoding.encode_query(question), count)
            if request["what"] == "rank" and own:
                return system.rank(question, count)  # type: ignore[attr-defined,no-any-return]
            vector = None if own else encoding.encode_query(question)
            return [number for number, _ in system.ask(question, vector, count)]

        return answer

    serve(opened)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
