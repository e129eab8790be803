"""Is it a quotation? Words between marks may also be a title, a nickname, a term, a slogan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from indexer.quotes.lexicon import cues, words
from indexer.quotes.marks import Marked

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SENTENCE_ENDS = ".!?\n"
_CLAUSE_END = re.compile(f"[{_SENTENCE_ENDS}]")
_REACH = 60
_SUPPORT_STEP, _MOST_SUPPORT = 1.5, 8
_LONGEST_HEADLINE = 160  # code points of a first line that may be one
# Rarer opening marks count as the common ones that they are used like.
_COMMON_MARK = {
    **dict.fromkeys(("„", "‟", "”", "``", "‘‘", "«", "»"), "“"),
    **dict.fromkeys(("‚", "‛", "`", "‹", "›"), "‘"),
}
_ATTRIBUTION = re.compile(
    r"\s*,?\s*(?:(?:he|she|they|i|we|it|who)\s+(?:\w+\s+)?(\w+)|(\w+)\s|(?:[A-Z][\w.’'-]*\s+){1,4}(\w+))"
)


def count_words(text: str) -> int:
    """How many words a stretch of text has."""
    return len(_WORD.findall(text))


def has_words(text: str, least: int) -> bool:
    """Whether a stretch of text has at least so many words, one or more."""
    return next(islice(_WORD.finditer(text), least - 1, None), None) is not None


def describe(text: str, marked: Marked, *, is_repeated: bool) -> list[str]:
    """The features of a marked stretch for the question whether it is a quotation.

    Args:
        text: The whole text.
        marked: The stretch.
        is_repeated: Whether the same words stand between marks elsewhere, too.
    """
    lists = words()
    content = marked.inner.of(text)
    found = _WORD.findall(content[:400])
    lowers = [word.lower() for word in found]
    before = text[max(0, marked.outer.start - _REACH) : marked.outer.start]
    after = text[marked.outer.end : marked.outer.end + _REACH]
    size = min(len(found), 12)
    shape = _shape(found, lowers)
    last = content[-1:] if content[-1:] in ",.?!…—-" else "w"
    lead, word_before = _lead(before)
    class_before = _word_class(word_before)
    follow = _follow(after)
    is_person = not lists["first_and_second_person"].isdisjoint(lowers)
    has_verb = not lists["common_verbs"].isdisjoint(lowers)
    length = "1" if size < 2 else "2" if size < 3 else "5" if size < 6 else "8" if size < 9 else "+"
    said = _is_said(after)
    clause = _clause(before_clause := text[max(0, marked.outer.start - 160) : marked.outer.start])
    ahead = _CLAUSE_END.split(text[marked.outer.end : marked.outer.end + 120], maxsplit=1)[0]
    heard, coming = _strongest(clause), _strongest(ahead)
    opening = _COMMON_MARK.get(marked.opening, marked.opening)
    is_single = opening in ("‘", "'")
    is_show = shape != "s" and not lists["shows"].isdisjoint(lowers)
    owned = before_clause.rstrip().endswith(("'s", "’s", "s'", "s’"))
    return [
        "bias",
        f"n:{size}",
        f"sh:{shape}{length}",
        f"la:{last}",
        f"ll:{last}{length}{shape}",
        f"le:{lead}",
        f"lel:{lead}{length}",
        f"les:{lead}{shape}",
        f"fo:{follow}",
        f"fol:{follow}{last}",
        f"lf:{lead}{follow}",
        f"wb:{word_before}",
        f"wc:{class_before}{length}",
        f"wcs:{class_before}{shape}",
        f"pe:{is_person!s}{has_verb!s}",
        f"pel:{is_person!s}{has_verb!s}{length}{shape}",
        f"up:{content[:1].isupper()!s}{shape}{lead}",
        f"cl:{marked.closed!s}",
        f"op:{opening}",
        f"ops:{opening}{shape}{length}",
        f"re:{is_repeated!s}{length}",
        f"sa:{said!s}",
        f"sal:{said!s}{length}",
        f"he:{heard}{coming}",
        f"hes:{heard}{coming}{shape}{length}",
        f"hel:{heard}{lead}{shape}",
        f"tv:{is_show!s}{shape}",
        f"tvw:{is_show!s}{word_before}",
        f"ow:{owned!s}{shape}{is_show!s}",
        f"w1:{lowers[0] if lowers else ''}",
        f"wls:{word_before}{shape}",
        f"hd:{_is_in_headline(text, marked)!s}{is_single!s}{shape}",
    ]


def _shape(found: Sequence[str], lowers: Sequence[str]) -> str:
    """How much is written with capitals, as titles are: "T" for most, "c" for half, "s".

    The small words of titles do not count: "The Way to the Sea" has capitals throughout.
    """
    small = words()["small_words_of_titles"]
    large = [word for word, lower in zip(found, lowers, strict=True) if lower not in small]
    counted = large or found
    capital = len([word for word in counted if word[0].isupper()]) / max(len(counted), 1)
    return "T" if capital > 0.7 else ("c" if capital > 0.4 else "s")


def _is_in_headline(text: str, marked: Marked) -> bool:
    """Whether a stretch stands in a first line that is short enough for a headline."""
    end = text.find("\n", 0, _LONGEST_HEADLINE)
    return marked.outer.start < end


def backing(support: float) -> str:
    """The feature that tells how much speaks for the likeliest source of a marked stretch.

    Args:
        support: As in `attribution.Attribution`; titles and terms have none to speak of.
    """
    most = _SUPPORT_STEP * _MOST_SUPPORT
    return f"su:{int(max(-most, min(most, support)) // _SUPPORT_STEP)}"


def has_cue(text: str, marked: Marked) -> bool:
    """Whether a reporting word stands close by; without one, a word or two are no quotation."""
    before = text[max(0, marked.outer.start - _REACH) : marked.outer.start]
    clause = _clause(before)
    known = cues()
    near = [word.lower() for word in _WORD.findall(clause)][-3:]
    if any(word in known and known[word].group in ("say", "report", "judge") for word in near):
        return True
    return _is_said(text[marked.outer.end : marked.outer.end + _REACH])


def _clause(before: str) -> str:
    """The part of the sentence before the opening mark."""
    return before[max(map(before.rfind, _SENTENCE_ENDS)) + 1 :]


def _strongest(clause: str) -> str:
    """The strongest class of reporting word in a clause."""
    known = cues()
    groups = {known[word].group for word in known.keys() & clause.lower().split()}
    for group in ("say", "report", "judge", "think"):
        if group in groups:
            return group
    return "-"


def _lead(before: str) -> tuple[str, str]:
    """The sign before the opening mark, and the word before it."""
    stripped = before.rstrip(" \t\xa0")
    sign = stripped[-1:]
    if sign == "\n" or not stripped:
        return "^", ""
    if sign.isalnum():
        return "w", _last_word(stripped)
    if sign in ",:":
        return sign, _last_word(stripped[:-1])
    return (sign if sign in ".?!=(—-“”\"'" else "x"), ""


def _last_word(text: str) -> str:
    found = _WORD.findall(text[-24:])
    return found[-1].lower() if found else ""


def _word_class(word: str) -> str:
    if not word:
        return ""
    known = cues().get(word)
    lists = words()
    if word in lists["works_introduced_by"]:
        return "titled"
    if word in lists["titled_works"]:
        return "work"
    if known:
        return known.group
    for name in ("determiners", "prepositions", "auxiliaries", "conjunctions"):
        if word in lists[name]:
            return name
    return "w"


def _follow(after: str) -> str:
    """What comes after the closing mark: a sign, a capital, a noun of works, or a word."""
    stripped = after.lstrip(" \t\xa0")
    if not stripped or stripped[0] == "\n":
        return "$"
    if not stripped[0].isalnum():
        return stripped[0] if stripped[0] in ",.;:)—-<>[(" else "x"
    found = _WORD.match(stripped)
    word = found.group().lower() if found else ""
    if word in words()["titled_works"]:
        return "work"
    if stripped[0].isupper():
        return "N"
    return _word_class(word) or "w"


def _is_said(after: str) -> bool:
    """Whether an attribution follows at once: "said Jane Roe", "she said"."""
    found = _ATTRIBUTION.match(after)
    if not found:
        return False
    known = cues()
    heard: Sequence[str | None] = found.groups()
    return any(
        word and word.lower() in known and known[word.lower()].group in ("say", "report")
        for word in heard
    )
