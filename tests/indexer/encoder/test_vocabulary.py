"""Tests of `indexer.encoder.vocabulary`: few pieces give the tokens that all give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers
from tokenizers.processors import TemplateProcessing

from indexer.encoder import tokens
from indexer.encoder.vocabulary import (
    MOST_CHARACTERS,
    FewPieces,
    keep_few_pieces,
    open_few_pieces,
)

LETTERS = "abcdé北 \u2581"
PIECES = [
    *("<s>", "<pad>", "</s>", "<unk>", "\u2581", "a", "b", "c", "ab", "abc", "bc", "\u2581a"),
    *("\u2581ab", "d", "é", "cab", "\u2581cab", "caba", "北", "aa", "\u2581北", "<mask>"),
]


def unigram() -> Any:
    vocabulary = [(piece, 0.0 if "<" in piece else -1.5 - n / 7) for n, piece in enumerate(PIECES)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens(
        [AddedToken(name, special=True) for name in ("<s>", "</s>", "<pad>", "<unk>", "<mask>")]
    )
    return tokenizer


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[FewPieces, Any]:
    whole = unigram()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        keep_few_pieces("0" * 64, whole.to_str().encode(), whole)
        few = open_few_pieces("0" * 64)
    assert few is not None
    return few, whole


@given(texts=st.lists(st.text(LETTERS) | st.text(), max_size=5))
def test_the_tokens_are_those_of_the_whole_tokenizer(both: tuple[FewPieces, Any], texts: list[str]):
    few, whole = both
    for special in (True, False):
        expected = [whole.encode(text, add_special_tokens=special).ids for text in texts]

        assert few.encode(texts, special=special) == expected


def test_special_tokens_in_a_text_and_long_texts_need_the_whole(both: tuple[FewPieces, Any]):
    few, _ = both

    assert few.encode(["a <mask> b"], special=True) is None
    assert few.encode(["a" * (MOST_CHARACTERS + 1)], special=True) is None


def test_the_whole_tokenizer_is_loaded_when_it_is_needed(both: tuple[FewPieces, Any]):
    few, whole = both
    loaded = []

    def load() -> Any:
        loaded.append(whole)
        return whole

    tokenizer = tokens.Tokenizer(load, few)

    assert tokenizer.encode(["abc cab"], special=True) == [whole.encode("abc cab").ids]
    assert not loaded
    assert tokenizer.encode(["a <mask>"], special=True) == [whole.encode("a <mask>").ids]
    assert tokenizer.count(["abc"]) == [len(whole.encode("abc", add_special_tokens=False).ids)]
    assert len(loaded) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "pieces.txt").write_text("a\nb"),
        lambda folder: (folder / "head.json").write_text("{"),
        lambda folder: (folder / "scores.f64").unlink(),
    ],
)
def test_a_damaged_cache_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], Any]
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    whole = unigram()
    keep_few_pieces("1" * 64, whole.to_str().encode(), whole)
    spoil(next(tmp_path.rglob("pieces.txt")).parent)

    assert open_few_pieces("1" * 64) is None
    keep_few_pieces("1" * 64, whole.to_str().encode(), whole)
    assert open_few_pieces("1" * 64) is not None


def test_other_models_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    whole = Tokenizer(models.WordPiece({"a": 0, "[UNK]": 1}, unk_token="[UNK]"))
    keep_few_pieces("2" * 64, whole.to_str().encode(), whole)

    assert open_few_pieces("2" * 64) is None
