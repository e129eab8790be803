"""`encoder.json`: what the encoder in a folder is, and how to tell that its files are whole.

The folder (`encoder/` of an index, or an entry of the user's cache) holds

    encoder.json      this description
    model.onnx        tokens -> unit vectors, pooling and normalisation inside   (kind "onnx")
    tokenizer.json    text -> tokens                                             (kind "onnx")

An index may come from a stranger, so every field is checked before it is used.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from indexer.errors import IndexCorruptError, IndexTooNewError

FORMAT = 1
MANIFEST_FILE = "encoder.json"
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"

KIND_ONNX = "onnx"
KIND_TORCH = "sentence-transformers"

_MOST_BYTES = 1 << 20  # of encoder.json: the largest seen is under 2 kB
_MOST_BYTES_OF = {
    MODEL_FILE: 1 << 31,  # an ONNX file cannot be larger
    TOKENIZER_FILE: 1 << 27,  # the largest vocabularies take a quarter of it
}
_OTHER = "its content is not what encoder.json says"
_MOST_DIMENSIONS = 1 << 16
_MOST_TOKENS = 1 << 20


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Size in bytes and SHA-256 (hex) of one file of the folder."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EncoderManifest:
    """What changes an encoder's vectors, and its name.

    Attributes:
        kind: "onnx" (carried by the folder), or "sentence-transformers" (a model that could not
            be exported and is loaded from `model`).
        name: What people call it.
        model: Folder or hub name that it was made from; where a model that could not be exported
            is loaded from.
        weights: SHA-256 (hex) of the weights and settings that it was made from.
        precision: "int8" or "float32".
        dimension: Columns of a vector.
        max_tokens: Longest input in tokens, special ones included; longer texts are cut into
            windows.
        pad_token: Id of the token that filled up the batches of recipes 1 and 2.
        query_prompt, passage_prompt: Put before each text, as the model's authors ask.
        recipe: Number of the export recipe; another recipe gives other vectors.
        files: Every other file of the folder.
    """

    kind: str
    name: str
    model: str
    weights: str
    precision: str
    dimension: int
    max_tokens: int
    pad_token: int = 0
    query_prompt: str = ""
    passage_prompt: str = ""
    recipe: int = 0
    files: Mapping[str, FileRecord] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """SHA-256 (hex) over everything that changes vectors; names and places do not."""
        settings = asdict(self)
        del settings["name"], settings["model"]
        return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()


def describe_file(path: Path) -> FileRecord:
    """Size and hash of a file as it is now.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        digest = hashlib.sha256()
        size = 0
        while block := file.read(1 << 20):
            digest.update(block)
            size += len(block)
    return FileRecord(size, digest.hexdigest())


def write_manifest(folder: Path, manifest: EncoderManifest) -> None:
    """Write `encoder.json` into a folder that holds the other files already."""
    content = {"format": FORMAT, **asdict(manifest)}
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=True) + "\n"
    (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> EncoderManifest:
    """The description of the encoder in a folder, every field checked.

    Raises:
        IndexCorruptError: If it is missing, is not JSON, or a field is missing or impossible.
        IndexTooNewError: If a later version of this program wrote it.
    """
    path = folder / MANIFEST_FILE
    content = _read_json(path)
    version = content.pop("format", None)
    if not _is_count(version, 1, 1 << 31):
        raise IndexCorruptError(path, f"format is {version!r}, expected a number")
    if version > FORMAT:
        raise IndexTooNewError(path, version, FORMAT)
    try:
        files = {str(name): FileRecord(**entry) for name, entry in content.pop("files").items()}
        manifest = EncoderManifest(**content, files=files)
    except (TypeError, AttributeError, KeyError) as error:
        raise IndexCorruptError(path, f"fields missing or unknown: {error}") from error
    _check(path, manifest)
    return manifest


def map_file(folder: Path, manifest: EncoderManifest, name: str) -> mmap.mmap:
    """The bytes of one file of the folder without a copy, size and hash as the manifest says.

    Raises:
        IndexCorruptError: If it is missing or differs.
    """
    path = folder / name
    try:
        with path.open("rb") as file:
            _check_size(path, os.fstat(file.fileno()).st_size, manifest.files[name])
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise IndexCorruptError(path, f"cannot be read: {error}") from error
    _check_hash(path, content, manifest.files[name])
    return content


def check_file(folder: Path, manifest: EncoderManifest, name: str) -> None:
    """Compare size and hash of one file of the folder with the manifest, and keep nothing of it.

    Raises:
        IndexCorruptError: If it is missing or differs.
    """
    path, record = folder / name, manifest.files[name]
    try:
        _check_size(path, path.stat().st_size, record)
        found = describe_file(path)
    except OSError as error:
        raise IndexCorruptError(path, f"cannot be read: {error.strerror}") from error
    if found != record:
        raise IndexCorruptError(path, _OTHER)


def read_file(folder: Path, manifest: EncoderManifest, name: str) -> bytes:
    """The bytes of one file of the folder, size and hash as the manifest says.

    Raises:
        IndexCorruptError: If it is missing or differs.
    """
    path = folder / name
    try:
        with path.open("rb") as file:
            _check_size(path, os.fstat(file.fileno()).st_size, manifest.files[name])
            content = file.read(manifest.files[name].size)
    except OSError as error:
        raise IndexCorruptError(path, f"cannot be read: {error.strerror}") from error
    _check_hash(path, content, manifest.files[name])
    return content


def _check_size(path: Path, found: int, record: FileRecord) -> None:
    if found != record.size:
        raise IndexCorruptError(path, f"has {found} bytes, expected {record.size}")


def _check_hash(path: Path, content: bytes | mmap.mmap, record: FileRecord) -> None:
    if hashlib.sha256(content).hexdigest() != record.sha256:
        raise IndexCorruptError(path, _OTHER)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise IndexCorruptError(path, f"cannot be read: {error.strerror}") from error
    if len(raw) > _MOST_BYTES:
        raise IndexCorruptError(path, f"larger than {_MOST_BYTES} bytes")
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise IndexCorruptError(path, "is not JSON") from error
    if not isinstance(content, dict):
        raise IndexCorruptError(path, "is not a JSON object")
    return content


def _check(path: Path, manifest: EncoderManifest) -> None:
    """Refuse types and sizes that no encoder of ours has."""
    texts = ("kind", "name", "model", "weights", "precision", "query_prompt", "passage_prompt")
    for name in texts:
        if not isinstance(getattr(manifest, name), str):
            raise IndexCorruptError(path, f"{name} is not a text")
    counts = {
        "dimension": (1, _MOST_DIMENSIONS),
        "max_tokens": (8, _MOST_TOKENS),
        "pad_token": (0, 1 << 31),
        "recipe": (0, 1 << 31),
    }
    for name, (least, most) in counts.items():
        if not _is_count(getattr(manifest, name), least, most):
            raise IndexCorruptError(path, f"{name} is {getattr(manifest, name)!r}")
    expected = {MODEL_FILE, TOKENIZER_FILE} if manifest.kind == KIND_ONNX else set()
    if set(manifest.files) != expected:
        raise IndexCorruptError(path, f"files are {sorted(manifest.files)}")
    for name, record in manifest.files.items():
        if not _is_count(record.size, 1, _MOST_BYTES_OF[name]) or not isinstance(
            record.sha256, str
        ):
            raise IndexCorruptError(path, f"size or hash of {name} is impossible")


def _is_count(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most
