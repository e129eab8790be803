"""Kinds of words that turn what a sentence says: negations, numbers, names, conditions, hedges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from query.verify.words import Word


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATIONS = _set("""
    not no never none nobody nothing neither nor nowhere without cannot hardly scarcely barely
    refuse refuses refused deny denies denied fail fails failed lack lacks stop stopped
""")
CONDITIONS = _set("""
    if unless until till provided providing except when whenever once while although though but
    however otherwise assuming depending whether only
""")
HEDGES = _set("""
    may might could would should perhaps maybe probably possibly potentially likely unlikely
    seem seems seemed appear appears appeared apparently think thinks believe believes guess
    suppose suspect hope hopes expect almost nearly roughly approximately somewhat
    allegedly reportedly supposedly presumably sometimes usually generally
""")
QUANTIFIERS = _set("""
    all every everyone everybody everything always some most many much few several any often
    rarely seldom both each more less fewer least entire whole
""")
_BEFORE_NUMBERS = _set("about around some")
_COUNTED = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_COUNTED.split())} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "hundreds": "100s", "thousand": "1e3", "thousands": "1e3s",
    "million": "1e6", "millions": "1e6s", "billion": "1e9", "billions": "1e9s", "trillion": "1e12",
    "dozen": "12", "dozens": "12s", "half": "1/2", "twice": "2x", "double": "2x", "third": "3rd",
    "first": "1st", "second": "2nd", "minus": "-", "percent": "%",
    "$": "$", "£": "£", "€": "€", "¥": "¥",
}  # fmt: skip
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")

Counted = dict[str, Counter[str]]
IsCommon = Callable[[str], bool]


def count_kinds(
    words: Sequence[Word], text: str, is_first: Sequence[bool], is_common: IsCommon
) -> Counted:
    """Count the words of each kind, by what they say: "ten" and "10" are one number.

    Args:
        words: Some words of a text.
        text: The text.
        is_first: For each, whether it begins a sentence, where a capital says nothing by itself.
        is_common: Whether a word in small letters is a common one, and so no name.
    """
    found: Counted = {kind: Counter() for kind in KINDS}
    for word, first in zip(words, is_first, strict=True):
        form = word.form
        if is_negation(form):
            found["negation"]["not"] += 1
        if (value := number_value(form)) is not None:
            found["number"][value] += 1
        elif _is_name(text[word.start : word.end], first=first, is_common=is_common):
            found["name"][form.removesuffix("'s")] += 1
        if form in _BEFORE_NUMBERS and text[word.end : word.end + 2].strip(" $£€").isdigit():
            found["hedge"][form] += 1
        for kind, members in _LISTED.items():
            if form in members:
                found[kind][form] += 1
    return found


def is_negation(form: str) -> bool:
    """Whether a word negates by itself.

    >>> is_negation("won't"), is_negation("knot")
    (True, False)
    """
    return form in NEGATIONS or form.endswith("n't")


def are_opposites(one: str, other: str) -> bool:
    """Whether two words differ by a negating first syllable.

    >>> are_opposites("able", "unable"), are_opposites("able", "table")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in _PREFIXES)


def number_value(form: str) -> str | None:
    """What a number says, None for other words.

    >>> number_value("ten") == number_value("10"), number_value("tent")
    (True, None)
    """
    if form[0].isdigit():
        return form
    return _NUMBER_WORDS.get(form)


def _is_name(word: str, *, first: bool, is_common: IsCommon) -> bool:
    if not word[0].isupper() or word.split("'")[0].split("’")[0] == "I":
        return False
    return not (first or word.isupper()) or not is_common(word.lower())


_LISTED = {"condition": CONDITIONS, "hedge": HEDGES, "quantifier": QUANTIFIERS}
KINDS = ("negation", "number", "name", *_LISTED)
"""In the order in which they are shown."""
