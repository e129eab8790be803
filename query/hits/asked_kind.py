"""What kind of words a question asks for, and whether a sentence holds some.

    when       a date or a time                  who     a name
    how many   a number                          where   a place: a name behind "in", "at", "near"
    how much   a number, or a sum of money       why     a reason: "because", "due to", "so that"
    how old    an age                            what share, what percentage   a percentage
    how long   a duration                        what did she say   a quotation

The patterns are English. A question in another language, or without a question word, asks for no
kind. Words of the question itself answer nothing: "2008" does not tell how many came in 2008.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from indexer.records import Span
from indexer.text.analyzer import terms
from indexer.text.months import MONTHS
from query.rank.stopwords import STOPWORDS

_COUNTED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|"
    r"thousands?|millions?|billions?|dozens?|several|half|twice|none)"
)
_NUMBER = rf"(?:(?<![\w.])\d[\d,.]*|\b{_COUNTED}\b)"
_UNIT = (
    r"(?:second|minute|hour|day|night|week|weekend|month|year|decade|season|term|centur(?:y|ie))"
)
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_CAPITAL = r"[^\W\d_a-z][\w’'-]+"
_SAYING = (
    r"(?:say|said|tell|told|think|thought|write|written|call|called|claim|argue|warn|promise|"
    r"announce|state|tweet|comment|explain|predict|suggest|advise|feel|reply|view|opinion|stance)"
)
_REACTING = r"(?:react|respond|answer|describe|explain|defend|justify|criticise|criticize|feel)"
_REACTION = r"(?:reaction|response|reply|answer|view|opinion|position|stance)s?"
_MARKS = re.compile(r"[“”„«»\"]|''")
_SMALL = frozenset(STOPWORDS.split())


_BEFORE = 2
"""Words that may stand before the question word: "and since when ..."."""


class Kind(Enum):
    """A kind of words that a question asks for."""

    AGE = "age"
    SHARE = "share"
    DURATION = "duration"
    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    REASON = "reason"
    NAME = "name"
    STATEMENT = "statement"


_ASKED = {
    Kind.AGE: r"how old|what age",
    Kind.SHARE: r"(?:what|which|how (?:big|large)) (?:a )?(?:\w+ )?"
    r"(?:share|percentage|percent|per cent|proportion|fraction)",
    Kind.DURATION: r"how long|how many (?:\w+ )?(?:second|minute|hour|day|week|month|year|decade)s",
    Kind.MONEY: r"how much money|how much (?:[\w'’]+ ){0,8}(?:cost|pay|paid|payment|raise|spen[dt]|"
    r"earn|donate|owe|worth|charge|price|fine)\w*|(?:what|which) (?:price|sum)",
    Kind.NUMBER: r"how (?:many|much|high|tall|far|big|large|fast|heavy|deep|often|wide)|"
    r"(?:what|which) (?:\w+ )?(?:number|magnitude|score|rate|total)",
    Kind.DATE: r"when|(?:what|which) (?:year|day|date|month|century|decade|time)",
    Kind.PLACE: r"where|(?:what|which) (?:city|country|state|town|place|county|continent|nation|"
    r"region|province|island|territory)",
    Kind.REASON: r"why|for what reason",
    Kind.STATEMENT: rf"what (?:did|does|has|have|do|is|was|were) [^?]*?\b{_SAYING}|"
    rf"how (?:did|does|has|have|do) [^?]*?\b{_REACTING}|{_REACTION} (?:to|of|on|about)",
    Kind.NAME: r"who|whom|whose|(?:what|which) (?:person|man|woman|name|team|company|"
    r"organi[sz]ation|group|airline|store|president|senator|governor|actor|singer)",
}  # fmt: skip

_HELD = {
    Kind.AGE: rf"\b{_NUMBER}[ -]years?[ -]olds?\b|, \d{{1,3}},|\b(?:aged?|at|turn(?:s|ed|ing)?) \d|"
    r"\bin (?:his|her|their) (?:\w+ )?(?:\w+ties|teens)\b",
    Kind.SHARE: rf"\d ?%|\bper ?cent\b|{_NUMBER} (?:out of|in) (?:every )?{_NUMBER}|\bhalf\b|"
    r"\b(?:third|quarter|fifth)s?\b|\bmajority\b",
    Kind.DURATION: rf"{_NUMBER}(?:[ -]\w+)?[ -]{_UNIT}s?\b|\bfor {_UNIT}s\b|\bovernight\b",
    Kind.MONEY: rf"[$£€¥] ?\d|{_NUMBER}[ -](?:(?:million|billion|trillion|thousand)[ -])?"
    r"(?:dollar|euro|pound|cent|franc|ruble|yen|yuan)s?\b",
    Kind.NUMBER: _NUMBER,
    Kind.DATE: rf"\b(?:1[5-9]|20)\d\ds?\b|\bcentury\b|\b\d{{1,2}}(?::\d\d)? ?[ap]\.?m\b|"
    rf"\b{_MONTH}\b\.? \d|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|"
    rf"\b(?:in|on|since|until|by|of|last|next|this|late|early|mid) {_MONTH}\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|tomorrow|tonight)\b|"
    rf"\b(?:last|next|this|that|same|previous|following) (?:{_UNIT}|spring|summer|autumn|fall|"
    rf"winter|morning|afternoon|evening)\b|\b{_UNIT}s? (?:ago|earlier|later|before|after)\b",
    Kind.PLACE: r"\b(?:in|at|near|from|outside|inside|across|around) "
    rf"(?:(?:the|a|an|his|her|their|its|central|\w+ern) )?(?-i:{_CAPITAL})|"
    r"\b(?:in|at|inside|outside|near) (?:the|a|an|his|her) \w+",
    Kind.REASON: r"\b(?:because|since|due to|owing to|thanks to|so that|in order to|as a result|"
    r"reasons?|in protest|for fear|that[’']s why|caused by|"
    r"to (?:avoid|ensure|prevent|protect|make|get|help|keep|stop|give|show))\b",
    Kind.NAME: rf"(?-i:\b{_CAPITAL}(?: {_CAPITAL})*)",
}  # fmt: skip


def kind_asked(question: str) -> Kind | None:
    """The kind of words that a question asks for; None if it has no question word.

    The first question word decides: "when did the man who fled return?" asks for a date.

    >>> kind_asked("Approximately how many years did it take?")
    <Kind.DURATION: 'duration'>
    """
    found = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_asked().items())
        if (match := pattern.search(question))
    ]
    if not found:
        return None
    start, _, kind = min(found, key=lambda one: one[:2])
    # Behind other words, and without a question mark, it begins a relative clause.
    is_question = question.rstrip().endswith("?") or question[:start].count(" ") <= _BEFORE
    return kind if is_question else None


def which_hold(text: str, sentences: Sequence[Span], kind: Kind, question: str) -> list[bool]:
    """Which sentences of a text hold words of a kind that the question does not hold itself."""
    if kind is Kind.STATEMENT:
        return _quoted(text, sentences)
    return [holds(sentence.of(text), kind, question) for sentence in sentences]


def _quoted(text: str, sentences: Sequence[Span]) -> list[bool]:
    """Which sentences stand in quotation marks, or hold some."""
    found, is_open = [], False
    for sentence in sentences:
        marks = _MARKS.findall(sentence.of(text))
        found.append(is_open or bool(marks))
        for mark in marks:
            # “ closes in German, and straight marks do both.
            is_open = mark in "„«" or (mark not in "”»" and not is_open)
    return found


def holds(sentence: str, kind: Kind, question: str) -> bool:
    """The same for one sentence, of any kind but a statement."""
    asked = set(terms(question))
    return any(_answers(match.group(), kind, asked) for match in _held(kind).finditer(sentence))


def _answers(words: str, kind: Kind, asked: set[str]) -> bool:
    if kind is Kind.NAME:
        words = " ".join(word for word in words.split() if word.lower() not in _SMALL)
    elif kind is Kind.NUMBER and re.fullmatch(r"(?:19|20)\d\d[,.]?", words):
        return False  # a year
    return not asked.issuperset(terms(words))


@lru_cache(maxsize=1)
def _asked() -> dict[Kind, re.Pattern[str]]:
    return {kind: re.compile(rf"\b(?:{form})\b", re.IGNORECASE) for kind, form in _ASKED.items()}


@lru_cache(maxsize=len(Kind))
def _held(kind: Kind) -> re.Pattern[str]:
    return re.compile(_HELD[kind], re.IGNORECASE)
