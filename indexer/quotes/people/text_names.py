"""Full names outside of the mentions: in quotes, in titles and in longer runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from unicodedata import normalize

from indexer.quotes.lexicon import any_of, given_names, words
from indexer.quotes.mentions.mention import NOMINAL, ORGANISATION, SURNAME, Mention
from indexer.quotes.people.index import NameIndex
from indexer.quotes.people.names import surname_key
from indexer.quotes.people.proper_names import without_possessive
from indexer.quotes.rules import rule

# The repeats have bounds: a long row of hyphens would be read anew from each of its words.
_FULL_NAME = re.compile(
    r"[A-Z](?<!\w[A-Z])[^\W\d_]+(?:[’'-][^\W\d_]+){0,4}"
    r"(?: (?:[A-Z]\.|(?:al-|el-)?[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+){0,4})){1,3}"
)
_CAPITALISED = re.compile(
    r"[A-Z][^\W\d_]+(?:[’'-][A-Z][^\W\d_]+)*"
    r"(?: (?:[A-Z]\. )?[A-Z][^\W\d_]+(?:[’'-][A-Z][^\W\d_]+)*)*"
)
_LONGEST = 4  # words


@rule("text-names", otherwise=None)
def add_quoted_names(index: NameIndex, quoted: Iterable[str]) -> None:
    """Add the full names in quotes and the title; they explain surnames elsewhere."""
    # "Will Roe win?": no name opens with an auxiliary here.
    common = any_of("not_names", "titles", "honorifics", "places", "auxiliaries")
    known = given_names()
    for found in _FULL_NAME.finditer(normalize("NFC", "\n".join(quoted))):
        name = found.group().split()
        name[-1] = without_possessive(name[-1])
        while len(name) > 1 and name[0].lower().rstrip(".") in common:
            name = name[1:]
        if 1 < len(name) <= _LONGEST and name[0].lower() in known:
            index.add(tuple(name))


@rule("text-names", otherwise=None)
def add_embedded_names(
    index: NameIndex, mentions: Sequence[Mention], headlines: Iterable[str]
) -> None:
    """Add full names within longer runs of capitals ("The Jane Roe Show"), of known surnames.

    Only the text below a headline tells where a name in the headline ends.

    Args:
        index: The names known so far.
        mentions: The mentions with a name.
        headlines: The texts of the headlines.
    """
    surnames = {surname_key(one.name[-1]) for one in mentions if one.kind in (SURNAME, NOMINAL)}
    runs = [one.name for one in mentions if one.kind == ORGANISATION and len(one.name) > 1]
    for headline in headlines:
        found = _CAPITALISED.findall(normalize("NFC", headline))
        runs += [tuple(word for word in run.split() if word[-1] != ".") for run in found]
    for run in runs:
        for first, last in pairwise(run):
            if surname_key(last) in surnames and _is_given(first) and not index.knows(last):
                index.add((first, last))


def _is_given(word: str) -> bool:
    """Whether a word is a given name and no auxiliary: "Will Roe win?"."""
    lower = word.lower()
    return lower in given_names() and lower not in words()["auxiliaries"]
