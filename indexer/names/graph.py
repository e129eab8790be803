"""Join only what joins without contradiction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

LARGEST_GROUP = 200
"""Most nodes of a group: nobody has more normalised names."""


def join(
    size: int, edges: Iterable[tuple[int, int]], contradict: Callable[[int, int], bool]
) -> list[int]:
    """Group the nodes that edges connect, where no two of a group contradict each other.

    A node whose neighbours contradict each other could belong to either, so it belongs to neither:
    "George Bush" beside "George W." and "George H. W. Bush". A group that still contradicts itself
    without such nodes stays apart.

    Args:
        size: Nodes are numbered from 0 up to this.
        edges: Pairs of different nodes; repeated ones count once.
        contradict: Whether two nodes cannot be in one group; symmetric.

    Returns:
        For each node the lowest number in its group.

    >>> join(3, [(0, 1), (0, 2)], lambda a, b: {a, b} == {1, 2})
    [0, 1, 2]
    >>> join(3, [(0, 1), (0, 2)], lambda a, b: False)
    [0, 0, 0]
    """
    near: dict[int, set[int]] = {}
    for one, other in edges:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    torn = {node for node, others in near.items() if _has_two(others, contradict)}
    kept = {node: others - torn for node, others in near.items() if node not in torn}
    groups = list(range(size))
    for group in _connected(kept):
        if not _has_two(group, contradict):
            for node in group:
                groups[node] = min(group)
    return groups


def _has_two(nodes: set[int], contradict: Callable[[int, int], bool]) -> bool:
    if len(nodes) > LARGEST_GROUP:
        return True
    return any(contradict(one, other) for one, other in combinations(sorted(nodes), 2))


def _connected(near: dict[int, set[int]]) -> list[set[int]]:
    """The sets of nodes that can be reached from each other."""
    found: list[set[int]] = []
    seen: set[int] = set()
    for start in near:
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        found.append(group)
    return found
