"""The error of the rules for models and tokenizers."""

from __future__ import annotations


class ForbiddenError(Exception):
    """A model or a tokenizer holds what an encoder does not need; the message says what."""
