"""An encoder that this machine did not make is tried out once, in a process with limits.

What passes is remembered by its digest in the cache folder of the user, as is every encoder that
whosaid made here itself. So a question to one's own index costs one look for a file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from indexer.encoder.cache import cache_folder
from indexer.errors import ForeignEncoderError, IndexWriteError

RULES = 1
"""Raise it when the rules become stricter: every encoder is then tried again."""

SECONDS = 60
"""How long a trial may take; the encoder of a usual size takes one."""

REFUSED = 3
"""Exit status of a trial that says why on its standard output."""

_TRIAL = "indexer.encoder.trust.trial"
_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from importlib import import_module
import_module(sys.argv[2]).main(sys.argv[3])
"""
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}  # fmt: skip


def require_trust(folder: Path, identity: str) -> None:
    """Return if an encoder may be run in this process.

    Args:
        folder: Holds its files.
        identity: SHA-256 (hex) over everything in them that changes vectors.

    Raises:
        ForeignEncoderError: If it is not known here and did not pass the trial.
    """
    if not is_known(identity):
        _try_out(folder)
        remember(identity)


def is_known(identity: str) -> bool:
    """Whether this user's whosaid made the encoder, or has tried it."""
    try:
        return _mark(identity).exists()
    except (IndexWriteError, OSError):
        return False


def remember(identity: str) -> None:
    """Note that an encoder may be run; without a cache folder it is tried again each time."""
    with suppress(IndexWriteError, OSError):
        mark = _mark(identity)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()


def _mark(identity: str) -> Path:
    return cache_folder().parent / f"trusted-{RULES}" / identity


def _try_out(folder: Path) -> None:
    paths = json.dumps([str(path) for path in sys.path])
    command = [sys.executable, "-c", _START, paths, _TRIAL, str(folder.absolute())]
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={**os.environ, **_ONE_THREAD},
            check=False,
        )
    except subprocess.TimeoutExpired:
        reason = f"it needs more than {SECONDS} seconds for a question"
        raise ForeignEncoderError(folder, reason) from None
    except OSError as error:
        reason = f"it cannot be tried in a process of its own ({error.strerror})"
        raise ForeignEncoderError(folder, reason) from error
    if ended.returncode == REFUSED:
        raise ForeignEncoderError(folder, ended.stdout.decode("utf-8", "replace").strip())
    if ended.returncode:
        reason = f"the process that tried it ended with status {ended.returncode}"
        raise ForeignEncoderError(folder, reason)
