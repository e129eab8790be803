"""Texts -> unit vectors, and folders that cannot be trusted."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoder.batches import split_batches
from indexer.encoder.encoder import OnnxEncoder, open_encoder
from indexer.encoder.manifest import (
    FORMAT,
    MANIFEST_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    EncoderManifest,
    FileRecord,
    describe_file,
    read_manifest,
    write_manifest,
)
from indexer.encoder.normalise import normalised
from indexer.encoder.prepare import prepare_encoder
from indexer.encoder.session import refers_elsewhere
from indexer.encoder.windows import SECTION, split_windows
from indexer.errors import EncoderError, IndexCorruptError, IndexTooNewError
from tests.support.hashing import HashingEncoder


def count_words(texts):
    """A token for each word, one for each ten code points of a long one."""
    return [sum(1 + len(word) // 10 for word in text.split()) for text in texts]


# Windows


def test_windows_end_where_sentences_end():
    text = "One two three. Four five six. Seven eight nine."

    windows = [span.of(text) for span in split_windows(text, count_words, 6)]

    assert windows == ["One two three. Four five six.", "Seven eight nine."]


def test_a_sentence_longer_than_a_window_is_cut_between_words():
    text = "a b c d e f g h i j"

    windows = [span.of(text) for span in split_windows(text, count_words, 4)]

    assert " ".join(windows) == text
    assert max(count_words(windows)) <= 4


@given(st.text(alphabet="ab .!?\n“”\0\u00a0", max_size=300), st.integers(1, 12))
def test_windows_hold_every_word_in_order_and_fit(text, limit):
    """Nothing but white space is outside of them."""
    spans = list(split_windows(text, count_words, limit))

    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for span in spans:
        assert count_words([span.of(text)])[0] <= limit or span.end - span.start == 1


def test_a_text_of_many_sections_is_cut_without_losing_a_letter():
    text = "x" * (2 * SECTION + 7) + " " + "word " * 30_000

    spans = list(split_windows(text, count_words, 100))

    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


def test_white_space_alone_has_no_window():
    assert list(split_windows(" \n\t" * 40_000, count_words, 5)) == []


# Batches


@given(st.lists(st.integers(1, 300), max_size=60), st.integers(1, 1000))
def test_every_text_is_in_one_batch_of_its_length_within_the_budget(lengths, budget):
    batches = list(split_batches(lengths, budget))

    assert sorted(position for batch in batches for position in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len({lengths[position] for position in batch}) == 1
        assert len(batch) == 1 or len(batch) * lengths[batch[0]] <= budget


def test_rows_without_direction_are_refused():
    with pytest.raises(EncoderError):
        normalised(np.array([[1, 0], [0, 0]], dtype=np.float32))
    with pytest.raises(EncoderError):
        normalised(np.array([[np.nan, 1]], dtype=np.float32))


# The hashing encoder of the tests


@given(st.text(max_size=200))
def test_the_hashing_encoder_gives_unit_vectors_that_depend_on_the_text_alone(text):
    one, other = HashingEncoder(), HashingEncoder()

    vector = one.encode_query(text)

    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-6)
    assert np.array_equal(vector, other.encode_passages(["something else", text])[1])


def test_the_hashing_encoder_finds_shared_words_similar():
    encoder = HashingEncoder()
    rows = encoder.encode_passages(["the river rose at night", "interest rates were cut"])

    cosines = rows @ encoder.encode_query("when the river rose")

    assert cosines[0] > cosines[1]


def test_a_saved_hashing_encoder_is_the_same_when_loaded(tmp_path):
    encoder = HashingEncoder(dimension=128, name="other")
    encoder.save(tmp_path / "encoder")

    loaded = HashingEncoder.load(tmp_path / "encoder")

    assert (loaded.name, loaded.identity, loaded.dimension) == ("other", encoder.identity, 128)


# Folders


def manifest_of(**changes) -> EncoderManifest:
    fields = {
        "kind": "onnx",
        "name": "small",
        "model": "small",
        "weights": "00",
        "precision": "int8",
        "dimension": 4,
        "max_tokens": 16,
        "files": {MODEL_FILE: FileRecord(3, "11"), TOKENIZER_FILE: FileRecord(3, "22")},
    }
    return EncoderManifest(**{**fields, **changes})


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    manifest = manifest_of(query_prompt="query: “", recipe=3)

    write_manifest(tmp_path, manifest)

    assert read_manifest(tmp_path) == manifest


def test_the_identity_changes_with_settings_and_files_but_not_with_the_name():
    identity = manifest_of().identity

    assert manifest_of(name="another", model="/elsewhere").identity == identity
    assert manifest_of(query_prompt="query: ").identity != identity
    assert manifest_of(files={MODEL_FILE: FileRecord(3, "12")}).identity != identity


def test_a_manifest_of_a_later_format_is_refused_as_such(tmp_path):
    (tmp_path / MANIFEST_FILE).write_text(json.dumps({"format": FORMAT + 1, "news": True}))

    with pytest.raises(IndexTooNewError):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"dimension": 0},
        {"dimension": "4"},
        {"dimension": True},
        {"max_tokens": 10**12},
        {"pad_token": -1},
        {"name": 5},
        {"surplus": 1},
        {"files": []},
        {"files": {"../model.onnx": {"size": 1, "sha256": ""}}},
        {"files": {MODEL_FILE: {"size": -1, "sha256": ""}, TOKENIZER_FILE: {"size": 1}}},
        {"format": "1"},
        {"format": None},
    ],
)
def test_impossible_manifests_are_refused(tmp_path, change):
    write_manifest(tmp_path, manifest_of())
    path = tmp_path / MANIFEST_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))

    with pytest.raises(IndexCorruptError):
        read_manifest(tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"[" * 100_000, b"\xff", b" " * (1 << 21)])
def test_a_manifest_that_is_no_json_object_is_refused(tmp_path, content):
    (tmp_path / MANIFEST_FILE).write_bytes(content)

    with pytest.raises(IndexCorruptError):
        read_manifest(tmp_path)


def test_an_empty_folder_is_no_encoder(tmp_path):
    with pytest.raises(IndexCorruptError):
        open_encoder(tmp_path)


def test_an_encoder_of_unknown_kind_is_refused(tmp_path):
    write_manifest(tmp_path, manifest_of(kind="pickle", files={}))

    with pytest.raises(IndexCorruptError, match="unknown kind"):
        open_encoder(tmp_path)


def test_a_model_inside_the_index_is_not_loaded_by_other_means(tmp_path):
    """A model that could not be exported is one that the reader has, not one that is sent."""
    folder = tmp_path / "encoder"
    (folder / "model").mkdir(parents=True)
    write_manifest(
        folder,
        manifest_of(kind="sentence-transformers", model=str(folder / "model"), files={}),
    )

    with pytest.raises(EncoderError, match="inside the index"):
        open_encoder(folder)


def test_a_model_with_data_elsewhere_is_refused(tmp_path):
    """Weights that lie in another file of the machine are never read."""
    onnx = pytest.importorskip("onnx")
    tensor = onnx.TensorProto(name="w", data_type=1, dims=[4], data_location=1)
    tensor.external_data.add(key="location", value="../secret")
    node = onnx.helper.make_node("Identity", ["w"], ["vectors"])
    output = onnx.helper.make_tensor_value_info("vectors", 1, [4])
    graph = onnx.helper.make_graph([node], "g", [], [output], initializer=[tensor])
    model = onnx.helper.make_model(graph).SerializeToString()
    (tmp_path / "secret").write_bytes(b"\0" * 16)
    folder = tmp_path / "encoder"
    folder.mkdir()
    (folder / MODEL_FILE).write_bytes(model)
    (folder / TOKENIZER_FILE).write_text(
        '{"model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}, "version": "1.0"}'
    )
    files = {name: describe_file(folder / name) for name in (MODEL_FILE, TOKENIZER_FILE)}
    write_manifest(folder, manifest_of(files=files))

    assert refers_elsewhere(model)
    with pytest.raises(EncoderError, match="not safe to run"):
        open_encoder(folder)


# The real model


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The default encoder as an index carries it."""
    destination = tmp_path_factory.mktemp("index") / "encoder"
    prepare_encoder(None, None, destination, notify=lambda message: None)
    return destination


@pytest.fixture(scope="module")
def encoder(folder) -> OnnxEncoder:
    opened = open_encoder(folder)
    assert isinstance(opened, OnnxEncoder)
    return opened


@pytest.mark.model
def test_a_question_is_nearest_to_the_passage_that_answers_it(encoder):
    rows = encoder.encode_passages(
        [
            "The central bank raised interest rates for the third time this year.",
            "Firefighters brought the blaze in the warehouse under control before dawn.",
            "The striker scored twice in the second half.",
        ]
    )

    assert int(np.argmax(rows @ encoder.encode_query("Who put the fire out?"))) == 1


@pytest.mark.model
def test_any_text_has_a_unit_vector(encoder):
    texts = [
        "",
        " \n",
        "\0",
        "\ud800 lone",
        "“" * 5000,
        "a" * 100_000,
        " " * 100_000,
        "Word. " * 8000,
        "\u202egnorw\u202c",
    ]

    rows = encoder.encode_passages(texts)

    assert rows.shape == (len(texts), 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


@pytest.mark.model
def test_no_passages_give_no_rows(encoder):
    assert encoder.encode_passages([]).shape == (0, 384)


@pytest.mark.model
def test_rows_are_in_the_order_of_their_texts_and_depend_on_them_alone(encoder):
    texts = [
        f"The {word} stood in the yard. " * times
        for times, word in enumerate(["horse", "lorry", "piano", "tent", "statue"], start=1)
    ]

    rows = encoder.encode_passages(texts)

    for text, row in zip(texts, rows, strict=True):
        assert np.allclose(encoder.encode_query(text), row, atol=1e-4)


@pytest.mark.model
def test_repeated_passages_have_one_vector_each_in_their_places(encoder):
    texts = ["The bridge is closed.", "Read more", "Read more", "The bridge is closed.", "Prices."]

    rows = encoder.encode_passages(texts)

    assert rows.shape == (5, encoder.dimension)
    assert np.array_equal(rows[[0, 1]], rows[[3, 2]])
    assert np.allclose(rows[[0, 1, 4]], encoder.encode_passages(list(dict.fromkeys(texts))))


@pytest.mark.model
def test_the_end_of_a_long_passage_counts(encoder):
    """What stands after the window's 256 tokens changes the vector towards what it says."""
    start = "The committee discussed the budget of the town at length. " * 30
    end = "The volcano erupted and ash fell on the villages. " * 30

    with_end, without = encoder.encode_passages([start + end, start])
    volcano = encoder.encode_query("volcano eruption")

    assert with_end @ volcano > without @ volcano + 0.1


@pytest.mark.model
def test_a_question_of_ten_thousand_words_has_a_vector(encoder):
    vector = encoder.encode_query("why " * 10_000)

    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)


@pytest.mark.model
@pytest.mark.parametrize("name", [MODEL_FILE, TOKENIZER_FILE])
def test_a_damaged_file_is_noticed(folder, tmp_path, name):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)

    with pytest.raises(IndexCorruptError):
        open_encoder(tmp_path)


@pytest.mark.model
def test_a_question_needs_no_slow_package(folder):
    """Whole process: opening an index's encoder and encoding imports no torch."""
    program = (
        "import sys; from pathlib import Path; from indexer.encoder.encoder import open_encoder;"
        "assert not {'onnxruntime', 'tokenizers'} & set(sys.modules);"
        "open_encoder(Path(sys.argv[1])).encode_query('why?');"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx'}"
        " & set(sys.modules)))"
    )

    run = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "[]"


@pytest.mark.model
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=400))
def test_any_question_has_a_unit_vector_always_the_same(encoder, text):
    vector = encoder.encode_query(text)

    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)
    assert np.array_equal(vector, encoder.encode_query(text))
