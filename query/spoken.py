"""Questions about what somebody said: "what did X say about Y", "who said Y"."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.names.matching import Level
from query.filters import SpokenBy
from query.parse import Question
from query.saying import SAY, WORDS
from query.speakers import Directory, meant

LONGEST = 500
"""Characters of a question that is read so; a longer one is a text, not a question."""

_ABOUT = r"(?:about|on|of|over|regarding|concerning|against|to)"
_WHO = r"(?P<who>\S+(?: \S+){0,5}?)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"what (?:else )?(?:did|does|do|has|have|had) {_WHO} (?:ever |publicly )?{SAY}"
        rf"(?: (?:\S+ ){{0,2}}?{_ABOUT} (?P<topic>.+)|\W*$)",
        rf"what {_WHO} (?:has |have |had )?{SAY} {_ABOUT} (?P<topic>.+)",
        rf"(?:did|does|has|have) {_WHO} (?:ever )?{SAY} (?:(?:any|some)thing )?"
        rf"(?:that |{_ABOUT} )?(?P<topic>.+)",
        rf"{WORDS} (?:by|of|from) {_WHO}(?: {_ABOUT} (?P<topic>.+)|$)",
        rf"{_WHO}['’]s? {WORDS} {_ABOUT} (?P<topic>.+)",
    )
)
_WHO_SAID = re.compile(rf"who (?:has |have |had |else )?{SAY} (?:that )?(?P<topic>.+)", re.I)

_NOBODY = (
    "he she they it we you i one people anyone anybody someone somebody everyone everybody others "
    "experts officials critics supporters residents witnesses police this that these those"
)


def understand(question: Question, directory: Directory) -> tuple[Question, SpokenBy | None]:
    """Read what a question says about who speaks.

    Args:
        question: As parsed; one with conditions is left as it is.
        directory: The people who are quoted.

    Returns:
        The question with what is to be searched for, and a note about what was understood; and
        the speaker to whom it is confined, if it names one who is quoted.
    """
    if question.condition is not None or len(question.text) > LONGEST:
        return question, None
    plain = question.text.strip()
    who_said = _WHO_SAID.match(plain)
    if who_said:
        return replace(question, words=who_said["topic"]), None
    for form in _FORMS:
        found = form.match(plain)
        if found:
            break
    else:
        return question, None
    name = found["who"]
    if not _is_quoted(name, directory):
        return question, None
    return replace(question, words=found["topic"] or question.words), SpokenBy(name)


def _is_quoted(name: str, directory: Directory) -> bool:
    words = name.lower().split()
    if not set(words).isdisjoint(_NOBODY.split()):
        return False
    found = meant(directory.find(name))
    if words[0] in ("the", "a", "an", "some"):
        # "the mayor" is nobody's name, "the New York Times" is.
        return bool(found) and found[0].level == Level.SAME
    return bool(found)
