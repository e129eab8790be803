"""An encoder from someone else: tried once under limits, remembered when it passes."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.encoder.cache import cache_folder
from indexer.encoder.encoder import OnnxEncoder, open_encoder
from indexer.encoder.manifest import (
    KIND_TORCH,
    MODEL_FILE,
    TOKENIZER_FILE,
    EncoderManifest,
    FileRecord,
    describe_file,
    read_manifest,
    write_manifest,
)
from indexer.encoder.torch import open_torch_encoder
from indexer.encoder.trust import gate
from indexer.errors import EncoderError, ForeignEncoderError, IndexCorruptError

onnx = pytest.importorskip("onnx")
helper = onnx.helper

TOKENIZER = (
    '{"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Whitespace"},'
    ' "model": {"type": "WordLevel", "vocab": {"a": 0, "the": 1}, "unk_token": "a"}}'
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def described(folder: Path, **changes: Any) -> EncoderManifest:
    names = (MODEL_FILE, TOKENIZER_FILE)
    settings: dict[str, Any] = {
        "kind": "onnx", "name": "some", "model": "some", "weights": "0" * 64,
        "precision": "float32", "dimension": 4, "max_tokens": 64,
        "files": {name: describe_file(folder / name) for name in names},
    }  # fmt: skip
    return EncoderManifest(**{**settings, **changes})


def encoder(folder: Path, *more: Any, constants: Any = (), tokenizer: str = TOKENIZER) -> Path:
    """A small encoder: a vector for each token, and their mean."""
    folder.mkdir()
    table = onnx.numpy_helper.from_array(np.eye(2, 4, dtype=np.float32), "table")
    axis = onnx.numpy_helper.from_array(np.array([1]), "axis")
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("ReduceMean", ["rows", "axis"], ["vectors"], keepdims=0),
        *more,
    ]
    ids = helper.make_tensor_value_info("input_ids", 7, ["texts", "tokens"])
    vectors = helper.make_tensor_value_info("vectors", 1, ["texts", 4])
    graph = helper.make_graph(nodes, "g", [ids], [vectors], [table, axis, *constants])
    opset = helper.make_opsetid("", 18)
    made = helper.make_model(graph, opset_imports=[opset], ir_version=8)
    (folder / MODEL_FILE).write_bytes(made.SerializeToString())
    (folder / TOKENIZER_FILE).write_text(tokenizer, encoding="utf-8")
    write_manifest(folder, described(folder))
    return folder


def test_a_good_one_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = encoder(tmp_path / "encoder")

    assert open_encoder(folder).encode_query("the a").shape == (4,)
    monkeypatch.setattr(gate, "_try_out", lambda _: pytest.fail("tried again"))
    assert open_encoder(folder).dimension == 4


def test_without_a_cache_it_is_tried_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = encoder(tmp_path / "encoder")
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    tried = []
    monkeypatch.setattr(gate, "_try_out", tried.append)

    open_encoder(folder)
    open_encoder(folder)

    assert tried == [folder, folder]


def test_what_one_changes_is_tried_again(tmp_path: Path):
    folder = encoder(tmp_path / "encoder")
    open_encoder(folder)
    other = encoder(tmp_path / "other", tokenizer=TOKENIZER.replace("Whitespace", "Evil"))

    with pytest.raises(ForeignEncoderError, match="'Evil' of a tokenizer is not allowed"):
        open_encoder(other)


@pytest.mark.skipif(sys.platform != "linux", reason="limits on memory hold on Linux")
def test_four_gigabytes_of_constants_are_refused(tmp_path: Path):
    size = onnx.numpy_helper.from_array(np.array([1 << 30, 1]), "size")
    more = (
        helper.make_node("ConstantOfShape", ["size"], ["many"]),
        helper.make_node("ReduceMean", ["many"], ["one"]),
    )
    folder = encoder(tmp_path / "encoder", *more, constants=[size])

    with pytest.raises(ForeignEncoderError):
        open_encoder(folder)


def test_one_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gate, "_TRIAL", "tests.indexer.encoder.trust.endless")
    monkeypatch.setattr(gate, "SECONDS", 0.5)

    with pytest.raises(ForeignEncoderError, match=r"more than 0\.5 seconds"):
        open_encoder(encoder(tmp_path / "encoder"))


def test_one_that_ends_the_process_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gate, "_TRIAL", "tests.indexer.encoder.trust.aborting")

    with pytest.raises(ForeignEncoderError, match="ended with status"):
        open_encoder(encoder(tmp_path / "encoder"))


@pytest.mark.parametrize("name", [MODEL_FILE, TOKENIZER_FILE])
def test_a_file_of_twenty_gigabytes_is_not_read(tmp_path: Path, name: str):
    folder = encoder(tmp_path / "encoder")
    os.truncate(folder / name, 20 << 30)
    files = {
        one: FileRecord(20 << 30, "0" * 64) if one == name else describe_file(folder / one)
        for one in (MODEL_FILE, TOKENIZER_FILE)
    }
    write_manifest(folder, described_without_reading(files))

    with pytest.raises(IndexCorruptError, match=f"size or hash of {name}"):
        open_encoder(folder)


def described_without_reading(files: dict[str, FileRecord]) -> EncoderManifest:
    return EncoderManifest("onnx", "some", "some", "0" * 64, "float32", 4, 64, files=files)


def test_a_model_that_gives_a_list_is_an_error_of_one_line(tmp_path: Path):
    """Also for who opens it without the gate."""
    folder = encoder(tmp_path / "encoder")
    opened = OnnxEncoder(folder, read_manifest(folder))
    opened._session = type("Session", (), {"run": lambda *_: [[1, 2]]})()

    with pytest.raises(EncoderError, match="gave None, not 4 columns"):
        opened.encode_query("the")


def test_a_tokenizer_that_fails_inside_is_an_error_of_one_line(tmp_path: Path):
    folder = encoder(tmp_path / "encoder")
    opened = OnnxEncoder(folder, read_manifest(folder))
    panic = type("PanicException", (BaseException,), {})

    class Broken:
        def encode(self, *_: object, **__: object) -> None:
            raise panic("index out of bounds")

    opened.tokenizer._tokenizer = Broken()

    with pytest.raises(EncoderError, match="index out of bounds"):
        opened.encode_query("the")


def test_what_this_machine_made_is_never_tried(
    model_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Its digest stands in the cache since it was made."""
    folder = Path(shutil.copytree(model_index / "encoder", tmp_path / "encoder"))
    gate.remember(read_manifest(folder).identity)
    monkeypatch.setattr(gate, "_try_out", lambda _: pytest.fail("tried"))

    assert open_encoder(folder).encode_query("the harbour").shape == (384,)
    assert list((cache_folder().parent / f"trusted-{gate.RULES}").iterdir())


def test_the_real_encoder_passes_as_a_strangers(model_index: Path):
    assert open_encoder(model_index / "encoder").encode_query("the harbour").shape == (384,)


@pytest.mark.parametrize("name", ["evil", "./evil", "sub/../evil", "nobody/evil"])
def test_a_model_in_a_folder_beside_the_index_is_not_loaded(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    """A stranger may send an index together with a model that it names by a relative path."""
    for place in ("evil", "nobody/evil", "sub"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "config.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    manifest = EncoderManifest(KIND_TORCH, "evil", name, "0" * 64, "float32", 4, 64)

    with pytest.raises(EncoderError, match="no such folder, not among the models"):
        open_torch_encoder(tmp_path / "index" / "encoder", manifest)
