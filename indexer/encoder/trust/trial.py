"""One encoder tried out: its files checked, some texts encoded, under limits of the system.

`trust.gate` starts this module in a process of its own, because what goes wrong in the libraries
may end the process. It writes nothing but the reason of a refusal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from indexer.encoder.encoder import OnnxEncoder
from indexer.encoder.manifest import (
    MODEL_FILE,
    TOKENIZER_FILE,
    EncoderManifest,
    map_file,
    read_file,
    read_manifest,
)
from indexer.encoder.trust.forbidden import ForbiddenError
from indexer.encoder.trust.gate import REFUSED, SECONDS
from indexer.encoder.trust.graph import check_graph
from indexer.encoder.trust.tokenizer import check_tokenizer
from indexer.errors import SearchError

_MEMORY = 3 << 30  # bytes of addresses: the libraries alone take one or two GiB
_COPIES = 4  # of the model's file, when it is opened and run
_WORDS = "the harbour was closed on Tuesday, officials said; “we sold 41.7% of 3 ferries” "
_SIGNS = "\t a\u0301\u00c5\u4e2d\u6587\u0645\u0631\u062d\u0628\u0627 \U0001f600\ufffd\ufeff\u200b"
_LONG = 20_000  # characters: as long as a text gets that is tokenised as a whole
_HARD = ("a", " ", "\n", "'", "\u4e2d", "a ", "é")
_LENGTHS = (*range(1, 33), 48, 64, 96, 128, 192, 256)  # words


def main(folder: str) -> None:
    """Try out the encoder in a folder; exits with `REFUSED` and a reason, or with 0."""
    try:
        manifest = read_manifest(Path(folder))
        _limit(_MEMORY + _COPIES * manifest.files[MODEL_FILE].size)
        _check(Path(folder), manifest)
        _run(OnnxEncoder(Path(folder), manifest))
    except (ForbiddenError, SearchError) as error:
        _refuse(str(error))
    except MemoryError:
        _refuse("it needs too much memory")
    except Exception as error:  # whatever a library makes of a hostile file
        _refuse(f"{type(error).__name__} when it was tried")


def _refuse(reason: str) -> None:
    print(reason.encode("utf-8", "backslashreplace").decode())  # noqa: T201 (the parent reads it)
    sys.exit(REFUSED)


def _limit(memory: int) -> None:
    """Bound the process's memory in bytes, its time on a core, and let it write no file."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent still bounds the time
        return
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_CORE: 0,
    }
    for kind, wanted in limits.items():
        _, most = resource.getrlimit(kind)
        least = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (least, most))


def _check(folder: Path, manifest: EncoderManifest) -> None:
    check_tokenizer(read_file(folder, manifest, TOKENIZER_FILE))
    check_graph(memoryview(map_file(folder, manifest, MODEL_FILE)))


def _run(encoder: OnnxEncoder) -> None:
    for text in _HARD:
        encoder.tokenizer.count([(text * _LONG)[:_LONG]])
    for text in _questions():
        encoder.encode_query(text)
    encoder.encode_passages([_WORDS] * 8)


def _questions() -> Iterator[str]:
    """Yield questions of many lengths and scripts."""
    words = (_WORDS * 20).split()
    for length in _LENGTHS:
        yield " ".join(words[:length])
    yield _SIGNS
