"""Texts -> pieces of token ids that fit an encoder's window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from indexer.encoder.vocabulary import FewPieces
from indexer.encoder.windows import split_windows
from indexer.errors import EncoderError

# Texts tokenised together, and their code points: bounds memory, and is enough to keep the
# tokenizer's threads busy.
GROUP_TEXTS = 1024
GROUP_LENGTH = 2_000_000
# Longer texts are cut before they are tokenised as a whole.
LONG = 20_000


class Piece(NamedTuple):
    """Token ids, special ones included, and the number of the text that they belong to."""

    owner: int
    ids: list[int]


class Tokenizer:
    """Text -> token ids, for any text that Python can hold.

    Args:
        load: Gives a `tokenizers.Tokenizer` that neither cuts nor fills up; called when needed.
        few: Tokenises short texts alike without it, or None.
    """

    def __init__(self, load: Callable[[], Any], few: FewPieces | None = None) -> None:
        self._load, self._few = load, few

    @cached_property
    def _tokenizer(self) -> Any:
        whole = self._load()
        self._few = None
        return whole

    def encode(self, texts: Sequence[str], *, special: bool) -> list[list[int]]:
        """Ids of each text, with or without the special tokens around them.

        Raises:
            EncoderError: If the tokenizer fails on a text.
        """
        clean = [_encodable(text) for text in texts]
        try:
            few = self._few
            if few is not None and (ids := few.encode(clean, special=special)) is not None:
                return ids
            if len(clean) == 1:  # spares starting threads for one question
                return [self._tokenizer.encode(clean[0], add_special_tokens=special).ids]
            encodings = self._tokenizer.encode_batch_fast(clean, add_special_tokens=special)
            return [encoding.ids for encoding in encodings]
        except BaseException as error:
            # A fault inside of the library comes as an error of no usual base.
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            raise EncoderError(f"the tokenizer failed on a text: {error}") from error

    def count(self, texts: Sequence[str]) -> list[int]:
        """Number of tokens of each text, special ones left out."""
        return [len(ids) for ids in self.encode(texts, special=False)]


def split_pieces(
    texts: Sequence[str], prompt: str, tokenizer: Tokenizer, max_tokens: int
) -> Iterator[Piece]:
    """Yield each text as one piece, or as its windows where it is too long.

    Args:
        texts: Of any length.
        prompt: Put before each piece.
        tokenizer: Of the model.
        max_tokens: Longest piece, special tokens and prompt included.

    Yields:
        Pieces in order of their texts; every text has at least one.
    """
    for group in _groups(texts):
        short = [owner for owner in group if len(texts[owner]) <= LONG]
        ids = tokenizer.encode([prompt + texts[owner] for owner in short], special=True)
        whole = dict(zip(short, ids, strict=True))
        for owner in group:
            if len(whole.get(owner, ())) <= max_tokens and owner in whole:
                yield Piece(owner, whole.pop(owner))
            else:
                for window in _windows(texts[owner], prompt, tokenizer, max_tokens):
                    yield Piece(owner, window)


def _windows(text: str, prompt: str, tokenizer: Tokenizer, max_tokens: int) -> Iterator[list[int]]:
    """Yield the token ids of a long text's windows; of the empty text if it is all white space."""
    around = len(tokenizer.encode([prompt], special=True)[0])
    limit = max(1, max_tokens - around)
    empty = True
    for span in split_windows(text, tokenizer.count, limit):
        empty = False
        # Cut only where a single code point has more tokens than a window.
        yield tokenizer.encode([prompt + span.of(text)], special=True)[0][:max_tokens]
    if empty:
        yield tokenizer.encode([prompt], special=True)[0][:max_tokens]


def _groups(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield the texts' numbers in order, in groups that are tokenised together."""
    group: list[int] = []
    length = 0
    for owner, text in enumerate(texts):
        if group and (len(group) == GROUP_TEXTS or length + len(text) > GROUP_LENGTH):
            yield group
            group, length = [], 0
        group.append(owner)
        length += len(text)
    if group:
        yield group


def _encodable(text: str) -> str:
    """The text with "?" for lone surrogates, which have no UTF-8 form."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text
