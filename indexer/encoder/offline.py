"""Third-party libraries kept from reporting: no telemetry, no look at a hub.

ONNX Runtime queues events (a device id, the interpreter's path) in a database in the user's cache
folder and sends them later. It reads its switch once, when it is loaded, so every module of this
program gets the library from `load_onnxruntime`. The libraries of Hugging Face read theirs when
they are imported, and ask the hub about models that are on disk unless they are offline.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}


def refuse_telemetry() -> None:
    """Switch telemetry off for libraries that this process, or a child of it, loads from now on."""
    os.environ.update(_SWITCHES)


def load_onnxruntime() -> Any:
    """The module `onnxruntime`, its telemetry off.

    A calling program may have loaded the library before. What was queued until then stays; no
    event is added.
    """
    refuse_telemetry()
    import onnxruntime

    with suppress(AttributeError):  # a build without telemetry may lack the function
        onnxruntime.disable_telemetry_events()
    return onnxruntime


@contextmanager
def hub_offline() -> Iterator[None]:
    """Let no library of Hugging Face open a connection inside the block.

    The setting is put back afterwards: the calling program may fetch models of its own.
    """
    refuse_telemetry()
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before
