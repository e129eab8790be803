"""A sentence-transformers model -> a folder with its ONNX form, checked against the original.

The whole model is exported, pooling and normalisation included, so that the folder needs nothing
but ONNX Runtime and the tokenizer. `optimum` would do it too, but holds sentence-transformers
back at version 5 and leaves pooling outside of the graph.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import OnnxEncoder
from indexer.encoder.export.calibration import measure_ranges
from indexer.encoder.export.fold_biases import fold_biases
from indexer.encoder.export.graph_passes import fuse, hasten_gelu
from indexer.encoder.export.quantise import quantise
from indexer.encoder.export.token_major import token_major
from indexer.encoder.manifest import (
    KIND_ONNX,
    MODEL_FILE,
    TOKENIZER_FILE,
    EncoderManifest,
    describe_file,
    write_manifest,
)
from indexer.encoder.models import ModelSource
from indexer.encoder.session import refers_elsewhere

# Raise it when an exported model gives other vectors than before.
RECIPE = 4
OPSET = 18

INT8 = "int8"
FLOAT32 = "float32"
PRECISIONS = (INT8, FLOAT32)

# Least mean cosine with the original over the texts below. Exporting alone changes nothing but
# the last digits; int8 gives .996 on passages of news for the default model.
LEAST_COSINE = {INT8: 0.98, FLOAT32: 0.9999}
_CHECK_TEXTS = (
    "Where is the harbour?",
    "The council voted on Tuesday night to close the old bridge for repairs until the spring.",
    "“We have waited eleven years for this,” said Ana Petrović, who runs a bakery on the square.",
    "Turnout fell to 41.7% in 2016, from 55% four years earlier, officials said.",
    "La ministre n'a pas souhaité répondre aux questions des journalistes.",
    "GDP, NATO, U.N. and the F.B.I. in one line; e-mail: press@example.org",
    "Rain. "
    "The river rose by two metres within a day, and families on the lower streets carried what "
    "they could to the school on the hill, where teachers had pushed the desks together. "
    "Nobody was hurt, the mayor's office said, although the water took three cars, a kiosk and "
    "most of the market; the railway will stay closed at least until engineers have looked at "
    "the embankment.",
)
# Ranges of activations are measured on the texts above, and on so many of so many random tokens.
_RANDOM_TEXTS = 24
_RANDOM_TOKENS = 62


class ExportError(Exception):
    """A model has no ONNX form that agrees with it; never leaves `indexer`."""


def export_encoder(model: Any, source: ModelSource, precision: str, folder: Path) -> None:
    """Write the ONNX form of a loaded model into an empty folder, and check it.

    Args:
        model: A `SentenceTransformer` on the CPU in float32, attention spelled out ("eager").
        source: Where it was loaded from.
        precision: One of `PRECISIONS`.
        folder: Exists and is empty.

    Raises:
        ExportError: If the model cannot be exported, or its exported form gives other vectors.
        OSError: If the disk does not allow writing.
    """
    _write_model(model, precision, folder)
    cosine = _agreement(model, _open(model, source, precision, folder))
    if not cosine >= LEAST_COSINE[precision]:
        least = LEAST_COSINE[precision]
        raise ExportError(f"mean cosine with the original is {cosine:.4f}, under {least}")


def _write_model(model: Any, precision: str, folder: Path) -> None:
    """Write the model and its tokenizer.

    Raises:
        ExportError: If the model cannot be exported.
        OSError: If the disk does not allow writing.
    """
    path = folder / MODEL_FILE
    try:
        tokenizer = model.tokenizer.backend_tokenizer.to_str()
        (folder / TOKENIZER_FILE).write_text(tokenizer, encoding="utf-8")
        _export(model, path)
        fold_biases(path)
        if precision == INT8:
            quantise(path, measure_ranges(path, _samples(model)))
        fuse(path)
        if precision == INT8:
            hasten_gelu(path)
    except OSError:
        raise
    except Exception as error:  # exporters raise whatever they like
        raise ExportError(f"{type(error).__name__}: {error}") from error
    if refers_elsewhere(path.read_bytes()):
        raise ExportError("its weights do not fit into one file")


def _open(model: Any, source: ModelSource, precision: str, folder: Path) -> OnnxEncoder:
    """Write down what the folder holds, and open it."""
    names = (MODEL_FILE, TOKENIZER_FILE)
    manifest = EncoderManifest(
        kind=KIND_ONNX,
        name=source.name,
        model=source.place,
        weights=source.weights,
        precision=precision,
        dimension=int(model.get_embedding_dimension()),
        max_tokens=int(model.max_seq_length),
        query_prompt=_prompt(model, "query"),
        passage_prompt=_prompt(model, "document", "passage", "corpus"),
        recipe=RECIPE,
        files={name: describe_file(folder / name) for name in names},
    )
    write_manifest(folder, manifest)
    return OnnxEncoder(folder, manifest)


def _prompt(model: Any, *kinds: str) -> str:
    """What sentence-transformers itself would put before a text of the first kind that it has."""
    for kind in (*kinds, model.default_prompt_name):
        if kind in model.prompts:
            return str(model.prompts[kind])
    return ""


def _export(model: Any, path: Path) -> None:
    import torch

    class Whole(torch.nn.Module):  # type: ignore[misc]
        """Token ids -> unit vectors.

        Texts of one length are encoded together, so that nothing has to be masked out.
        """

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any) -> Any:
            first, *rest = self.model
            faster = token_major(getattr(first, "auto_model", None))
            if faster is None:
                features = first({"input_ids": input_ids})
            else:
                features = {"token_embeddings": faster(input_ids)}
            features["attention_mask"] = torch.ones_like(input_ids)
            for module in rest:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], p=2, dim=1)

    example = model.preprocess(["An example of two", "lengths"])
    with warnings.catch_warnings():
        # The exporter announces its successor, which needs a second export for each length.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(),
            (example["input_ids"],),
            str(path),
            dynamo=False,
            opset_version=OPSET,
            input_names=["input_ids"],
            output_names=["vectors"],
            dynamic_axes={"input_ids": {0: "texts", 1: "tokens"}, "vectors": {0: "texts"}},
        )


def _samples(model: Any) -> Iterator[NDArray[np.int64]]:
    """Token ids of texts, and of random tokens, which stand for all the languages of a model."""
    for text in _CHECK_TEXTS:
        yield model.preprocess([text])["input_ids"].numpy()
    edges = model.preprocess([""])["input_ids"].numpy()[0]
    chance = np.random.default_rng(1)
    middle = chance.integers(len(model.tokenizer), size=(_RANDOM_TEXTS, _RANDOM_TOKENS))
    half = len(edges) // 2
    first, last = (np.tile(part, (_RANDOM_TEXTS, 1)) for part in (edges[:half], edges[half:]))
    yield np.hstack([first, middle, last])


def _agreement(model: Any, exported: OnnxEncoder) -> float:
    """Mean cosine of both encoders on a few texts, as questions or as passages, if that is less."""
    texts = list(_CHECK_TEXTS)
    pairs = (
        (np.stack([exported.encode_query(text) for text in texts]), model.encode_query),
        (exported.encode_passages(texts), model.encode_document),
    )
    least = np.inf
    for ours, encode in pairs:
        theirs = encode(texts, show_progress_bar=False, normalize_embeddings=True)
        # Unlike `min`, this gives "not a number" where either is.
        least = np.minimum(least, np.mean(np.sum(ours * theirs, axis=1)))
    return float(least)
