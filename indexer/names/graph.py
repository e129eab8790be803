"""Joining only what joins without contradiction."""

from __future__ import annotations

from collections.abc import Iterable


def join(size: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """Group nodes so that within a group every two are connected by an edge.

    A node that is connected to two others which are not connected to each other could belong to
    either, so it belongs to neither: "George Bush" beside "George W." and "George H. W. Bush".

    Args:
        size: Nodes are numbered from 0 up to this.
        edges: Pairs of different nodes; repeated ones count once.

    Returns:
        For each node the lowest number in its group.

    >>> join(3, [(0, 1), (0, 2)]), join(3, [(0, 1), (0, 2), (1, 2)])
    ([0, 1, 2], [0, 0, 0])
    """
    near: dict[int, set[int]] = {}
    for one, other in edges:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    torn = {node for node, others in near.items() if _is_torn(others, near)}
    groups = list(range(size))
    for node in sorted(near.keys() - torn):
        # What remains falls apart into cliques, so that the lowest neighbour names the group.
        groups[node] = min([node, *(near[node] - torn)])
    return groups


def _is_torn(others: set[int], near: dict[int, set[int]]) -> bool:
    return any(len(others & near[other]) < len(others) - 1 for other in others)
