"""Where an index's encoder comes from, and what happens when that fails."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer.encoder import cuda, models
from indexer.encoder import prepare as export
from indexer.encoder.cache import cache_folder, new_folder
from indexer.encoder.cuda import BATCH_TOKENS, CudaEncoder
from indexer.encoder.encoder import open_encoder
from indexer.encoder.export.calibration import measure_ranges
from indexer.encoder.export.export import ExportError
from indexer.encoder.export.fold_biases import fold_biases
from indexer.encoder.export.graph_passes import hasten_gelu
from indexer.encoder.export.quantise import quantise
from indexer.encoder.export.token_major import token_major
from indexer.encoder.manifest import (
    KIND_TORCH,
    MODEL_FILE,
    EncoderManifest,
    read_manifest,
    write_manifest,
)
from indexer.encoder.models import DEFAULT_NAME, ModelSource, find_model
from indexer.encoder.offline import load_onnxruntime
from indexer.encoder.prepare import prepare_encoder
from indexer.encoder.torch import TorchEncoder, open_torch_encoder
from indexer.errors import (
    EncoderError,
    EncoderMismatchError,
    IndexCorruptError,
    IndexWriteError,
)
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
    monkeypatch.setattr("indexer.encoder.torch.load_model", lambda folder: FakeModel())
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


def test_a_device_gets_large_batches_and_smaller_ones_where_it_has_no_room():
    class OutOfMemoryError(RuntimeError):
        """As torch names it."""

    sizes = []

    class Small(FakeModel):
        def encode_document(self, texts, *, batch_size, **settings):
            sizes.append(batch_size)
            if batch_size > 64:
                raise OutOfMemoryError
            return HashingEncoder(64).encode_passages(texts)

    exported = Exported(64)
    encoder = CudaEncoder(exported, pytest.fail, lambda manifest: Small())

    for _ in range(2):
        rows = encoder.encode_passages(SENTENCES)
        assert np.allclose(rows, exported.encode_passages(SENTENCES), atol=1e-2)
    first = BATCH_TOKENS // exported.manifest.max_tokens
    assert sizes[0] == first >= 128
    assert sizes == [first // 2**halved for halved in range(len(sizes) - 2)] + [64, 64]


def test_another_error_of_the_device_is_told():
    class Broken(FakeModel):
        def encode_document(self, texts, **settings):
            raise RuntimeError("the device was lost")

    encoder = TorchEncoder(manifest_of(), Broken())

    with pytest.raises(RuntimeError, match="lost"):
        encoder.encode_passages(SENTENCES)


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
    from indexer.encoder.torch import load_model

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
        "import sys; from pathlib import Path; from indexer.encoder.prepare import prepare_encoder;"
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


def saved(path, nodes, weights, shape):
    """A model from activations x of a shape to y."""
    onnx = pytest.importorskip("onnx")
    x = onnx.helper.make_tensor_value_info("x", 1, shape)
    y = onnx.helper.make_empty_tensor_value_info("y")
    made = [onnx.helper.make_node(kind, list(i), [o], **more) for kind, i, o, more in nodes]
    tensors = [onnx.numpy_helper.from_array(values, name) for name, values in weights.items()]
    graph = onnx.helper.make_graph(made, "g", [x], [y], tensors)
    opset = onnx.helper.make_opsetid("", 18)
    onnx.save(onnx.helper.make_model(graph, opset_imports=[opset], ir_version=8), str(path))
    return path


def result(path, x):
    return load_onnxruntime().InferenceSession(str(path)).run(None, {"x": x})[0]


def operators(path):
    onnx = pytest.importorskip("onnx")
    return [node.op_type for node in onnx.load(str(path)).graph.node]


def relative_error(found, expected):
    return np.linalg.norm(found - expected, axis=2) / (np.linalg.norm(expected, axis=2) + 1e-9)


def test_quantised_products_are_those_of_the_weights(tmp_path):
    """Within what 7 bits allow, for rows of any size and for rows of zeros."""
    chance = np.random.default_rng(5)
    weights = chance.normal(size=(64, 32)).astype(np.float32)
    weights[:, 3] = 0
    path = saved(
        tmp_path / "model.onnx", [("MatMul", "xw", "y", {})], {"w": weights}, ["t", "n", 64]
    )

    quantise(path, {})

    rows = chance.normal(size=(2, 3, 64)).astype(np.float32)
    rows[0] *= 1000
    rows[1, 2] = 0
    found, expected = result(path, rows), rows @ weights
    assert found.shape == expected.shape
    assert np.all(found[1, 2] == 0)
    assert np.all(found[..., 3] == 0)
    assert float(relative_error(found, expected).max()) < 0.03


def test_columns_of_known_range_share_one_scale_and_take_in_the_bias(tmp_path):
    """A column a hundred times as large as the rest does not spoil them."""
    chance = np.random.default_rng(6)
    weights = chance.normal(size=(64, 32)).astype(np.float32)
    weights[7] /= 100
    bias = chance.normal(size=32).astype(np.float32)
    nodes = [("MatMul", "xw", "p", {}), ("Add", "bp", "y", {})]
    path = saved(tmp_path / "model.onnx", nodes, {"w": weights, "b": bias}, ["t", "n", 64])
    rows = chance.uniform(-1, 1, size=(2, 30, 64)).astype(np.float32)
    rows[..., 7] *= 100

    quantise(path, {"x": np.abs(rows).max(axis=(0, 1))})

    assert not {"Add", "ReduceMax"} & set(operators(path))
    assert float(relative_error(result(path, rows), rows @ weights + bias).max()) < 0.04


@pytest.mark.parametrize("biased", [False, True])
def test_a_mean_of_values_is_scaled_through_the_values(tmp_path, biased):
    """Not where the values have a bias, which would have to be scaled as well."""
    rows = np.random.default_rng(9).normal(size=(4, 5, COLUMNS)).astype(np.float32)
    path = attention(tmp_path / "model.onnx")
    if not biased:
        fold_biases(path)
    before = result(path, rows)
    largest = np.array([9, 12, 9, 9, 18, 9], dtype=np.float32)

    quantise(path, {"x": np.full(COLUMNS, 4, np.float32), "m": largest})

    shrinking = operators(path).count("Mul") - 1  # but for the scores
    assert shrinking == (2 if biased else 1)
    assert float(np.median(relative_error(result(path, rows), before))) < 0.05


def test_ranges_are_those_of_normalised_activations(tmp_path):
    chance = np.random.default_rng(7)
    scale = np.array([1, 50, 2, 0.5], dtype=np.float32)
    weights = chance.normal(size=(4, 4)).astype(np.float32)
    nodes = [
        ("Gather", ["table", "input_ids"], "e", {}),
        ("LayerNormalization", ["e", "s"], "n", {"axis": -1}),
        ("MatMul", ["n", "w"], "h", {}),
        ("Relu", ["h"], "r", {}),
        ("MatMul", ["r", "w"], "y", {}),
    ]
    table = chance.normal(size=(9, 4)).astype(np.float32)
    path = saved(tmp_path / "m.onnx", nodes, {"table": table, "s": scale, "w": weights}, ["t"])
    takes_ids(path)

    ranges = measure_ranges(path, [np.array([[1, 2, 3]]), np.array([[4, 5], [6, 7]])])

    rows = table[1:8]
    rows = (rows - rows.mean(1, keepdims=True)) / np.sqrt(rows.var(1, keepdims=True) + 1e-5)
    assert list(ranges) == ["n"]
    assert np.allclose(ranges["n"], np.abs(rows * scale).max(axis=0), rtol=1e-3)


def takes_ids(path):
    """Let a saved model take token ids, shape (texts, tokens)."""
    onnx = pytest.importorskip("onnx")
    model = onnx.load(str(path))
    model.graph.input[0].CopyFrom(onnx.helper.make_tensor_value_info("input_ids", 7, ["t", "n"]))
    onnx.save(model, str(path))


# Shorter graphs


HEADS, WIDTH, COLUMNS = 2, 3, 6
TOKENS_FIRST, COLUMNS_FIRST = [0, 2, 1, 3], [0, 2, 3, 1]


def attention(path, *, axis=-1, shared=False, uneven=False):
    """One layer of attention, with biases.

    If `shared`, the values are used elsewhere too; if `uneven`, scores are scaled by token.
    """
    chance = np.random.default_rng(8)
    weights = {f"w{k}": chance.normal(size=(COLUMNS, COLUMNS)).astype(np.float32) for k in "qkvo"}
    weights |= {f"b{k}": chance.normal(size=COLUMNS).astype(np.float32) for k in "qkvo"}
    weights["heads"] = np.array([0, 0, HEADS, WIDTH], dtype=np.int64)
    weights["joined"] = np.array([0, 0, COLUMNS], dtype=np.int64)
    weights["across"] = np.array([1], dtype=np.int64)
    weights["size"] = np.array(WIDTH**-0.5, dtype=np.float32)
    nodes = []
    for k, order in (("q", TOKENS_FIRST), ("k", COLUMNS_FIRST), ("v", TOKENS_FIRST)):
        nodes += [
            ("MatMul", ["x", f"w{k}"], f"{k}1", {}),
            ("Add", [f"b{k}", f"{k}1"], f"{k}2", {}),
            ("Reshape", [f"{k}2", "heads"], f"{k}3", {}),
            ("Transpose", [f"{k}3"], k, {"perm": order}),
        ]
    nodes += [
        ("MatMul", ["q", "k"], "s1", {}),
        ("Transpose", ["x"], "x1", {"perm": [0, 2, 1]}),
        ("ReduceMean", ["x1", "across"], "sizes", {"keepdims": 1}),
        ("Mul", ["s1", "sizes" if uneven else "size"], "s2", {}),
        ("Softmax", ["s2"], "p", {"axis": axis}),
        ("MatMul", ["p", "v"], "m1", {}),
        ("Transpose", ["m1"], "m2", {"perm": TOKENS_FIRST}),
        ("Reshape", ["m2", "joined"], "m", {}),
        ("MatMul", ["m", "wo"], "o1", {}),
        ("Add", ["o1", "bo"], "o", {}),
        ("Add", ["o", "v2" if shared else "x"], "y", {}),
    ]
    return saved(path, nodes, weights, ["t", "n", COLUMNS])


def test_biases_of_keys_and_values_leave_attention_as_it_was(tmp_path):
    rows = np.random.default_rng(9).normal(size=(2, 5, COLUMNS)).astype(np.float32)
    path = attention(tmp_path / "model.onnx")
    before = result(path, rows)

    assert fold_biases(path) == 2

    assert operators(path).count("Add") == 3
    assert np.allclose(result(path, rows), before, atol=1e-5)


@pytest.mark.parametrize(
    ("options", "folded"), [({"axis": -2}, 0), ({"shared": True}, 1), ({"uneven": True}, 1)]
)
def test_a_bias_that_matters_stays(tmp_path, options, folded):
    rows = np.random.default_rng(9).normal(size=(2, 5, COLUMNS)).astype(np.float32)
    path = attention(tmp_path / "model.onnx", **options)
    before = result(path, rows)

    assert fold_biases(path) == folded

    assert np.allclose(result(path, rows), before, atol=1e-5)


@pytest.mark.model
@pytest.mark.parametrize("kind", ["Bert", "Roberta", "XLMRoberta"])
def test_tokens_in_front_give_what_the_model_gives(kind):
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(3)
    config = getattr(transformers, f"{kind}Config")(
        vocab_size=40,
        hidden_size=12,
        num_hidden_layers=2,
        num_attention_heads=3,
        intermediate_size=20,
        max_position_embeddings=30,
        pad_token_id=1,
    )
    model = getattr(transformers, f"{kind}Model")(config).eval()
    ids = torch.randint(3, 40, (5, 7))

    with torch.no_grad():
        found = token_major(model)(ids)
        expected = model(input_ids=ids).last_hidden_state

    assert torch.allclose(found, expected, atol=1e-5)


@pytest.mark.model
def test_models_built_otherwise_are_left_alone():
    transformers = pytest.importorskip("transformers")
    small = {"vocab_size": 40, "hidden_size": 12, "num_hidden_layers": 1, "num_attention_heads": 3}
    decoder = transformers.BertModel(transformers.BertConfig(**small, is_decoder=True))
    other = transformers.MPNetModel(transformers.MPNetConfig(**small))
    assert [token_major(model) for model in (decoder, other, None)] == [None, None, None]


@pytest.mark.parametrize("biased", [True, False])
def test_a_hastened_gelu_is_nearly_the_same(tmp_path, biased):
    onnx = pytest.importorskip("onnx")
    bias = np.linspace(-2, 2, 8, dtype=np.float32)
    nodes = [("Add", "xb", "h", {}), ("Gelu", "h" if biased else "x", "y", {})]
    path = saved(tmp_path / "model.onnx", nodes[not biased :], {"b": bias}, ["t", 8])
    model = onnx.load(str(path))
    model.graph.node[-1].domain = "com.microsoft"
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(path))
    rows = np.random.default_rng(9).normal(scale=3, size=(50, 8)).astype(np.float32)
    before = result(path, rows)

    hasten_gelu(path)

    assert operators(path) == ["FastGelu"]
    assert float(np.abs(result(path, rows) - before).max()) < 0.001
