"""The months as English texts write them, whatever language the machine is set to."""

from __future__ import annotations

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)

MONTHS = {
    **{name: number for number, name in enumerate(_NAMES, start=1)},
    **{name[:3]: number for number, name in enumerate(_NAMES, start=1)},
    "sept": 9,
}
"""Name or short form, in small letters, without the stop -> number of the month, from 1."""

MONTH = f"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
"""A regular expression for any of them, with the group `month`; to be used without case."""
