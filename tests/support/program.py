"""The `whosaid` command with the hashing encoder: in this process, or as a program to be killed.

python -m tests.support.program ARGUMENT...

With the variable SLOW_ENCODER, encoding takes longer than any test waits.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from query.__main__ import main
from tests.support.hashing import HashingEncoder


class Ended(NamedTuple):
    """How a program ended, and what it said."""

    status: int
    out: str
    err: str


class Program:
    """Runs command lines, one after the other."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._capture = capture
        use_hashing_encoder(patch)

    def __call__(self, *arguments: object) -> Ended:
        self._patch.setattr(sys, "argv", ["whosaid", *map(str, arguments)])
        self._capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capture.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)


class SlowEncoder(HashingEncoder):
    """Never comes to the end of a batch."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        time.sleep(600)
        return super().encode_passages(texts)


def use_hashing_encoder(patch: pytest.MonkeyPatch) -> None:
    """Let indexing and asking use the hashing encoder instead of a model."""
    kind = SlowEncoder if "SLOW_ENCODER" in os.environ else HashingEncoder
    patch.setattr("indexer.build.pipeline.prepare_encoder", lambda *_, **__: kind())
    patch.setattr("indexer.store.index.Index.open_encoder", lambda _: HashingEncoder())


if __name__ == "__main__":
    use_hashing_encoder(pytest.MonkeyPatch())
    main()
