"""The encoder for an index: its own if it has one, else from the user's cache, else exported.

An export takes some seconds and needs torch. It happens once for each model and user. whosaid opens
what is in the cache or in an index without torch.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from dataclasses import replace as replaced
from pathlib import Path
from typing import Any

from indexer.encoder.cache import cache_folder, copy_files, new_folder
from indexer.encoder.cuda import CudaEncoder, may_have_cuda
from indexer.encoder.encoder import Encoder, OnnxEncoder, open_encoder
from indexer.encoder.export.export import (
    FLOAT32,
    INT8,
    PRECISIONS,
    RECIPE,
    ExportError,
    export_encoder,
)
from indexer.encoder.manifest import (
    KIND_TORCH,
    MANIFEST_FILE,
    EncoderManifest,
    read_manifest,
    write_manifest,
)
from indexer.encoder.models import ModelSource, find_model
from indexer.encoder.torch import NO_LIMIT, load_model
from indexer.encoder.trust.gate import remember
from indexer.errors import (
    EncoderMismatchError,
    IndexCorruptError,
    IndexTooNewError,
    IndexWriteError,
    SearchError,
)

Notify = Callable[[str], None]
_HEX = 12  # digits of a hash in a message


def prepare_encoder(
    model: str | None,
    precision: str | None,
    destination: Path,
    *,
    replace: bool = False,
    notify: Notify | None = None,
) -> Encoder:
    """Make sure that an index has its encoder, and open it for encoding passages.

    Args:
        model: Name or folder of a sentence-transformers model; None for the one that the index
            has, else the default.
        precision: "int8" or "float32"; None for what the index has, else int8, or float32 where
            int8 would lose too much.
        destination: The index's `encoder/`; made, all at once, if it is not there.
        replace: Whether another encoder that stands there may be replaced: only right when there
            are no vectors yet.
        notify: Told, in one line, what takes long and what is worse than expected; by default
            the log is.

    Returns:
        An encoder on all cores, or on a CUDA device where there is one.

    Raises:
        EncoderMismatchError: If another encoder than the one asked for is there.
        EncoderError: If the model cannot be found, fetched, loaded or trusted.
        IndexCorruptError: If what is at `destination` is damaged.
        IndexWriteError: If the disk or the permissions do not allow writing there.
        ValueError: If `precision` is none of the above.
    """
    if precision is not None and precision not in PRECISIONS:
        raise ValueError(f"precision must be one of {PRECISIONS}, got {precision!r}")
    tell = notify or _to_log
    present = _present(destination, replace=replace)
    if present is None or model is not None or replace:
        source = find_model(model)
        if present is None or not _is_same(present, source, precision):
            if present is not None and not replace:
                asked = f"{source.name} {precision or present.precision}"
                raise EncoderMismatchError(destination, _label(present), asked)
            _place(source, precision, destination, tell)
    elif precision not in (None, present.precision) and present.kind != KIND_TORCH:
        asked = f"{present.name} {precision}"
        raise EncoderMismatchError(destination, _label(present), asked)
    return _for_indexing(destination, tell)


def _to_log(message: str) -> None:
    logging.getLogger(__name__).warning(message)


def _present(destination: Path, *, replace: bool) -> EncoderManifest | None:
    """What stands at the destination; None also for a damaged one that may be replaced."""
    if not (destination / MANIFEST_FILE).exists():
        return None
    try:
        return read_manifest(destination)
    except (IndexCorruptError, IndexTooNewError):
        if replace:
            return None
        raise


def _is_same(present: EncoderManifest, source: ModelSource, precision: str | None) -> bool:
    if present.weights != source.weights:
        return False
    # A model that cannot be exported has one form, whatever was asked for.
    return present.kind == KIND_TORCH or precision in (None, present.precision)


def _label(manifest: EncoderManifest) -> str:
    return f"{manifest.name} {manifest.precision} ({manifest.weights[:_HEX]})"


def _place(source: ModelSource, precision: str | None, destination: Path, tell: Notify) -> None:
    """Put the exported encoder at the destination, or the note that there is none."""
    exporter = _Exporter(source, tell)
    reasons = []
    for choice in (INT8, FLOAT32) if precision is None else (precision,):
        try:
            exporter.put(choice, destination)
            break
        except ExportError as error:
            reasons.append(f"as {choice} {error}")
    else:
        exporter.put_note(destination)
        tell(
            f"{source.name} cannot be exported ({'; '.join(reasons)}): it is run by "
            "sentence-transformers, which is slower and takes seconds to start."
        )
        return
    if reasons:
        tell(f"{source.name} is kept as {choice}, which is slower ({'; '.join(reasons)}).")


class _Exporter:
    """Exports one model, loading it when it turns out that the cache does not have it."""

    def __init__(self, source: ModelSource, tell: Notify) -> None:
        self._source = source
        self._tell = tell
        self._model: Any = None

    def put(self, precision: str, destination: Path) -> None:
        """Put the exported model at the destination, through the cache.

        Raises:
            ExportError: If it cannot be exported so that it agrees with the original.
            EncoderError: If it cannot be loaded.
            IndexWriteError: If the destination cannot be written.
        """
        try:
            entry = self._cached(precision)
        except IndexWriteError:  # without a cache the index gets the only copy
            with new_folder(destination) as draft:
                self._export(precision, draft)
            return
        with new_folder(destination) as draft:
            copy_files(entry, draft)
            # The same weights may have been exported from another place.
            manifest = read_manifest(draft)
            named = replaced(manifest, name=self._source.name, model=self._source.place)
            write_manifest(draft, named)

    def _cached(self, precision: str) -> Path:
        """The model's entry of the cache, made if it is not there."""
        entry = cache_folder() / self._key(precision)
        if not _is_whole(entry):
            with new_folder(entry) as draft:
                self._export(precision, draft)
        return entry

    def _export(self, precision: str, folder: Path) -> None:
        export_encoder(self._load(), self._source, precision, folder)
        remember(read_manifest(folder).identity)

    def put_note(self, destination: Path) -> None:
        """Write down where the model is loaded from, for lack of an exported form."""
        model = self._load()
        manifest = EncoderManifest(
            kind=KIND_TORCH,
            name=self._source.name,
            model=self._source.place,
            weights=self._source.weights,
            precision=FLOAT32,
            dimension=int(model.get_embedding_dimension()),
            max_tokens=min(NO_LIMIT, int(model.max_seq_length or NO_LIMIT)),
            recipe=RECIPE,
        )
        with new_folder(destination) as draft:
            write_manifest(draft, manifest)

    def _key(self, precision: str) -> str:
        parts = f"{self._source.weights} {precision} {RECIPE}"
        return hashlib.sha256(parts.encode()).hexdigest()[:32]

    def _load(self) -> Any:
        if self._model is None:
            self._tell(f"Preparing the encoder {self._source.name}; this is done once.")
            self._model = load_model(self._source.folder, for_export=True)
        return self._model


def _is_whole(folder: Path) -> bool:
    """Whether an entry of the cache can be used; a damaged one is made anew."""
    try:
        open_encoder(folder)
    except SearchError:
        return False
    return True


def _for_indexing(folder: Path, tell: Notify) -> Encoder:
    """Open an encoder with all cores, on a CUDA device where there is one."""
    encoder = open_encoder(folder, threads=_cores())
    if isinstance(encoder, OnnxEncoder) and may_have_cuda():
        return CudaEncoder(encoder, tell)
    return encoder


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
