"""Whether the words of a phrase stand in a text as written, wildcards and all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from indexer.text.analyzer import LONGEST_WORD
from indexer.text.languages.stemming import without_elision
from indexer.text.written import ACRONYMS, form, is_shouted, readings
from query.match.vocabulary import compiled
from query.parse.wildcards import ANY_WORD, has_wildcard

CERTAIN = frozenset(("the", "a", "an", "of", "and", "or", "to", "for", "with", "from", "by"))
"""Words that have one form only: their terms alone tell that they stand in a text."""

_SMALL = frozenset(name.lower() for name in ACRONYMS)
_FOLDED = re.compile("[\u00aa-\u02ff\u0300-\u036f\u1e00-\u1eff\ufb00-\ufb06]")

# Other signs beyond ASCII may be letters with accents, or stand inside a word.
_UNUSUAL = re.compile("[^\x00-\x7f\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]")
# A word may have more signs than its letters: "f.b.i.", "_so_me", "elec-\ntion".
_INSIDE_WORDS = re.compile(r"[^\W\d_]\.[^\W\d_]|_|-[ \t\r]*\n")

_Test = Callable[[str], bool]


class WordingTest:
    """Tells where words stand right after one another.

    Args:
        words: As typed, with their wildcards; at least one.
        acronyms: Whether "us" may also be "US".
    """

    def __init__(self, words: Sequence[str], *, acronyms: bool = False) -> None:
        self.is_ambiguous = any(form(word) in _SMALL for word in words)
        self._wild = [place for place, word in enumerate(words) if has_wildcard(word)]
        self._loose = _tests(words, acronyms=True)
        self._tests = self._loose if acronyms else _tests(words, acronyms=False)
        literal = [form(word).lower() for word in words if not has_wildcard(word)]
        self._rarest = max((word for word in literal if word.isalpha()), key=len, default="")
        self._plainly = _plain_pattern(words)
        self._letters = _letters_pattern(words)
        self.is_certain = CERTAIN.issuperset(map(form, words))

    def found_in(self, text: str) -> list[str] | None:
        """The words of the text that the wildcards mean, at the first place; None without one."""
        if self._letters is not None and not self._letters.search(text.lower()):
            if _is_plain(text):
                return None
        elif self._plainly is not None and self._plainly.search(text):
            return []
        if not self._may_be_in(text):
            return None
        # In a text in capitals, "US" may be "us".
        tests = self._loose if self.is_ambiguous and is_shouted(text) else self._tests
        first, length = tests[0], len(tests)
        for words in readings(text):
            forms = list(map(form, words))
            for start in range(len(forms) - length + 1):
                if first(forms[start]) and all(
                    tests[place](forms[start + place]) for place in range(1, length)
                ):
                    return [words[start + place] for place in self._wild]
        return None

    def _may_be_in(self, text: str) -> bool:
        """Whether the text has the letters of the longest word; True where that cannot be told."""
        return (
            self._rarest in text.lower()
            or not self._rarest
            or not self._rarest.isascii()
            or "-\n" in text
            or ("." in text and len(self._rarest) <= 4)  # "U.S."
            or _FOLDED.search(text) is not None
        )


def _plain_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """An expression for words that evidently stand in a text; None where only a reading tells.

    Between white space and common marks, plain letters are a word, whatever stands around.
    """
    if not all(word.isascii() and word.isalpha() and len(word) <= LONGEST_WORD for word in words):
        return None
    if any(word.upper() in ACRONYMS for word in words):
        return None
    return re.compile(
        rf"(?<![^\s(\[“\"]){' '.join(words)}(?=[,;:!?.”\")\]]?(?:\s|$))", re.IGNORECASE
    )


def _is_plain(text: str) -> bool:
    """Whether the words of a text are their letters and nothing else."""
    is_usual = text.isascii() or _UNUSUAL.search(text) is None
    return is_usual and _INSIDE_WORDS.search(text) is None


def _letters_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """An expression for the letters of words one behind another; None for words with other signs.

    Search for it in text in small letters.
    """
    if not all(word.isascii() and word.isalpha() and len(word) < LONGEST_WORD for word in words):
        return None
    return re.compile(r"[\W_]+".join(map(str.lower, words)) + r"(?!\w)")


def _tests(words: Sequence[str], *, acronyms: bool) -> list[_Test]:
    last = len(words) - 1
    return [_test(word, acronyms, place == 0, place == last) for place, word in enumerate(words)]


def _test(word: str, acronyms: bool, is_first: bool, is_last: bool) -> _Test:
    """Whether the form of a word of a text is the one that was typed.

    The first word of a phrase may have an elided article before it ("l'eau"), the last one "'s"
    behind it.
    """
    if word == ANY_WORD:
        return lambda written: True
    if has_wildcard(word):
        begins = compiled(form(word)).match
        return lambda written: begins(written) is not None
    wanted = {form(word)}
    if acronyms and word.upper() in ACRONYMS:
        wanted.add(word.upper())
    if is_last:
        wanted |= {f"{one}'s" for one in wanted}
    if is_first:
        return lambda written: written in wanted or without_elision(written) in wanted
    return wanted.__contains__
