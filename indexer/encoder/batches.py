"""Token ids of many texts -> batches of equal lengths: nothing is filled up or masked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def split_batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield the positions of `lengths`, each once, longest first, in batches for the model.

    Args:
        lengths: Tokens of each text.
        budget: Most tokens of a batch; a longer text is a batch by itself.

    Yields:
        Positions of one length, by falling length, ties by position.
    """
    of_length: dict[int, list[int]] = {}
    for position, length in enumerate(lengths):
        of_length.setdefault(length, []).append(position)
    for length in sorted(of_length, reverse=True):
        positions = of_length[length]
        rows = max(1, budget // max(1, length))
        for start in range(0, len(positions), rows):
            yield positions[start : start + rows]
