"""Which of the dates that a source gives counts, and what the reader is told of the others.

A date that is there and cannot be read is worse than none: filters by date leave its document out.
So the rule of the date names it: "unreadable: 17/05/16", or "file name; unreadable: 17/05/16" where
another place gives a date. "json field; ambiguous: 05/06/2016" says why only the year is known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from indexer.readers.dates import is_ambiguous, read_date, read_stamp

UNREADABLE, AMBIGUOUS = "unreadable: ", "ambiguous: "
"""What stands before a date that could not be read, or not as a whole, in the rule of the date."""

_LONGEST = 60  # characters of such a date that are told
_WRAPPERS = ("$date", "$timestamp", "@value", "#text", "value", "iso", "iso8601", "date", "t")
_WHOLE = ("$numberLong", "$numberInt", "$numberDouble", "$numberDecimal")
_SECONDS = ("seconds", "_seconds")
_LEVELS = 4


def date_words(values: Sequence[object]) -> str | None:
    """The first value that is a date, as words; else the first that holds anything; else None.

    Args:
        values: What a source gives under its names for a date, the best first: strings, numbers,
            or objects of databases such as `{"$date": {"$numberLong": "1463443200000"}}`.
    """
    words = [_words(value, _LEVELS) for value in values]
    there = [one for one in words if one]
    return next((one for one in there if read_date(one)), there[0] if there else None)


def first_date(places: Sequence[tuple[str | None, str]]) -> tuple[str | None, str]:
    """The first date that can be read (ISO 8601) and its rule; (None, "") if nothing is there.

    Args:
        places: What each place states, or None, and the name of its rule, the best first. The first
            one that is there and cannot be read is named in the rule.
    """
    unreadable = ""
    for words, rule in places:
        if not words:
            continue
        iso = read_date(words)
        if iso is None:
            unreadable = unreadable or UNREADABLE + _shown(words)
            continue
        notes = [unreadable, AMBIGUOUS + _shown(words) if is_ambiguous(words) else ""]
        return iso, "; ".join([rule, *filter(None, notes)])
    return None, unreadable


def _words(value: object, levels: int) -> str | None:
    if isinstance(value, list) and len(value) == 1 and levels:
        return _words(value[0], levels - 1)
    if isinstance(value, Mapping) and levels:
        return _unwrapped(value, levels)
    if isinstance(value, (Mapping, list)):
        return json.dumps(value, ensure_ascii=False, default=str)[:_LONGEST] if value else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value).strip() or None


def _unwrapped(value: Mapping[object, object], levels: int) -> str | None:
    """The date in an object as databases export it; the object itself if it is another one."""
    if "$date" in value:
        stamp = _number(value["$date"])
        if stamp is not None:  # always milliseconds, also before 1970
            return read_stamp(stamp) or str(value["$date"])
    for key in (*_WRAPPERS, *_WHOLE):
        if key in value:
            return _words(value[key], levels - 1)
    for key in _SECONDS:
        seconds = _number(value.get(key))
        if seconds is not None:
            return read_stamp(seconds * 1000) or str(value[key])
    return _words(dict(value), 0)


def _number(value: object) -> float | None:
    """A number, or the number in an object that only says what kind of number it is."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in _WHOLE if key in value), None)
        try:
            return float(str(value))
        except ValueError:
            return None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
