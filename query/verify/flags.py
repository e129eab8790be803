"""What a reader must look at: a change or a loss that may turn what was said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from query.verify.difference import hunks
from query.verify.match import Match
from query.verify.meaning_words import (
    CONDITIONS,
    KINDS,
    Counted,
    are_opposites,
    count_kinds,
    is_negation,
)
from query.verify.steps import Kind, Step
from query.verify.words import Word

NEAR = 3
"""Characters behind a word in which the end of its sentence is seen."""

_END = re.compile(r"[.!?…]")


def changed_kinds(match: Match, is_common: Callable[[str], bool]) -> set[str]:
    """Kinds of words that differ between the claim and the words it repeats."""
    found: set[str] = set()
    for hunk in hunks(match):
        ours = [step.claim for step in hunk if step.claim is not None]
        theirs = [step.said for step in hunk if step.said is not None]
        mine = _counts(match.claim.words, match.claim.text, ours, is_common)
        said = _counts(match.statement.words, match.statement.document.text, theirs, is_common)
        found |= _differing(mine, said, {match.claim.words[place].form for place in ours})
        if any(_is_opposite(match, step) for step in hunk):
            found.add("negation")
        if any(place in match.claim.bracketed for place in ours):
            found.add("bracket")
    if _questions(match.claim.text) != _questions(_said(match)):
        found.add("question")
    return found


def lost_kinds(match: Match, is_common: Callable[[str], bool]) -> set[str]:
    """Kinds of words in the rest of the sentences at whose ends the claim was cut."""
    words, text = match.statement.words, match.statement.document.text
    start, end = match.alignment.start, match.alignment.end
    first, last = start, end
    while first > 0 and not _ends_sentence(words, text, first - 1):
        first -= 1
    while 0 < last < len(words) and not _ends_sentence(words, text, last - 1):
        last += 1
    places = [*range(first, start), *range(end, last)]
    counted = _counts(words, text, places, is_common)
    found = {kind for kind in KINDS if counted[kind] and kind != "name"}
    if last < len(words) and words[last].form in CONDITIONS:
        found.add("condition")  # the next sentence takes it back
    return found


def in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    """Flags in the order of `KINDS`, others behind them by name."""
    wanted = set(kinds)
    known = [kind for kind in KINDS if kind in wanted]
    return (*known, *sorted(wanted - set(known)))


def _counts(
    words: Sequence[Word], text: str, places: Sequence[int], is_common: Callable[[str], bool]
) -> Counted:
    first = [place == 0 or _ends_sentence(words, text, place - 1) for place in places]
    return count_kinds([words[place] for place in places], text, first, is_common)


def _differing(mine: Counted, said: Counted, forms: set[str]) -> set[str]:
    found = {kind for kind in KINDS if kind != "name" and mine[kind] != said[kind]}
    # Names may be typed in small letters.
    missing = {name for name in said["name"] - mine["name"] if name not in forms}
    if missing or mine["name"] - said["name"]:
        found.add("name")
    return found


def _is_opposite(match: Match, step: Step) -> bool:
    if step.kind is not Kind.CHANGED or step.claim is None or step.said is None:
        return False
    ours, theirs = match.claim.words[step.claim].form, match.statement.words[step.said].form
    return is_negation(ours) != is_negation(theirs) or are_opposites(ours, theirs)


def _ends_sentence(words: Sequence[Word], text: str, place: int) -> bool:
    """Whether a sentence ends behind a word."""
    if place + 1 >= len(words):
        return True
    between = text[words[place].end : min(words[place].end + NEAR, words[place + 1].start)]
    return _END.search(between) is not None


def _questions(text: str) -> int:
    """How many questions there are beside the last sentence, whose end does not count."""
    return text.rstrip(" \"'”’").rstrip("?!.…").count("?")


def _said(match: Match) -> str:
    alignment = match.alignment
    return match.statement.between(alignment.start, alignment.end)
