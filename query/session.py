"""An index that is open for questions from any thread, with the encoder that made it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Condition
from types import TracebackType
from typing import TypeVar

from indexer.encoder.encoder import Encoder
from indexer.errors import EncoderMismatchError, IndexClosedError
from indexer.store.index import Index

_Self = TypeVar("_Self", bound="Session")


class Session:
    """What the engines have in common; use as `with ... as engine`, or `close` it.

    Threads may share a session and ask at the same time.

    Args:
        index: The opened index.
        encoder: The encoder that made the index; None opens the one that the index carries.

    Raises:
        EncoderMismatchError: If the encoder is not the one that made the index.
    """

    def __init__(self, index: Index, encoder: Encoder | None) -> None:
        if encoder is not None and encoder.identity != index.state.encoder_identity:
            raise EncoderMismatchError(index.root, index.state.encoder_name, encoder.name)
        self.index = index
        self._given = encoder
        self._gate = Condition()
        self._questions = 0
        self._is_closed = False

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the index carries, opened when first needed."""
        return self._given or self.index.open_encoder()

    def close(self) -> None:
        """Let go of the index, once the questions in progress have their answers.

        Later questions raise `IndexClosedError`. Closing twice does nothing.
        """
        with self._gate:
            if self._is_closed:
                return
            self._is_closed = True
            self._gate.wait_for(lambda: not self._questions)
        self.index.close()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Keeps the index open while a question is answered.

        Raises:
            IndexClosedError: If it is closed already.
        """
        with self._gate:
            if self._is_closed:
                raise IndexClosedError(self.index.root)
            self._questions += 1
        try:
            yield
        finally:
            with self._gate:
                self._questions -= 1
                self._gate.notify_all()

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
