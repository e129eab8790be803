"""The pieces of a large vocabulary, in a form that opens quickly.

`tokenizer.json` of a multilingual model holds 250,000 pieces, and takes a second to load. A
question needs few of them: those that stand in it. So whosaid keeps the pieces for each user in
files that open in a tenth of the time, and a tokenizer of the few pieces gives the same tokens.

This serves the model "Unigram" alone: which of its pieces are chosen depends on no other piece. A
text with a special token in it, and long texts, take the whole tokenizer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.cache import cache_folder, new_folder
from indexer.errors import IndexWriteError

LARGE = 2 << 20
"""Bytes of a `tokenizer.json` from which on it is worth it; that of MiniLM has half a megabyte."""

MOST_CHARACTERS = 50_000
"""Of texts together: with more, loading the whole tokenizer costs less."""

FORM = 1
"""Raise it when the files of the cache have another form."""

_HEAD, _PIECES, _SCORES = "head.json", "pieces.txt", "scores.f64"


class FewPieces:
    """Tokenises short texts with the pieces that stand in them."""

    def __init__(
        self, head: dict[str, Any], pieces: list[str], scores: NDArray[np.float64]
    ) -> None:
        from tokenizers import Tokenizer

        self._numbers = dict(zip(pieces, range(len(pieces)), strict=True))
        self._pieces, self._scores = pieces, scores
        # The lowest score decides what an unknown letter costs.
        self._always = (head["unknown"], head["least"])
        self._longest = head["longest"]
        self._before, self._after, self._special = head["before"], head["after"], head["special"]
        self._tokenizer: Any = Tokenizer.from_str(json.dumps(head["steps"]))
        self._one_at_a_time = Lock()

    def encode(self, texts: Sequence[str], *, special: bool) -> list[list[int]] | None:
        """Token ids of texts; None if they need the whole tokenizer.

        Args:
            texts: Texts that have a UTF-8 form.
            special: Whether the special tokens around each are added.
        """
        if sum(map(len, texts)) > MOST_CHARACTERS:
            return None
        if any(mark in text for text in texts for mark in self._special):
            return None
        from tokenizers import models

        with self._one_at_a_time:
            held = (number for text in texts for number in self._held(text))
            kept = sorted({*self._always, *held})
            chosen = [(self._pieces[number], float(self._scores[number])) for number in kept]
            unknown = kept.index(self._always[0])
            self._tokenizer.model = models.Unigram(chosen, unk_id=unknown, byte_fallback=False)
            found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        ids = [[kept[place] for place in encoding.ids] for encoding in found]
        return [[*self._before, *one, *self._after] for one in ids] if special else ids

    def _held(self, text: str) -> Iterator[int]:
        """The numbers of the pieces that stand in a text."""
        normalizer, splitter = self._tokenizer.normalizer, self._tokenizer.pre_tokenizer
        plain = normalizer.normalize_str(text) if normalizer else text
        parts = splitter.pre_tokenize_str(plain) if splitter else [(plain, (0, len(plain)))]
        for word in {word for word, _ in parts}:
            for start in range(len(word)):
                for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                    number = self._numbers.get(word[start:end])
                    if number is not None:
                        yield number


def open_few_pieces(digest: str) -> FewPieces | None:
    """The pieces of the `tokenizer.json` with this SHA-256, if this user's cache has them."""
    try:
        folder = _folder(digest)
        head = json.loads((folder / _HEAD).read_bytes())
        pieces = (folder / _PIECES).read_text(encoding="utf-8").split("\n")
        scores = np.fromfile(folder / _SCORES, dtype="<f8")
        if head["form"] == FORM and len(pieces) == len(scores) == head["count"]:
            return FewPieces(head, pieces, scores)
    except (IndexWriteError, OSError, ValueError, KeyError):
        pass  # made again by whoever loads the whole tokenizer
    return None


def keep_few_pieces(digest: str, content: bytes, tokenizer: Any) -> None:
    """Put the pieces of a tokenizer into this user's cache, if that serves its kind.

    Args:
        digest: SHA-256, in hex, of the content.
        content: Of a `tokenizer.json`.
        tokenizer: What the library made of it, which neither cuts nor fills up.
    """
    steps = json.loads(content)
    model = steps["model"]
    is_served = model.get("type") == "Unigram" and not model.get("byte_fallback")
    pieces = [piece for piece, _ in model["vocab"]] if is_served else []
    scores = [score for _, score in model["vocab"]] if is_served else []
    around = _around(tokenizer)
    if not pieces or any("\n" in piece for piece in pieces) or around is None:
        return
    special = [token["content"] for token in steps.get("added_tokens", ())]
    unknown = model["unk_id"] or 0
    steps["model"] = {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0.0]]}
    steps |= {"added_tokens": [], "post_processor": None, "truncation": None, "padding": None}
    head = {
        "form": FORM,
        "count": len(pieces),
        "unknown": unknown,
        "least": int(np.argmin(scores)),
        "longest": max(map(len, pieces)),
        "before": around[0],
        "after": around[1],
        "special": special,
        "steps": steps,
    }
    with suppress(IndexWriteError, OSError, UnicodeEncodeError), new_folder(_folder(digest)) as to:
        (to / _HEAD).write_text(json.dumps(head), encoding="utf-8")
        (to / _PIECES).write_text("\n".join(pieces), encoding="utf-8", newline="")
        np.array(scores, dtype="<f8").tofile(to / _SCORES)


def _around(tokenizer: Any) -> tuple[list[int], list[int]] | None:
    """The special tokens before and behind a text; None if they are not just these."""
    inner = tokenizer.encode("a", add_special_tokens=False).ids
    whole = tokenizer.encode("a", add_special_tokens=True).ids
    for start in range(len(whole) - len(inner) + 1):
        if whole[start : start + len(inner)] == inner:
            return whole[:start], whole[start + len(inner) :]
    return None


def _folder(digest: str) -> Path:
    return cache_folder().parent / "pieces" / digest
