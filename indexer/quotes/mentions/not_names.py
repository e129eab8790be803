"""Words with capitals that name nobody: hashtags, codes, titles of works."""

from __future__ import annotations

import re

from indexer.quotes.lexicon import given_names, words
from indexer.quotes.mentions.nicknames import MARKS, sign_before
from indexer.quotes.rules import rule
from indexer.quotes.tokens.row import Tokens

# "PACs", "NGOs", "GOPers"; "EB-5", but not the "G-7".
_SEVERAL_OR_CODE = re.compile(r"[A-Z]{2,}(?:er)?s|(?!G-)[A-Z]+-\d+")
_ENDING = ",."


@rule("not-names", otherwise=False)
def names_nobody(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the capitalised words from `start` to `end` are no name."""
    if end - start == 1:
        word = tokens.words[start]
        is_odd = (word[:2].isupper() and not word.isupper()) or word[-1].isdigit()
        if is_odd and _SEVERAL_OR_CODE.fullmatch(word):
            return True
        return start > 0 and tokens.words[start - 1] == "#"
    lowers, nations = tokens.lowers, words()["nationalities"]
    if lowers[start] in nations and lowers[end - 1].removesuffix("s") in nations:
        return True  # "African American", "Mexican Americans"
    if start == 0 or tokens.text[tokens.starts[start] - 1].isspace():
        return False
    return sign_before(tokens, start)[-1:] in MARKS and _is_title(tokens, start, end)


def _is_title(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a run behind an opening mark is no name and closed: "their “Harbour Bill,” which"."""
    at = tokens.ends[end - 1]
    after = tokens.text[at : at + 2].lstrip(_ENDING)
    given = given_names()
    is_name = any(lower in given for lower in tokens.lowers[start : end - 1])
    return after[:1] in MARKS and not is_name
