"""A model file -> an ONNX Runtime session that can do nothing but compute.

An index may come from a stranger. ONNX lets a model refer to other files for its weights, and to
addresses in memory in the runtime's own extension; both need an entry whose key is "location",
so bytes without that word cannot refer to anything. Libraries of custom operators can only be
named by the calling program, which names none.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import Any

from indexer.encoder.offline import load_onnxruntime
from indexer.errors import EncoderError

EXTERNAL_DATA_KEY = b"location"


def refers_elsewhere(model: bytes | mmap) -> bool:
    """Whether a model may name data outside of its own bytes; no such name goes unnoticed."""
    return model.find(EXTERNAL_DATA_KEY) >= 0


def open_session(path: Path) -> Any:
    """An `onnxruntime.InferenceSession` that computes on the core of the thread that runs it.

    Several threads may run it at once.

    From the file and not from its bytes, which would need 23 MB more for the default model.

    Args:
        path: A model that has been fused, and does not refer elsewhere.

    Raises:
        EncoderError: If it cannot be run.
    """
    onnxruntime = load_onnxruntime()

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4  # only fatal: what matters is raised
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # The file's own bytes must not choose another, less checked, format.
    options.add_session_config_entry("session.load_model_format", "ONNX")
    try:
        session = onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # the runtime's own errors share no other base
        first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EncoderError(f"{path}: the model cannot be run: {first_line}") from error
    _give_back_memory()
    return session


def _give_back_memory() -> None:
    """Return to the system what reading the file took: half the model's size under glibc."""
    with suppress(AttributeError, OSError, TypeError):  # other systems have no such function
        ctypes.CDLL(None).malloc_trim(0)
