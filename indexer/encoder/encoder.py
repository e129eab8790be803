"""Texts -> unit vectors: the encoder that an index carries, and what every encoder can do.

An index holds the model that made its vectors, in ONNX form, because passages and questions must be
encoded alike. Only `open_encoder` opens it. This module imports nothing slow before it opens a
folder. It imports torch, transformers or sentence_transformers only for a model that whosaid could
not export.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.batches import split_batches
from indexer.encoder.manifest import (
    KIND_ONNX,
    KIND_TORCH,
    MODEL_FILE,
    TOKENIZER_FILE,
    EncoderManifest,
    check_file,
    map_file,
    read_file,
    read_manifest,
)
from indexer.encoder.normalise import normalised
from indexer.encoder.session import open_session, refers_elsewhere
from indexer.encoder.tokens import Piece, Tokenizer, split_pieces
from indexer.encoder.trust.gate import require_trust
from indexer.encoder.vocabulary import LARGE, keep_few_pieces, open_few_pieces
from indexer.errors import EncoderError, IndexCorruptError

# Tokens of a batch. From 256 to 1,024 are equally fast; 128 are a tenth slower, 2,048 a fifth.
BATCH_TOKENS = 512
# Pieces sorted by length together: enough for full batches of one length, little memory.
CHUNK = 2048
# Bytes of a model that is hashed while the tokenizer is opened.
LARGE_MODEL = 64 << 20


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """What people call it, for example "all-MiniLM-L6-v2"."""

    @property
    def identity(self) -> str:
        """SHA-256 (hex) over everything that changes vectors."""

    @property
    def dimension(self) -> int:
        """Columns of a vector."""

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Unit vector of a question, shape (dimension,)."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages, one row each in their order, shape (n, dimension)."""


def open_encoder(folder: Path, threads: int = 1) -> Encoder:
    """Open the encoder that an index carries.

    Args:
        folder: The index's `encoder/`.
        threads: Cores to encode with; one is best for a single question.

    Raises:
        IndexCorruptError: If a file is missing or is not what `encoder.json` says.
        IndexTooNewError: If a later version of this program wrote it.
        ForeignEncoderError: If this machine did not make it and it is not safe to run.
        EncoderError: If the model cannot be run here, or refers to other files.
    """
    manifest = read_manifest(folder)
    if manifest.kind == KIND_ONNX:
        require_trust(folder, manifest.identity)
        return OnnxEncoder(folder, manifest, threads, is_trusted=True)
    if manifest.kind == KIND_TORCH:
        # Slow to import, hence only for an index that cannot do without.
        from indexer.encoder.torch import open_torch_encoder

        return open_torch_encoder(folder, manifest)
    raise IndexCorruptError(folder, f"encoder of unknown kind {manifest.kind!r}")


class OnnxEncoder:
    """A sentence-transformers model in ONNX form, with pooling and normalisation inside.

    A text longer than the window is encoded in windows (`indexer.encoder.windows`); its vector is
    the mean of theirs, weighted by their tokens and normalised.

    Attributes:
        tokenizer: Text -> token ids, as the model takes them.

    Args:
        folder: Holds the files that the manifest names.
        manifest: What `read_manifest(folder)` gave.
        threads: Cores to use; at least 1.
        is_trusted: Whether it is known that the model refers to no other files: looking for that
            takes as long as anything else in a large model.

    Raises:
        IndexCorruptError: If a file is missing or is not what the manifest says.
        EncoderError: If the model cannot be run here, or refers to other files.
    """

    def __init__(
        self, folder: Path, manifest: EncoderManifest, threads: int = 1, *, is_trusted: bool = False
    ) -> None:
        self.manifest = manifest
        check = _check_model if is_trusted else _check_unknown_model
        self.tokenizer = _open_files(folder, manifest, check)
        self._threads = threads
        self._session = open_session(folder / MODEL_FILE)
        self._inputs = [value.name for value in self._session.get_inputs()]

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
        """Unit vector of a question of any length, float32, shape (dimension,).

        Raises:
            EncoderError: If the model gives no vector.
        """
        vector: NDArray[np.float32] = self._encode([text], self.manifest.query_prompt)[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of passages of any length, float32, shape (n, dimension), in their order.

        Give some thousands at once: texts of equal length are encoded together. Memory is
        bounded by the texts and the result. A vector depends on its own text alone, but for the
        rounding of its last digit.

        Raises:
            EncoderError: If the model gives no vectors.
        """
        # Notices such as "Read more" stand in many articles: a fiftieth of the passages of news.
        numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        rows = self._encode(list(numbers), self.manifest.passage_prompt)
        return rows if len(numbers) == len(texts) else rows[[numbers[text] for text in texts]]

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        pieces = split_pieces(texts, prompt, self.tokenizer, self.manifest.max_tokens)
        for chunk in _chunks(pieces, CHUNK):
            positions = split_batches([len(piece.ids) for piece in chunk], BATCH_TOKENS)
            batches = [[chunk[position] for position in batch] for batch in positions]
            for batch, rows in zip(batches, self._run_all(batches), strict=True):
                # Several pieces of one text may be in a batch, hence not `sums[...] +=`.
                np.add.at(sums, [piece.owner for piece in batch], rows)
        return normalised(sums)

    def _run_all(self, batches: Sequence[Sequence[Piece]]) -> list[NDArray[np.float32]]:
        """What `_run` gives for each batch, a core for each: faster than all cores for one."""
        if self._threads == 1 or len(batches) == 1:
            return [self._run(batch) for batch in batches]
        from concurrent.futures import ThreadPoolExecutor  # a question needs none

        with ThreadPoolExecutor(self._threads) as cores:
            return list(cores.map(self._run, batches))

    def _run(self, pieces: Sequence[Piece]) -> NDArray[np.float32]:
        """Vectors of pieces of one length times their tokens, float32, shape (n, dimension)."""
        ids = np.array([piece.ids for piece in pieces], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        try:
            vectors = self._session.run(None, {name: inputs[name] for name in self._inputs})[0]
        except Exception as error:  # the runtime's own errors share no other base
            raise EncoderError(f"{self.name}: the model failed on a text: {error}") from error
        found = getattr(vectors, "shape", None)
        if found != (len(pieces), self.dimension) or vectors.dtype != np.float32:
            raise EncoderError(
                f"{self.name}: gave {found}, not {self.dimension} columns of float32"
            )
        weighted: NDArray[np.float32] = vectors * np.float32(ids.shape[1])
        return weighted


def _check_model(folder: Path, manifest: EncoderManifest) -> None:
    """Compare the model with its hash; a block at a time takes less memory than a map of it."""
    check_file(folder, manifest, MODEL_FILE)


def _check_unknown_model(folder: Path, manifest: EncoderManifest) -> None:
    """The same for a model of which nobody knows whether it refers to other files."""
    if refers_elsewhere(map_file(folder, manifest, MODEL_FILE)):
        raise EncoderError(f"{folder}: the model refers to data outside of its own file")


def _open_files(
    folder: Path, manifest: EncoderManifest, check: Callable[[Path, EncoderManifest], None]
) -> Tokenizer:
    """The tokenizer, once the model has been checked."""
    if manifest.files[MODEL_FILE].size < LARGE_MODEL:
        check(folder, manifest)
        return _open_tokenizer(folder, manifest)
    from concurrent.futures import ThreadPoolExecutor  # costs more than hashing a small model

    with ThreadPoolExecutor(1) as other:
        checked = other.submit(check, folder, manifest)
        tokenizer = _open_tokenizer(folder, manifest)
        checked.result()
    return tokenizer


def _open_tokenizer(folder: Path, manifest: EncoderManifest) -> Tokenizer:
    content = read_file(folder, manifest, TOKENIZER_FILE)
    if len(content) < LARGE:
        whole = _whole_tokenizer(folder, content)
        return Tokenizer(lambda: whole)
    digest = manifest.files[TOKENIZER_FILE].sha256
    few = open_few_pieces(digest)

    def load() -> Any:
        whole = _whole_tokenizer(folder, content)
        if few is None:
            keep_few_pieces(digest, content, whole)
        return whole

    return Tokenizer(load, few)


def _whole_tokenizer(folder: Path, content: bytes) -> Any:
    from tokenizers import Tokenizer as RustTokenizer

    try:
        tokenizer: Any = RustTokenizer.from_buffer(content)
    except Exception as error:  # the library raises nothing narrower
        raise IndexCorruptError(folder / TOKENIZER_FILE, f"cannot be read: {error}") from error
    # Nothing may be cut off or filled up behind our back.
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _chunks(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    iterator = iter(pieces)
    while chunk := list(islice(iterator, size)):
        yield chunk
