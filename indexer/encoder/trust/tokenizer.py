"""What a `tokenizer.json` may hold to be run on any question.

A tokenizer rewrites a text step by step, and some steps run patterns. These rules leave steps that
make a text longer by a bounded factor, and patterns that take no more than quadratic time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from indexer.encoder.trust.forbidden import ForbiddenError

MOST_STEPS = 8
MOST_GROWTH = 64
"""How many times as long all replacements together may make a text."""

LONGEST_PATTERN = 2_000
LONGEST_WORD = 1_000
"""Characters of a word that is looked up piece by piece."""

_MOST_SPECIAL = 16
_LARGEST_MAP = 4 << 20

_STEPS = {
    "normalizer": """BertNormalizer Lowercase NFC NFD NFKC NFKD Nmt Precompiled Prepend Replace
        Strip StripAccents""",
    "pre_tokenizer": """BertPreTokenizer ByteLevel Digits Metaspace Punctuation Split
        UnicodeScripts Whitespace WhitespaceSplit""",
    "post_processor": "BertProcessing ByteLevel RobertaProcessing TemplateProcessing",
}
_LISTS = {
    "normalizer": "normalizers",
    "pre_tokenizer": "pretokenizers",
    "post_processor": "processors",
}
_MODELS = ("BPE", "Unigram", "WordLevel", "WordPiece")

_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")
_ESCAPED = re.compile(r"\\(?:[pP]\{[^{}]*\}|.)")
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")
_REPEATED_TWICE = re.compile(r"[*+}][*{]")
_MOST_UNBOUNDED = 2  # in one alternative: each one more is a power of the text's length


def check_tokenizer(content: bytes) -> None:
    """Refuse a tokenizer that could take more than quadratic time, or fill the memory.

    Args:
        content: The bytes of a `tokenizer.json`.

    Raises:
        ForbiddenError: If it breaks a rule of this module, or is no JSON of this form.
    """
    try:
        tokenizer = json.loads(content)
        growth = 1
        for kind in _STEPS:
            steps = list(_steps(tokenizer.get(kind), kind))
            if len(steps) > MOST_STEPS:
                raise ForbiddenError(f"the tokenizer has more than {MOST_STEPS} steps of one kind")
            for step in steps:
                growth *= _RULES.get(step["type"], _without_growth)(step)
        if growth > MOST_GROWTH:
            raise ForbiddenError(f"the tokenizer makes a text up to {growth} times as long")
        _check_model(tokenizer["model"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ForbiddenError("the tokenizer is no tokenizer.json of a known form") from error


def check_pattern(pattern: str) -> None:
    r"""Refuse a regular expression that may take more than quadratic time.

    >>> check_pattern(r" ?\p{L}+|\s+(?!\S)")

    Raises:
        ForbiddenError: If it is very long, repeats a group, or repeats too much in a row.
    """
    bare = _CLASS.sub("c", _ESCAPED.sub("c", pattern))
    alternatives = bare.split("|")
    if (
        len(pattern) > LONGEST_PATTERN
        or _REPEATED_GROUP.search(bare)
        or _REPEATED_TWICE.search(bare)
        or any(len(_UNBOUNDED.findall(one)) > _MOST_UNBOUNDED for one in alternatives)
    ):
        raise ForbiddenError("the tokenizer has a pattern that could take very long")


def _steps(step: Any, kind: str, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The steps of a kind, those inside of sequences as well."""
    if step is None:
        return
    if step["type"] == "Sequence":
        if depth > MOST_STEPS:
            raise ForbiddenError("the tokenizer has sequences inside of sequences")
        for inner in step[_LISTS[kind]]:
            yield from _steps(inner, kind, depth + 1)
    elif step["type"] in _STEPS[kind].split():
        yield step
    else:
        raise ForbiddenError(f"the step {step['type']!r} of a tokenizer is not allowed")


def _without_growth(step: Mapping[str, Any]) -> int:
    return 1


def _replaced(step: Mapping[str, Any]) -> int:
    if pattern := step["pattern"].get("Regex"):
        check_pattern(pattern)
    return max(1, len(step["content"]))


def _prepended(step: Mapping[str, Any]) -> int:
    return 1 + len(step["prepend"])


def _split(step: Mapping[str, Any]) -> int:
    if pattern := step["pattern"].get("Regex"):
        check_pattern(pattern)
    return 1


def _mapped(step: Mapping[str, Any]) -> int:
    if len(step.get("precompiled_charsmap") or "") > _LARGEST_MAP:
        raise ForbiddenError("the tokenizer has too large a map of characters")
    return 2  # a sequence of such maps is refused by their growth


def _template(step: Mapping[str, Any]) -> int:
    special = step["special_tokens"].values()
    longest = max((len(token["ids"]) for token in special), default=0)
    if len(step["single"]) > _MOST_SPECIAL or longest > _MOST_SPECIAL:
        raise ForbiddenError("the tokenizer puts too many tokens around a text")
    return 1


_RULES: Mapping[str, Callable[[Mapping[str, Any]], int]] = {
    "Replace": _replaced,
    "Prepend": _prepended,
    "Split": _split,
    "Precompiled": _mapped,
    "TemplateProcessing": _template,
}


def _check_model(model: Mapping[str, Any]) -> None:
    kind = model.get("type")
    if kind not in _MODELS:
        raise ForbiddenError(f"the tokenizer's model {kind!r} is not allowed")
    if int(model.get("max_input_chars_per_word") or 0) > LONGEST_WORD:
        raise ForbiddenError(f"the tokenizer looks up words of more than {LONGEST_WORD} characters")
