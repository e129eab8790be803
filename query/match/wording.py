"""Whether the words of a phrase stand in a text as written, wildcards and all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.text.written import ACRONYMS, form, forms, is_shouted, readings
from query.match.vocabulary import compiled
from query.parse.wildcards import ANY_WORD, has_wildcard

_SMALL = frozenset(name.lower() for name in ACRONYMS)

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

    def found_in(self, text: str) -> list[str] | None:
        """The words of the text that the wildcards mean, at the first place; None without one."""
        # In a text in capitals, "US" may be "us".
        tests = self._loose if self.is_ambiguous and is_shouted(text) else self._tests
        for words in readings(text):
            for start in range(len(words) - len(tests) + 1):
                if all(test(words[start + place]) for place, test in enumerate(tests)):
                    return [words[start + place] for place in self._wild]
        return None


def _tests(words: Sequence[str], *, acronyms: bool) -> list[_Test]:
    return [_test(word, acronyms, place == len(words)) for place, word in enumerate(words, 1)]


def _test(word: str, acronyms: bool, is_last: bool) -> _Test:
    """Whether a word of a text is the one that was typed; the last one may have "'s" behind it."""
    having: Callable[[str], tuple[str, ...]] = forms if is_last else lambda word: (form(word),)
    if word == ANY_WORD:
        return lambda written: True
    if has_wildcard(word):
        begins = compiled(form(word)).match
        return lambda written: any(map(begins, having(written)))
    wanted = {form(word)}
    if acronyms and word.upper() in ACRONYMS:
        wanted.add(word.upper())
    return lambda written: not wanted.isdisjoint(having(written))
