"""The signs, words and attributions beside a quotation span."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.quotes.lexicon import SAYING, CueClass, cues, words
from indexer.quotes.marks.exclusions import has_capitals
from indexer.quotes.marks.shape import WORD, has_words
from indexer.quotes.marks.spans import QuotationSpan
from indexer.quotes.marks.works import count_signs

REACH, CLAUSE_REACH = 60, 160
"""How many code points count as beside a span, and as its clause."""
_SENTENCE_ENDS = ".!?\n"
_NEAR = 3  # words
_FEW = 2
_BY_STRENGTH = (CueClass.SAY, CueClass.REPORT, CueClass.JUDGE, CueClass.THINK)
_CLOSE_BY = SAYING | {CueClass.JUDGE}
_PHRASE_SAID = re.compile(
    r"\s+(?:the|a|an|his|her|their|one|another)\s((?:[\w’'-]+,?\s){1,6}[\w’'-]+)", re.IGNORECASE
)
_SPEAKER_LINE = re.compile(r"(?:\A|\n)(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w’'-]*:\Z")
_AFTER_QUOTE = re.compile(r"[,?!…—–-][”\"’'»]\s([^”\"“‘»\n]+)\Z")
_ATTRIBUTIONS = (
    re.compile(r"\s*,?\s*(?:he|she|they|i|we|it|who)\s+(?:\w+\s+)?(\w+)", re.IGNORECASE),
    re.compile(r"\s*,?\s*(\w+)\s"),
    re.compile(r"\s*,?\s*(?:[A-Z][\w.’'-]*\s+){1,4}(\w+)"),
)


def has_cue(text: str, span: QuotationSpan) -> bool:
    """Whether a reporting word stands close by, though no attribution follows at once.

    Without a reporting word or an attribution, one or two words are not a quotation.

    Two words may stand further from the reporting word: "said that this was “very late”". A word
    with a capital beside the sign of a work needs an attribution that follows at once.
    """
    near = words_before(text, span, REACH)[-_NEAR:]
    says_of = (
        near[-1:] and near[-1] in words()["predicating"] and has_words(span.inner.of(text), _FEW)
    )
    says_of = says_of and has_words(span.inner.of(text), _FEW)
    if says_of and strongest(words_before(text, span, CLAUSE_REACH)) in SAYING:
        return True
    if strongest(near) not in _CLOSE_BY:
        return False
    after = text[span.outer.end : span.outer.end + REACH]
    is_upper = text[span.inner.start].isupper()
    return not (is_upper and count_signs(near, after, WORD.findall(after)))


def is_said_by_phrase(text: str, span: QuotationSpan) -> bool:
    """Whether a phrase and a reporting word follow a span: "“Not guilty,” the sailor said"."""
    content = span.inner.of(text)
    if content[-1] not in ",?!" or (" " in content and has_capitals(content)):
        return False
    found = _PHRASE_SAID.match(text, span.outer.end, span.outer.end + REACH)
    known = cues()
    return found is not None and any(
        word in known and known[word].group in SAYING for word in found[1].lower().split()
    )


def goes_on(text: str, span: QuotationSpan) -> bool:
    """Whether a span is a sentence that follows another quote's attribution.

    `“Nobody told us,” said Roe. “Nobody rang.”`: the same person goes on, in few words too. So
    does one whose name opens the line: `Jane Roe: “We stay.”`
    """
    content = span.inner.of(text)[-REACH:]
    if content[-1:] not in (".", "!", "?", "…") or not text[span.inner.start].isupper():
        return False
    if " " in content and has_capitals(content):
        return False  # “Moon River.”
    before = text[max(0, span.outer.start - CLAUSE_REACH) : span.outer.start].rstrip(" \t\xa0")
    if before[-1:] not in (".", ",", ":"):
        return False
    if _SPEAKER_LINE.search(before):
        return True
    between = _AFTER_QUOTE.search(before)
    if between is None:
        return False
    known = cues()
    told = [known[word] for word in WORD.findall(between[1].lower()) if word in known]
    return any(cue.group in SAYING for cue in told)


def words_before(text: str, span: QuotationSpan, reach: int) -> list[str]:
    """The words before a span in its sentence, in lower case, from `reach` code points on."""
    before = text[max(0, span.outer.start - reach) : span.outer.start]
    return WORD.findall(_clause(before).lower())


def _clause(before: str) -> str:
    """The part of the sentence before the opening mark."""
    return before[max(map(before.rfind, _SENTENCE_ENDS)) + 1 :]


def strongest(lowers: Sequence[str]) -> CueClass:
    """The strongest class of reporting word among words in lower case."""
    known = cues()
    groups = {known[word].group for word in known.keys() & lowers}
    return next((group for group in _BY_STRENGTH if group in groups), CueClass.NONE)


def lead_of(before: str) -> tuple[str, str]:
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
    found = WORD.findall(text[-24:])
    return found[-1].lower() if found else ""


def word_class(word: str) -> str:
    """The list that a word is in, "w" for no list, "" for no word."""
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


def follow(after: str) -> str:
    """What comes after the closing mark: a sign, a capital, a noun of works, or a word."""
    stripped = after.lstrip(" \t\xa0")
    if not stripped or stripped[0] == "\n":
        return "$"
    if not stripped[0].isalnum():
        return stripped[0] if stripped[0] in ",.;:)—-<>[(" else "x"
    found = WORD.match(stripped)
    word = found.group().lower() if found else ""
    if word in words()["titled_works"]:
        return "work"
    if stripped[0].isupper():
        return "N"
    return word_class(word) or "w"


def is_said(text: str, span: QuotationSpan) -> bool:
    """Whether an attribution follows at once: "said Jane Roe", "she said", "Jane Roe said".

    After a full stop another sentence follows.
    """
    last, end = span.parts[-1].end, span.outer.end
    if text[last - 1] == "." and text[last - 2] != ".":
        return False
    after = text[end : end + REACH]
    known = cues()
    for attribution in _ATTRIBUTIONS:
        found = attribution.match(after)
        word = found.group(1).lower() if found else ""
        if word in known and known[word].group in SAYING:
            return True
    return False
