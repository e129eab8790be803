"""Single quotation marks, told from apostrophes.

British papers quote with them, headlines everywhere do. The same sign is the apostrophe of "the
boys’ house", "goin’" and "’tis". So each mark gets a price for each thing that it may be, and
`single_pairs` takes the cheapest reading of the whole paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.quotes.lexicon import SAYING, cues, words
from indexer.records import Span

SINGLE = re.compile(r"[‘’‚‛‹›'`´]")
OPENERS = frozenset("‘'‚‛`‹")
"""The single marks that may open a quotation."""
_CLOSERS = frozenset("’'‘´›")
_BEFORE_OPENING = " \t\n\r\xa0\u2009\u200a\u202f([{—–-/…:>“\"‘'*_"
_STRONG_BEFORE_CLOSING = '.,!?…;:)]”"'
_PUNCTUATION = '.,!?…;:)]—–-”"'
_NUMBER = re.compile(r"\d\d(?:s\b|\W)")
# "’em", "’tis", "’n’"; behind an opening mark they begin a quotation.
_CLIPPED = re.compile(
    r"(?:em|til|till|cause|n|bout|round|twas|tis|twere|twill|cuz|coz|nuff|cos|neath|ave|ere"
    r"|s|d|ll|re|ve|m|t)\b",
    re.IGNORECASE,
)
# "goin’", "an’", "th’"
_ELIDED = re.compile(r"[a-z]{2,}in|an|o|th|wi|ol|n|lil|mo|fo|yo|didn|bein", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_WORDS_AFTER = re.compile(r"\s+([^\W_]+)(?:\s+([^\W_]+))?(?:\s+([^\W_]+))?")
_NOT_OWNED = ("prepositions", "auxiliaries", "conjunctions", "pronouns", "determiners", "adverbs")
_FUNCTION_WORDS = frozenset(("", "not", "then", "when", "while", "after", "before"))
_LONGEST_WORD = 24
_REACH = 60  # code points after a mark
_NEVER = 99.0

# The price of each reading of a mark. Only their order and sums matter: one mark that nothing
# opens or closes costs more than two apostrophes that are rare.
_LIKELY, _POSSIBLE, _ALONE, _UNLIKELY, _RARE, _STRAY = 0.3, 1.0, 1.5, 2.0, 3.0, 4.0
_SPEECH_BONUS = -0.7


class Reading(NamedTuple):
    """What it costs to read a mark as each thing that it may be.

    Attributes:
        at: Where it stands.
        opens, closes, neither: The price as an opening mark, a closing mark, an apostrophe.
    """

    at: int
    opens: float
    closes: float
    neither: float

    @property
    def may_open(self) -> bool:
        """Whether it can be an opening mark at all."""
        return self.opens < _NEVER

    @property
    def may_close(self) -> bool:
        """Whether it can be a closing mark at all."""
        return self.closes < _NEVER


def read_mark(text: str, paragraph: Span, at: int) -> Reading:
    """The readings of the single mark at a place of a paragraph."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if text[at] in "‘’'" and before.isspace() and after.isspace():
        return _read_alone(text, at)
    opens = _price_of_opening(text, at, before, after)
    closes = _price_of_closing(text, paragraph, at, before, after)
    if opens < _NEVER:
        neither = _price_of_lost_letters(text, at)
    elif closes < _NEVER:
        neither = _price_of_apostrophe(text, paragraph, at, before, after)
    else:
        neither = 0.0
    return Reading(at, opens, closes, neither)


def _read_alone(text: str, at: int) -> Reading:
    """The readings of a mark between spaces: `' We stay , ' said Roe` in split texts."""
    opens = _POSSIBLE if text[at] != "’" else _NEVER
    closes = _POSSIBLE if text[at] != "‘" else _NEVER
    return Reading(at, opens, closes, _ALONE)


def _price_of_opening(text: str, at: int, before: str, after: str) -> float:
    if text[at] not in OPENERS or before not in _BEFORE_OPENING:
        return _NEVER
    if after in "’'‘":  # "‘’Tis a shame", "‘‘"
        return 0.0 if _CLIPPED.match(text, at + 2) else _NEVER
    if not (after.isalnum() or after in '“"[(…$£€#@.¿¡'):
        return _NEVER
    if after == "." and text[at + 1 : at + 3] != "..":
        return _NEVER
    if _CLIPPED.match(text, at + 1) or _NUMBER.match(text, at + 1):
        return _POSSIBLE if text[at] == "‘" else _RARE
    return 0.0


def _price_of_lost_letters(text: str, at: int) -> float:
    """The price of a mark before a word as an apostrophe: "'tis", "the '90s"."""
    is_clipped = _CLIPPED.match(text, at + 1) or _NUMBER.match(text, at + 1)
    return 0.0 if is_clipped else _STRAY


def _price_of_closing(text: str, paragraph: Span, at: int, before: str, after: str) -> float:
    if text[at] not in _CLOSERS or before.isspace() or after.isalnum():
        return _NEVER
    if text[at] == "‘" and not (after.isspace() or after in _PUNCTUATION):
        return _NEVER
    if before in "‘'’" and after.isspace() and at - 1 == paragraph.start:
        return _NEVER
    price = 0.0 if before in _STRONG_BEFORE_CLOSING else _LIKELY
    if before.isalnum() and after.isspace():
        price = _price_behind_word(text, at, _word_before(text, paragraph, at))
    return price + (_SPEECH_BONUS if _is_said(text, at + 1) else 0.0)


def _price_behind_word(text: str, at: int, word: str) -> float:
    """The price of a mark between a word and a space as a closing mark."""
    if word.lower() == "n":
        return _RARE
    if _may_be_owner(word):
        return _UNLIKELY if _owns_next(text, at) else _LIKELY
    return _POSSIBLE if _ELIDED.fullmatch(word) else _LIKELY


def _price_of_apostrophe(text: str, paragraph: Span, at: int, before: str, after: str) -> float:
    """The price of a mark behind a word as an apostrophe: "the boys’ house", "goin’"."""
    if before.isdigit():
        return _LIKELY  # feet and minutes
    if not before.isalpha():
        return _STRAY
    word = _word_before(text, paragraph, at)
    if word.lower() == "n":
        return 0.0
    is_elided = _ELIDED.fullmatch(word) is not None
    if not after.isspace():
        return _POSSIBLE if is_elided else _RARE
    if _may_be_owner(word):
        if not _owns_next(text, at):
            return _RARE  # "the ‘brothers’ in arms"
        return _LIKELY if word[-1] in "sS" else _POSSIBLE
    return _LIKELY if is_elided else _STRAY


def _may_be_owner(word: str) -> bool:
    """Whether a word takes an apostrophe alone: a plural, or a name such as "Sanchez"."""
    if word[-1:] in ("s", "S"):
        return word.lower() not in words()["no_owners"]
    return word[:1].isupper() and word[-1:] in ("z", "x", "Z", "X")


def _owns_next(text: str, at: int) -> bool:
    """Whether the word after a mark may be what somebody owns: "the boys’ house"."""
    following = _WORDS_AFTER.match(text, at + 1, at + _REACH)
    lower = following[1].lower() if following else ""
    lists = words()
    return not any(lower in lists[name] for name in _NOT_OWNED) and lower not in _FUNCTION_WORDS


def _word_before(text: str, paragraph: Span, at: int) -> str:
    found = _WORD_BEFORE.search(text[max(paragraph.start, at - _LONGEST_WORD) : at])
    return found.group() if found else ""


def _is_said(text: str, end: int) -> bool:
    """Whether an attribution follows: "’ said Roe", "’ he added", "’ Jane Roe said"."""
    following = _WORDS_AFTER.match(text, end, end + _REACH)
    if following is None:
        return False
    lists, known = words(), cues()
    subject, *others = (word or "" for word in following.groups())
    if subject in known:
        return known[subject].group in SAYING
    if not (subject.lower() in lists["pronouns"] or subject[:1].isupper()):
        return False
    return any(word in known and known[word].group in SAYING for word in others)
