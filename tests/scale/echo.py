"""A worker that says what it is told to say, and prints besides, as libraries do."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.scale.worker import Answer, serve


def opened() -> Answer:
    def answer(request: dict[str, Any]) -> Any:
        print("said besides", flush=True)
        return request["say"]

    return answer


if __name__ == "__main__":
    serve(opened)
