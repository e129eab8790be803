"""Words with capitals that name nobody: hashtags, codes, titles of works, lines in capitals."""

from __future__ import annotations

import re

from indexer.quotes.lexicon import given_names, words
from indexer.quotes.name_runs import MARKS, sign_before
from indexer.quotes.narrative import COLON, Narrative
from indexer.quotes.person import Person

_LOUD, _LOUD_ALONE = 3, 6  # letters
_HEADING = 5  # words
# "PACs", "NGOs", "GOPers"; "EB-5", but not the "G-7".
_SEVERAL_OR_CODE = re.compile(r"[A-Z]{2,}(?:er)?s|(?!G-)[A-Z]+-\d+")
_ENDING = ",."


def names_nobody(narrative: Narrative, start: int, end: int) -> bool:
    """Whether the capitalised words from `start` to `end` are none of a name."""
    if end - start == 1:
        word = narrative.words[start]
        is_odd = (word[:2].isupper() and not word.isupper()) or word[-1].isdigit()
        if is_odd and _SEVERAL_OR_CODE.fullmatch(word):
            return True
        return start > 0 and narrative.words[start - 1] == "#"
    lowers, nations = narrative.lowers, words()["nationalities"]
    if lowers[start] in nations and lowers[end - 1].removesuffix("s") in nations:
        return True  # "African American", "Mexican Americans"
    if start == 0 or narrative.text[narrative.starts[start] - 1].isspace():
        return False
    return sign_before(narrative, start)[-1:] in MARKS and _is_title(narrative, start, end)


def _is_title(narrative: Narrative, start: int, end: int) -> bool:
    """Whether a run behind an opening mark is no name and closed: "their “Harbour Bill,” which"."""
    at = narrative.ends[end - 1]
    after = narrative.text[at : at + 2].lstrip(_ENDING)
    given = given_names()
    is_name = any(lower in given for lower in narrative.lowers[start : end - 1])
    return after[:1] in MARKS and not is_name


def is_heading(person: Person, follows: str) -> bool:
    """Whether a name is a part of a heading: "HEAVY STORMS", "Old Law Stops Harbour Talks".

    Args:
        person: Whose name it is.
        follows: The tag behind it. Before a colon a name in capitals is a speaker's.
    """
    name = person.name
    is_long = len(name) >= _HEADING and not person.is_organisation
    if len(name) < 2 or person.titles:
        return False
    is_free = follows != COLON and not person.speaks
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
