"""An index that is open for questions, with the encoder that made it."""

from __future__ import annotations

from functools import cached_property
from types import TracebackType
from typing import TypeVar

from indexer.encoder.encoder import Encoder
from indexer.errors import EncoderMismatchError
from indexer.store.index import Index

_Self = TypeVar("_Self", bound="Opened")


class Opened:
    """What the engines have in common; use as `with ... as engine`, or `close` it.

    Args:
        index: The opened index.
        encoder: The one that made the index, if it is not to be opened from there.

    Raises:
        EncoderMismatchError: If the encoder is not the one that made the index.
    """

    def __init__(self, index: Index, encoder: Encoder | None) -> None:
        if encoder is not None and encoder.identity != index.state.encoder_identity:
            raise EncoderMismatchError(index.root, index.state.encoder_name, encoder.name)
        self.index = index
        self._given = encoder

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the index carries, opened when first needed."""
        return self._given or self.index.open_encoder()

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
