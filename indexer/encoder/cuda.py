"""Passages on a CUDA device: sentence-transformers in float16, vectors as the exported encoder's.

The exported encoder stays the one that the index carries and that questions are encoded with. On
a GPU the original is faster by an order of magnitude, and nearer to what the exported form
approximates, so that vectors of both can stand in one index.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.manifest import EncoderManifest
from indexer.encoder.models import find_model
from indexer.encoder.torch import TorchEncoder, load_model
from indexer.errors import EncoderError, SearchError

# Least mean cosine with the exported encoder on the first passages; int8 alone costs .008.
LEAST_COSINE = 0.98
_COMPARED = 16  # passages

BATCH_TOKENS = 2**16
"""Tokens that the device gets at once at most: 256 windows of the default model."""


def may_have_cuda() -> bool:
    """Whether the driver of a CUDA device can be loaded; torch, far slower, has the last word."""
    try:
        ctypes.CDLL("libcuda.so.1")
    except OSError:
        return False
    return True


class CudaEncoder:
    """An exported encoder whose passages are encoded on a CUDA device.

    The device is looked for when the first passages come, since importing torch takes seconds
    and a run that changes nothing needs no vectors. Without one, or where its vectors differ,
    the exported encoder does all the work.

    Args:
        exported: The encoder that the index carries.
        tell: Told why the device is not used although there is one.
        load: Gives the model in float16 on the device, or None where there is no device.
    """

    def __init__(
        self,
        exported: Any,
        tell: Callable[[str], None],
        load: Callable[[EncoderManifest], Any] | None = None,
    ) -> None:
        self.exported = exported
        self._tell = tell
        self._load = load or load_on_cuda
        self._chosen: Any = None

    @property
    def manifest(self) -> EncoderManifest:
        """Of the exported encoder."""
        manifest: EncoderManifest = self.exported.manifest
        return manifest

    @property
    def name(self) -> str:
        """What people call the model."""
        return self.manifest.name

    @property
    def identity(self) -> str:
        """SHA-256 (hex) over everything that changes the exported encoder's vectors."""
        return self.manifest.identity

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self.manifest.dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Unit vector of a question of any length, float32, shape (dimension,)."""
        vector: NDArray[np.float32] = self.exported.encode_query(text)
        return vector

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages of any length, float32, shape (n, dimension), in order."""
        if self._chosen is None and texts:
            self._chosen = self._choose(texts[:_COMPARED])
        vectors: NDArray[np.float32] = (self._chosen or self.exported).encode_passages(texts)
        return vectors

    def _choose(self, sample: Sequence[str]) -> Any:
        """The encoder on the device where there is one that agrees, else the exported one."""
        try:
            model = self._load(self.manifest)
        except SearchError as error:
            self._tell(f"The CUDA device is not used: {error}")
            return self.exported
        if model is None:
            return self.exported
        batch = max(1, BATCH_TOKENS // self.manifest.max_tokens)
        candidate = TorchEncoder(self.manifest, model, batch)
        pairs = zip(
            candidate.encode_passages(sample), self.exported.encode_passages(sample), strict=True
        )
        cosine = float(np.mean([ours @ theirs for ours, theirs in pairs]))
        if not cosine >= LEAST_COSINE:
            self._tell(f"The CUDA device is not used: its vectors differ (cosine {cosine:.3f})")
            return self.exported
        return candidate


def load_on_cuda(manifest: EncoderManifest) -> Any:
    """The original of an exported encoder in float16 on the CUDA device; None without a device.

    Raises:
        EncoderError: If the original is not on this machine, has changed or cannot be loaded.
    """
    import torch

    if not torch.cuda.is_available():
        return None
    source = find_model(manifest.model, fetch=False)
    if source.weights != manifest.weights:
        raise EncoderError("the model has changed since the index was made")
    return load_model(source.folder, "cuda")
