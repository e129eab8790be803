"""Encoding through sentence-transformers itself: for models without an ONNX form, and on CUDA.

torch and sentence_transformers take seconds to import, so this module imports them when it makes an
encoder, never before.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.manifest import EncoderManifest
from indexer.encoder.models import find_model
from indexer.encoder.normalise import normalised
from indexer.encoder.offline import hub_offline
from indexer.encoder.windows import split_windows
from indexer.errors import EncoderError, EncoderMismatchError

NO_LIMIT = 1 << 20  # tokens, for a model that reads texts of any length
_CHUNK = 2048  # windows encoded together
CPU_BATCH = 32
"""Windows that the model reads at once on a CPU."""


def load_model(folder: Path, device: str = "cpu", *, for_export: bool = False) -> Any:
    """A `SentenceTransformer` in a folder; nothing is fetched and no foreign code is run.

    Args:
        folder: Holds the model.
        device: As torch calls it; on "cpu" it computes in float32, elsewhere in float16.
        for_export: Whether attention is spelled out: as one operation it is faster in torch, but
            exported it becomes a longer graph, a tenth slower.

    Raises:
        EncoderError: If it cannot be loaded.
    """
    with hub_offline():
        return _loaded(folder, device, for_export=for_export)


def _loaded(folder: Path, device: str, *, for_export: bool) -> Any:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    settings: dict[str, Any] = {"dtype": torch.float32 if device == "cpu" else torch.float16}
    if for_export:
        settings["attn_implementation"] = "eager"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = SentenceTransformer(
                str(folder),
                device=device,
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs=settings,
            )
    except Exception as error:  # a broken folder can fail anywhere in three libraries
        first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EncoderError(f"{folder}: cannot be loaded: {first_line}") from error
    return model.eval()


def open_torch_encoder(folder: Path, manifest: EncoderManifest) -> TorchEncoder:
    """Open an encoder that an index could not carry, from where it was when the index was made.

    Raises:
        EncoderError: If the model is no longer there or cannot be loaded.
        EncoderMismatchError: If it has changed since.
    """
    # The index may come from a stranger, together with a model in a folder beside it.
    place = Path(manifest.model).expanduser()
    if place.is_absolute() and place.resolve().is_relative_to(folder.resolve().parent):
        raise EncoderError(f"{folder}: names a model inside the index itself")
    source = find_model(manifest.model, fetch=False, near=False)
    if source.weights != manifest.weights:
        raise EncoderMismatchError(folder, manifest.weights[:12], source.weights[:12])
    return TorchEncoder(manifest, load_model(source.folder))


class TorchEncoder:
    """A `SentenceTransformer` as an encoder; long texts are cut into windows as in `OnnxEncoder`.

    Args:
        manifest: Of the encoder whose vectors these are to be compatible with.
        model: What `load_model` gave; it puts its own prompts before texts.
        batch: Windows that the model reads at once. Where the device has no room for them, it gets
            half as many from then on.
    """

    def __init__(self, manifest: EncoderManifest, model: Any, batch: int = CPU_BATCH) -> None:
        self.manifest = manifest
        self._model = model
        self._batch = batch

    @property
    def name(self) -> str:
        """What people call the model."""
        return self.manifest.name

    @property
    def identity(self) -> str:
        """SHA-256 (hex) over everything that changes vectors."""
        return self.manifest.identity

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self.manifest.dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Unit vector of a question of any length, float32, shape (dimension,)."""
        vector: NDArray[np.float32] = self._encode([text], self._model.encode_query)[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages of any length, float32, shape (n, dimension), in order."""
        return self._encode(texts, self._model.encode_document)

    def _encode(self, texts: Sequence[str], encode: Callable[..., Any]) -> NDArray[np.float32]:
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        windows = self._windows(texts)
        while chunk := list(islice(windows, _CHUNK)):
            vectors = self._encode_windows([window for _, window, _ in chunk], encode)
            weights = np.array([tokens for _, _, tokens in chunk], dtype=np.float32)
            np.add.at(sums, [owner for owner, _, _ in chunk], vectors * weights[:, None])
        return normalised(sums)

    def _encode_windows(
        self, windows: list[str], encode: Callable[..., Any]
    ) -> NDArray[np.float32]:
        """Rows of windows, as many at once as the device has room for."""
        while True:
            try:
                vectors: NDArray[np.float32] = encode(
                    windows,
                    batch_size=self._batch,
                    show_progress_bar=False,
                    convert_to_numpy=True,
                    normalize_embeddings=True,
                ).astype(np.float32)
            except RuntimeError as error:
                if self._batch == 1 or type(error).__name__ != "OutOfMemoryError":
                    raise
                self._batch //= 2
            else:
                return vectors

    def _windows(self, texts: Sequence[str]) -> Iterator[tuple[int, str, int]]:
        """Yield (number of the text, window, its tokens); every text has at least one window."""
        # Room for the special tokens and the longer prompt.
        prompts = [self._model.prompts.get(kind, "") for kind in self._model.prompts]
        around = 4 + max(self._count(prompts), default=0)
        limit = max(1, self.manifest.max_tokens - around)
        for owner, text in enumerate(texts):
            clean = text.encode(errors="replace").decode()
            # A token has at least one byte, hence no need to count in a short text.
            if len(clean.encode()) <= limit:
                yield owner, clean, 1
                continue
            empty = True
            for span in split_windows(clean, self._count, limit):
                empty = False
                yield owner, span.of(clean), max(1, self._count([span.of(clean)])[0])
            if empty:
                yield owner, "", 1

    def _count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special ones left out."""
        if not texts:
            return []
        tokenizer = self._model.tokenizer
        if not callable(tokenizer):  # the Rust tokenizer of static embeddings
            return [len(ids.ids) for ids in tokenizer.encode_batch(list(texts))]
        ids = tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]
        return [len(row) for row in ids]
