"""Text -> sentences, by rule.

A stop ends a sentence, except after an abbreviation or an initial, and before a word in lower case.
The abbreviations are English; the other rules serve any language with a space after the stop. Time
is linear in the length of any text: each pattern looks at each place once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.records import Span

CLOSING = "\"'”’»›“‘)\\]}"  # “ and ‘ close in German
OPENING = "\"'“‘«‹„‚([{¿¡*_"

# One stop (the last of a run such as "?!" or "..."), the marks that close after it, white space.
# A full-width stop needs no space.
_STOP = re.compile(rf"[.!?…][{CLOSING}]*(?=\s)|[。！？][{CLOSING}」』]*")
_BREAK = re.compile(r"\n[^\S\n]*\n")
_NOT_SPACE = re.compile(r"\S")
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_BACK = 24  # code points; longer than any abbreviation
_LOOK_AHEAD = 40  # code points; longer than opening marks and a first word


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Before a name, if written with a capital: the stop never ends a sentence.
_TITLES = _words(
    "mr mrs ms mx messrs dr prof rev fr hon pres sen sens rep reps gov govs lt ltgov gen brig maj"
    " col capt cpl sgt pvt adm cmdr supt insp det ald cllr amb atty mt ft st ste"
)
_NEVER_END = _words("vs v cf eg ie")
# With a capital, these end a sentence only before a word that usually begins one.
_SHORT_NAMES = _words(
    "jr sr inc co corp ltd llc plc bros dept univ assn est ave blvd rd esq jan feb mar apr jun jul"
    " aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo"
    " conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn"
    " tex va vt wash wis wyo ont que"
)
_BEFORE_NUMBER = _words("no nos art vol p pp fig sec ch para ca approx")
_BEGINS = _words(
    "a about after all also although an and another any as at because before both but by despite"
    " during each even every few for from he her here his how however if in instead it its last"
    " many meanwhile more most my neither nevertheless no nobody none nor not nothing now of on"
    " once one only or other others our several she since so some still such that the their then"
    " there these they this those though through to two under until we what when where whether"
    " which while who why with without yesterday yet you your"
)


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, without surrounding white space.

    Each character but white space is in exactly one of them. A blank line always ends a sentence.
    """
    spans: list[Span] = []
    start = 0
    for end in _ends(text):
        _append_trimmed(spans, text, start, end)
        start = end
    return spans


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    words = text[start:end]
    stripped = words.strip()
    if stripped:
        lead = len(words) - len(words.lstrip())
        spans.append(Span(start + lead, start + lead + len(stripped)))


def _ends(text: str) -> Iterator[int]:
    """Offsets after which a new sentence begins; the last is the length of the text."""
    done = 0
    for block in _BREAK.finditer(text):
        yield from _ends_within(text, done, block.start())
        done = block.end()
        yield block.start() + 1
    yield from _ends_within(text, done, len(text))
    yield len(text)


def _ends_within(text: str, start: int, end: int) -> Iterator[int]:
    for stop in _STOP.finditer(text, start, end):
        following = _NOT_SPACE.search(text, stop.end(), end)
        if following and (
            text[stop.start()] in "。！？" or _is_end(text, stop.start(), following.start(), end)
        ):
            yield stop.end()


def _is_end(text: str, stop: int, following: int, limit: int) -> bool:
    """Whether a sentence ends with the stop at `stop`; the next word is at `following`."""
    head = text[following : min(limit, following + _LOOK_AHEAD)]
    bare = head.lstrip(OPENING)
    first = bare[:1] or head[:1]
    if first.islower() or first in ".!?…,;:—–-)":
        return False
    if text[stop] != ".":
        return True
    word = _word_before(text, stop)
    short = word.replace(".", "").lower()
    if short in _NEVER_END or (word[:1].isupper() and word.lower() in _TITLES):
        return False
    if first.isdigit() and short in _BEFORE_NUMBER:
        return False
    if _may_be_short(word):
        return not first.isdigit() and (bare != head or _begins_sentence(bare))
    return True


def _word_before(text: str, stop: int) -> str:
    """The word before the stop, with inner stops ("U.S"); "" if there is no word."""
    start = stop
    while start > max(0, stop - _LOOK_BACK) and (
        text[start - 1].isalpha() or text[start - 1] == "."
    ):
        start -= 1
    return text[start:stop].lstrip(".")


def _may_be_short(word: str) -> bool:
    """Whether a word is an initial ("J"), has inner stops ("a.m") or is a known short form."""
    if not word:
        return False
    return "." in word or (word[0].isupper() and (len(word) == 1 or word.lower() in _SHORT_NAMES))


def _begins_sentence(words: str) -> bool:
    """Whether the first word usually begins a sentence, and is not the rest of a name."""
    word = _WORD.match(words)
    return word is not None and word.group().lower() in _BEGINS
