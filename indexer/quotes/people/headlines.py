"""Headlines: lines in which nearly every word has a capital, so that capitals tell no names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from indexer.quotes.lexicon import given_names, words
from indexer.quotes.people.person import Person
from indexer.quotes.rules import rule
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens
from indexer.quotes.tokens.tag import Tag

_LONGEST_HEADLINE = 30  # tokens
_LOUD, _LOUD_ALONE = 3, 6  # letters
_HEADING = 5  # words


def headlines_of(tokens: Tokens) -> dict[int, str]:
    """The paragraphs that are headlines: number -> text."""
    found: dict[int, str] = {}
    start = 0
    paragraphs = tokens.paragraphs
    while start < len(paragraphs):
        end = bisect_right(paragraphs, paragraphs[start], start)
        if end - start <= _LONGEST_HEADLINE and _is_headline(tokens, start, end):
            span = slice(tokens.starts[start], tokens.ends[end - 1])
            found[paragraphs[start]] = tokens.text[span]
        start = end
    return found


@rule("headlines", otherwise=False)
def _is_headline(tokens: Tokens, start: int, end: int) -> bool:
    small = capital = 0
    for token in range(start, end):
        word = tokens.words[token]
        if len(word) > 3 and word[0].isalpha():
            if word[0].isupper():
                capital += 1
            elif tokens.tags[token] in (tag.CUE, tag.AUXILIARY):
                return False
            else:
                small += 1
    return capital >= 4 and capital >= 4 * small


def is_capitalised(title: Sequence[str]) -> bool:
    """Whether a title has a capital on nearly every word, as headlines do."""
    long = [word for word in title if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in long)
    return capital >= 4 * (len(long) - capital)


def name_size(name: Sequence[str]) -> int:
    """How many words of a run of capitals make the name that it opens with."""
    if len(name) < 3:
        return len(name)
    return 3 if name[1].endswith(".") or name[1].lower() in given_names() else 2


@rule("headlines", otherwise=False)
def is_heading(person: Person, follows: Tag) -> bool:
    """Whether a name is a part of a heading: "HEAVY STORMS", "Old Law Stops Harbour Talks".

    Args:
        person: Whose name it is.
        follows: The tag behind it. Before a colon a name in capitals is a speaker's.
    """
    name = person.name
    is_long = len(name) >= _HEADING and not person.is_organisation
    if len(name) < 2 or person.titles:
        return False
    is_free = follows != tag.COLON and not person.speaks
    if not is_long and not (is_free and _is_loud(name[0], name[1])):
        return False
    lowers = [word.lower() for word in name]
    lists = words()
    if lowers[-1] in lists["organisation_heads"] or any(word in given_names() for word in lowers):
        return False  # "CBS NEWS"
    return not is_long or lists["name_particles"].isdisjoint(lowers)


def _is_loud(first: str, second: str) -> bool:
    """Whether words come from a line in capitals: "HEAVY STORMS", "TRAILERS Enjoy them"."""
    if not (first.isupper() and first.isalpha() and second.isalpha()):
        return False
    return len(first) >= (_LOUD if second.isupper() else _LOUD_ALONE) and len(second) > 1
