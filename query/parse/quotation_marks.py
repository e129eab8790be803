"""The quotation marks around a phrase of a question, in the ways in which people write them."""

from __future__ import annotations

_CLOSING = {
    '"': '"”“', "“": '”"', "„": '“”"', "”": '”"', "«": "»", "»": "«»", "‹": "›",
    "‘": "’", "‚": "‘’",
}  # fmt: skip

OPENING = "".join(_CLOSING)
"""Marks that may begin a phrase."""


def closing_mark(question: str, opens: int) -> int | None:
    """Where the phrase ends whose opening mark stands at `opens`; None if it does not.

    A single mark that may be an apostrophe closes a phrase only before white space or punctuation,
    and after an "s" only if no other mark does: ‘the dockers’ vote’.

    >>> closing_mark("‘we don’t know’ why", 0)
    14
    >>> closing_mark("rock ‘n’ roll", 5) is None
    True
    """
    closing = _CLOSING[question[opens]]
    if "’" not in closing:
        found = (spot for spot in range(opens + 1, len(question)) if question[spot] in closing)
        return next(found, None)
    spots: list[int] = []
    for spot in range(opens + 2, len(question)):
        if question[spot] == question[opens]:
            break
        after = question[spot + 1 : spot + 2]
        if question[spot] in closing and not after.isalnum() and question[spot - 1].strip():
            spots.append(spot)
            if question[spot - 1] not in "sS":
                break
    if not spots or spots[-1] - opens <= 2:
        return None
    return spots[-1]
