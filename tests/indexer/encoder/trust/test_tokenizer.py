"""Tokenizers that run away are refused before they run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.encoder.trust.forbidden import ForbiddenError
from indexer.encoder.trust.tokenizer import check_pattern, check_tokenizer

GPT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def tokenizer(**parts: Any) -> bytes:
    model = {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}
    return json.dumps({"version": "1.0", "model": model, **parts}).encode()


def replace(content: str, pattern: str = "a", kind: str = "String") -> dict[str, Any]:
    return {"type": "Replace", "pattern": {kind: pattern}, "content": content}


def sequence(*steps: dict[str, Any], name: str = "normalizers") -> dict[str, Any]:
    return {"type": "Sequence", name: list(steps)}


def test_the_default_tokenizer_passes(model_index: Path):
    check_tokenizer((model_index / "encoder" / "tokenizer.json").read_bytes())


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"normalizer": None, "pre_tokenizer": {"type": "Whitespace"}},
        {"normalizer": sequence({"type": "NFKC"}, replace("\u2581", " "))},
        {"normalizer": sequence(sequence(replace(" ", " {2,}", "Regex")))},
        {"pre_tokenizer": sequence({"type": "Split", "pattern": {"Regex": GPT}},
                                   {"type": "ByteLevel"}, name="pretokenizers")},
    ],
)  # fmt: skip
def test_what_models_have_passes(parts: dict[str, Any]):
    check_tokenizer(tokenizer(**parts))


FORBIDDEN = {
    "one letter becomes a thousand": {"normalizer": replace("a" * 1000)},
    "ten times ten times ten": {"normalizer": sequence(*[replace("a" * 10)] * 3)},
    "more steps than any has": {"normalizer": sequence(*[{"type": "NFC"}] * 9)},
    "sequences without end": {"normalizer": json.loads(
        '{"type": "Sequence", "normalizers": [' * 50 + '{"type": "NFC"}' + "]}" * 50)},
    "a step of another kind": {"pre_tokenizer": {"type": "Evil"}},
    "a pattern that runs away": {"normalizer": replace("", "(a+)+$", "Regex")},
    "the same where words are split": {
        "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "(a|a)*b"}}
    },
    "words without end": {"model": {"type": "WordPiece", "vocab": {"a": 0},
                                    "max_input_chars_per_word": 1 << 40}},
    "a model of another kind": {"model": {"type": "Evil"}},
    "a million tokens around a text": {"post_processor": {
        "type": "TemplateProcessing", "single": [], "pair": [],
        "special_tokens": {"x": {"id": "x", "ids": [0] * 1000, "tokens": ["a"] * 1000}}}},
    "a map of characters without end": {
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": "A" * (5 << 20)}},
    "steps that are none": {"normalizer": [1, 2]},
}  # fmt: skip


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_may_run_away_is_refused(what: str):
    with pytest.raises(ForbiddenError):
        check_tokenizer(tokenizer(**FORBIDDEN[what]))


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"model": 1}'])
def test_what_is_no_tokenizer_is_refused(content: bytes):
    with pytest.raises(ForbiddenError):
        check_tokenizer(content)


@pytest.mark.parametrize("pattern", ["(a+)+", "(?:a|a)*b", "a*a*a*b", " *{3,}x", "(a{1,9}){9}"])
def test_a_pattern_of_more_than_quadratic_time_is_refused(pattern: str):
    with pytest.raises(ForbiddenError):
        check_pattern(pattern)
