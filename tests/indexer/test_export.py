"""Where an index's encoder comes from, and what happens when that fails."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer import export
from indexer.encoder import open_encoder
from indexer.encoding import cuda, models
from indexer.encoding.cache import cache_folder, new_folder
from indexer.encoding.cuda import CudaEncoder
from indexer.encoding.manifest import (
    KIND_TORCH,
    MODEL_FILE,
    EncoderManifest,
    read_manifest,
    write_manifest,
)
from indexer.encoding.models import DEFAULT_NAME, ModelSource, find_model
from indexer.encoding.onnx_export import ExportError
from indexer.encoding.quantise import quantise
from indexer.encoding.torch_encoder import TorchEncoder, open_torch_encoder
from indexer.errors import (
    EncoderError,
    EncoderMismatchError,
    IndexCorruptError,
    IndexWriteError,
)
from indexer.export import prepare_encoder
from tests.support.hashing import HashingEncoder

SENTENCES = [
    "The minister resigned on Friday after a vote of no confidence.",
    "Prices of bread and fuel have doubled since the border was closed.",
    "“We will rebuild the bridge,” the engineer said.",
    "No one was hurt.",
]


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """An empty cache of the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache_folder()


def manifest_of(**changes) -> EncoderManifest:
    fields = {
        "kind": KIND_TORCH,
        "name": "small",
        "model": "/models/small",
        "weights": "00",
        "precision": "float32",
        "dimension": 64,
        "max_tokens": 16,
    }
    return EncoderManifest(**{**fields, **changes})


# Folders made all at once


def test_a_folder_appears_only_when_it_is_whole(tmp_path):
    with new_folder(tmp_path / "made") as draft:
        (draft / "file").write_text("content")
        assert not (tmp_path / "made").exists()

    assert (tmp_path / "made" / "file").read_text() == "content"
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_folder_that_fails_leaves_what_was_there(tmp_path):
    with new_folder(tmp_path / "made") as draft:
        (draft / "file").write_text("first")

    def fail() -> None:
        with new_folder(tmp_path / "made") as draft:
            (draft / "file").write_text("second")
            raise ValueError("by chance")

    with pytest.raises(ValueError, match="by chance"):
        fail()

    assert (tmp_path / "made" / "file").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_folder_replaces_another(tmp_path):
    for content in ("first", "second"):
        with new_folder(tmp_path / "made") as draft:
            (draft / content).write_text("")

    assert [path.name for path in (tmp_path / "made").iterdir()] == ["second"]
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(IndexWriteError), new_folder(tmp_path / "file" / "made"):
        pass


# Finding models


def test_the_default_model_is_the_published_one():
    source = find_model(None)

    assert source.name == DEFAULT_NAME
    assert (source.folder / "model.safetensors").is_file()
    assert find_model(DEFAULT_NAME) == find_model(f"sentence-transformers/{DEFAULT_NAME}") == source


def test_other_weights_under_the_default_name_are_refused(monkeypatch):
    monkeypatch.setattr(models, "_DEFAULT_WEIGHTS", "0" * 64)

    with pytest.raises(EncoderError, match="weights have sha256"):
        find_model(None)


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(EncoderError, match="no sentence-transformers model"):
        find_model(str(tmp_path))


def test_a_model_changes_with_its_weights_and_settings_only(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(b"1")
    before = find_model(str(tmp_path)).weights
    (tmp_path / "README.md").write_text("about")
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "config.json").write_text("{}")

    assert find_model(str(tmp_path)).weights == before
    (tmp_path / "config.json").write_text("{ }")
    assert find_model(str(tmp_path)).weights != before


@pytest.mark.parametrize("name", ["owner/no-such-model", "no such name", "a/b/c"])
def test_a_model_that_is_not_here_is_an_error_of_one_line(name, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))

    with pytest.raises(EncoderError, match="not among the models on this machine"):
        find_model(name, fetch=False)


# The encoder that is there already


def test_an_index_keeps_its_own_encoder(tmp_path, monkeypatch):
    """Without a model asked for, none is looked for."""
    write_manifest(tmp_path, manifest_of())
    monkeypatch.setattr(export, "find_model", None)
    monkeypatch.setattr(export, "open_encoder", lambda folder, threads: read_manifest(folder))

    assert prepare_encoder(None, None, tmp_path) == manifest_of()


def test_another_model_than_the_index_has_is_refused(tmp_path):
    write_manifest(tmp_path, manifest_of())

    with pytest.raises(EncoderMismatchError, match="small float32"):
        prepare_encoder(DEFAULT_NAME, None, tmp_path)


def test_another_precision_than_the_index_has_is_refused(tmp_path):
    write_manifest(tmp_path, manifest_of(kind="onnx", files=_files()))

    with pytest.raises(EncoderMismatchError, match="small int8"):
        prepare_encoder(None, "int8", tmp_path)


def test_an_unknown_precision_is_the_callers_mistake(tmp_path):
    with pytest.raises(ValueError, match="precision"):
        prepare_encoder(None, "float16", tmp_path)


def test_a_damaged_encoder_is_not_replaced_unasked(tmp_path):
    (tmp_path / "encoder.json").write_text("{")

    with pytest.raises(IndexCorruptError):
        prepare_encoder(None, None, tmp_path)


def _files():
    return {"model.onnx": {"size": 1, "sha256": ""}, "tokenizer.json": {"size": 1, "sha256": ""}}


# Models that cannot be exported


class FakeModel:
    """As much of a `SentenceTransformer` as is used, over the hashing encoder."""

    max_seq_length = 16
    prompts: dict[str, str] = {"query": "find: ", "document": ""}  # noqa: RUF012

    def get_embedding_dimension(self) -> int:
        return 64

    def tokenizer(self, texts, **settings):
        return {"input_ids": [text.split() for text in texts]}

    def encode_query(self, texts, **settings):
        return HashingEncoder().encode_passages(texts).astype(np.float16)

    encode_document = encode_query


@pytest.fixture
def unexportable(cache, tmp_path, monkeypatch) -> str:
    """The folder of a model whose export fails."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text("{}")

    def fail(*arguments: object) -> None:
        raise ExportError("by chance")

    monkeypatch.setattr(export, "export_encoder", fail)
    monkeypatch.setattr(export, "load_model", lambda *_, **__: FakeModel())
    monkeypatch.setattr("indexer.encoding.torch_encoder.load_model", lambda folder: FakeModel())
    return str(folder)


def test_a_model_that_cannot_be_exported_works_and_says_so(unexportable, tmp_path):
    told: list[str] = []
    folder = tmp_path / "index" / "encoder"

    encoder = prepare_encoder(unexportable, None, folder, notify=told.append)

    assert "cannot be exported" in told[-1]
    assert "by chance" in told[-1]
    assert encoder.dimension == 64
    again = open_encoder(folder)
    assert again.identity == encoder.identity
    assert np.array_equal(again.encode_query("a b"), encoder.encode_query("a b"))


def test_a_model_that_cannot_be_exported_is_the_same_at_any_precision(unexportable, tmp_path):
    folder = tmp_path / "index" / "encoder"
    prepare_encoder(unexportable, "int8", folder, notify=lambda message: None)

    assert prepare_encoder(unexportable, "int8", folder).dimension == 64


def test_a_model_that_has_changed_since_is_refused(unexportable, tmp_path):
    folder = tmp_path / "index" / "encoder"
    prepare_encoder(unexportable, None, folder, notify=lambda message: None)
    (Path(unexportable) / "config.json").write_text("{ }")

    with pytest.raises(EncoderMismatchError):
        open_torch_encoder(folder, read_manifest(folder))


def test_long_texts_are_not_cut_off_there_either():
    encoder = TorchEncoder(manifest_of(), FakeModel())

    rows = encoder.encode_passages(
        ["alpha beta. " * 50 + "omega", "alpha beta. " * 50, "", " " * 99]
    )
    omega = encoder.encode_query("omega")

    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ omega > rows[1] @ omega


# CUDA


class Exported(HashingEncoder):
    """An exported encoder."""

    manifest = manifest_of()


def test_passages_go_to_the_device_and_questions_do_not():
    loaded = []

    def load(manifest):
        loaded.append(manifest)
        return FakeModel()

    exported = Exported()
    encoder = CudaEncoder(exported, pytest.fail, load)

    question = encoder.encode_query("a question")
    assert loaded == []
    rows = encoder.encode_passages(SENTENCES)
    encoder.encode_passages(SENTENCES)

    assert loaded == [exported.manifest]
    assert np.array_equal(question, exported.encode_query("a question"))
    assert np.allclose(rows, exported.encode_passages(SENTENCES), atol=1e-2)


def test_a_device_that_computes_other_vectors_is_not_used():
    class Other(FakeModel):
        def encode_document(self, texts, **settings):
            return HashingEncoder(name="other").encode_passages(texts)

    told: list[str] = []
    exported = Exported()

    rows = CudaEncoder(exported, told.append, lambda manifest: Other()).encode_passages(SENTENCES)

    assert "differ" in told[0]
    assert np.array_equal(rows, exported.encode_passages(SENTENCES))


def test_without_a_device_nothing_is_said():
    exported = Exported()

    rows = CudaEncoder(exported, pytest.fail, lambda manifest: None).encode_passages(SENTENCES)

    assert np.array_equal(rows, exported.encode_passages(SENTENCES))


def test_a_device_whose_model_has_gone_is_not_used(monkeypatch):
    def load(manifest):
        raise EncoderError("gone")

    told: list[str] = []

    CudaEncoder(Exported(), told.append, load).encode_passages(SENTENCES)

    assert told == ["The CUDA device is not used: gone"]
    assert isinstance(cuda.may_have_cuda(), bool)


# The real model


@pytest.fixture(scope="module")
def original():
    """The default model as sentence-transformers runs it."""
    from indexer.encoding.torch_encoder import load_model

    return load_model(find_model(None).folder)


@pytest.mark.model
@pytest.mark.parametrize(("precision", "least"), [("int8", 0.985), ("float32", 0.99999)])
def test_the_exported_model_agrees_with_the_original(original, cache, tmp_path, precision, least):
    told: list[str] = []
    folder = tmp_path / "index" / "encoder"

    encoder = prepare_encoder(None, precision, folder, notify=told.append)

    theirs = original.encode(SENTENCES, normalize_embeddings=True, show_progress_bar=False)
    cosines = np.sum(encoder.encode_passages(SENTENCES) * theirs, axis=1)
    assert float(np.mean(cosines)) >= least
    assert len(told) == 1
    assert [path.name for path in cache.iterdir() if path.name.startswith(".")] == []
    _second_index_is_made_from_the_cache(folder, cache, tmp_path, precision)
    _damaged_cache_is_made_anew(folder, cache, tmp_path, precision)


def _second_index_is_made_from_the_cache(folder, cache, tmp_path, precision):
    """No model is loaded for it, in a process of its own."""
    program = (
        "import sys; from pathlib import Path; from indexer.export import prepare_encoder;"
        "e = prepare_encoder(None, sys.argv[2], Path(sys.argv[1]));"
        "print(e.identity, 'torch' in sys.modules)"
    )
    second = tmp_path / "second" / "encoder"

    run = subprocess.run(
        [sys.executable, "-c", program, str(second), precision],
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.split() == [read_manifest(folder).identity, "False"]


def _damaged_cache_is_made_anew(folder, cache, tmp_path, precision):
    [entry] = cache.iterdir()
    with (entry / MODEL_FILE).open("r+b") as file:
        file.truncate(1000)
    shutil.rmtree(folder)

    encoder = prepare_encoder(None, precision, folder, notify=lambda message: None)

    assert read_manifest(entry).identity == encoder.identity


@pytest.mark.model
def test_prompts_of_a_model_are_put_before_texts(original, cache, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(find_model(None).folder, folder)
    settings = folder / "config_sentence_transformers.json"
    prompts = {"query": "query: ", "document": "passage: "}
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "prompts": prompts}))

    encoder = prepare_encoder(
        str(folder), "float32", tmp_path / "index" / "encoder", notify=lambda message: None
    )

    query, passage = original.encode(["query: harbour", "passage: harbour"])
    assert np.allclose(encoder.encode_query("harbour"), query, atol=1e-5)
    assert np.allclose(encoder.encode_passages(["harbour"])[0], passage, atol=1e-5)
    with pytest.raises(EncoderMismatchError):
        prepare_encoder(DEFAULT_NAME, None, tmp_path / "index" / "encoder")


@pytest.mark.model
def test_a_folder_that_is_no_model_inside_is_an_error_of_one_line(cache, tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text("{}")

    with pytest.raises(EncoderError, match="cannot be loaded") as caught:
        prepare_encoder(str(folder), None, tmp_path / "encoder", notify=lambda message: None)

    assert "\n" not in str(caught.value)


def test_a_source_says_where_it_is_found_again(tmp_path):
    (tmp_path / "config.json").write_text("{}")

    source = find_model(str(tmp_path))

    assert isinstance(source, ModelSource)
    assert find_model(source.place) == source


# Int8


def test_quantised_products_are_those_of_the_weights(tmp_path):
    """Within what 7 bits allow, for rows of any size and for rows of zeros."""
    onnx = pytest.importorskip("onnx")
    onnxruntime = pytest.importorskip("onnxruntime")
    chance = np.random.default_rng(5)
    weights = chance.normal(size=(64, 32)).astype(np.float32)
    weights[:, 3] = 0
    x = onnx.helper.make_tensor_value_info("x", 1, ["texts", "tokens", 64])
    y = onnx.helper.make_tensor_value_info("y", 1, ["texts", "tokens", 32])
    node = onnx.helper.make_node("MatMul", ["x", "w"], ["y"])
    tensor = onnx.numpy_helper.from_array(weights, "w")
    graph = onnx.helper.make_graph([node], "g", [x], [y], [tensor])
    opset = onnx.helper.make_opsetid("", 18)
    path = tmp_path / "model.onnx"
    onnx.save(onnx.helper.make_model(graph, opset_imports=[opset], ir_version=8), str(path))

    quantise(path)

    rows = chance.normal(size=(2, 3, 64)).astype(np.float32)
    rows[0] *= 1000
    rows[1, 2] = 0
    [found] = onnxruntime.InferenceSession(str(path)).run(None, {"x": rows})
    expected = rows @ weights
    assert found.shape == expected.shape
    assert np.all(found[1, 2] == 0)
    assert np.all(found[..., 3] == 0)
    error = np.linalg.norm(found - expected, axis=2) / (np.linalg.norm(expected, axis=2) + 1e-9)
    assert float(error.max()) < 0.03
