"""Questions about what somebody said: "what did X say about Y", "who said Y"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.names.matching import Level
from indexer.names.parsing import parse_name
from query.parse.parser import Question
from query.parse.tree import Filter, Or, SpokenBy
from query.speakers.directory import Directory, meant
from query.speakers.reporting_words import ANSWER, SAY, WORDS

LONGEST = 500
"""Characters: a longer text is no question about what somebody said."""

_ABOUT = r"(?:about|on|of|over|regarding|concerning|against|to)"
_WHO = r"(?P<who>\S+(?: \S+){0,5}?)"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"what (?:else )?(?:did|does|do|has|have|had) {_WHO} (?:ever |publicly )?{SAY}"
        rf"(?: (?:\S+ ){{0,2}}?{_ABOUT} (?P<topic>.+)|(?: {_ABOUT})?\W*$)",
        rf"what {_WHO} (?:has |have |had )?{SAY} {_ABOUT} (?P<topic>.+)",
        rf"(?:did|does|has|have) {_WHO} (?:ever )?{SAY} (?:(?:any|some)thing )?"
        rf"(?:that |{_ABOUT} )?(?P<topic>.+)",
        rf"(?:when|where|why|how often) (?:did|does|do|has|have) {_WHO} (?:ever )?{SAY} "
        rf"(?:that |{_ABOUT} )?(?P<topic>.+)",
        rf"how (?:did|does|do|has|have) {_WHO} {ANSWER} (?:{_ABOUT} )?(?P<topic>.+)",
        rf"what (?:is|was|are|were) {_WHO} quoted (?:as )?saying(?: {_ABOUT} (?P<topic>.+)|\W*$)",
        rf"(?:everything|anything|all) (?:that )?{_WHO} (?:has |have |had |ever )?{SAY} {_ABOUT} "
        rf"(?P<topic>.+)",
        rf"{_WHO} {SAY} what {_ABOUT} (?P<topic>.+)",
        rf"{WORDS} (?:by|of|from) {_WHO}(?: {_ABOUT} (?P<topic>.+)|$)",
        rf"(?:what(?: is| was| are| were|['’]s) )?{_WHO}['’]s? {WORDS} {_ABOUT} (?P<topic>.+)",
        rf"(?P<bare>{_WHO}) {WORDS} {_ABOUT} (?P<topic>.+)",
    )
)
_WHO_SAID = re.compile(rf"who (?:has |have |had |else )?{SAY} (?:that )?(?P<topic>.+)", re.I)

_JOINT = re.compile(r",? (?:and|or) |, ", re.IGNORECASE)

_NOBODY = (
    "he she they it we you i one people anyone anybody someone somebody everyone everybody others "
    "experts officials critics supporters residents witnesses police this that these those"
)


@dataclass(frozen=True, slots=True)
class SpokenQuestion:
    """What a question says about who speaks.

    Attributes:
        question: With the words to search for.
        spoken: The speakers whom it names, if all of them are quoted, else None.
        is_paraphrase: Whether it asks who said something, and tells that in its own words.
    """

    question: Question
    spoken: Filter | None = None
    is_paraphrase: bool = False


def understand(
    question: Question, directory: Directory, *, variants: bool = True, sure: bool = False
) -> SpokenQuestion:
    """Read what a question says about the speaker.

    Args:
        question: As parsed. A long question stays as it is.
        directory: The people who are quoted.
        variants: Whether other spellings of a name count.
        sure: Whether a quote counts only if its speaker is sure.
    """
    plain = question.words.strip()
    if len(plain) > LONGEST:
        return SpokenQuestion(question)
    who_said = _WHO_SAID.match(plain)
    if who_said:
        return SpokenQuestion(replace(question, words=who_said["topic"]), None, True)
    for form in _FORMS:
        found = form.match(plain)
        if found is None or ("bare" in form.groupindex and not _is_named(found["who"], directory)):
            continue
        spoken = _speakers(found["who"], directory, variants=variants, sure=sure)
        if spoken:
            return SpokenQuestion(question, spoken)
    return SpokenQuestion(question)


def _speakers(who: str, directory: Directory, *, variants: bool, sure: bool) -> Filter | None:
    """A filter for one name, or several joined by "and" and "or"; None if one is not quoted."""
    for names in ([who], _JOINT.split(who)):
        if all(_is_quoted(name, directory, variants=variants) for name in names):
            spoken = tuple(SpokenBy(name, variants, sure) for name in names)
            return spoken[0] if len(spoken) == 1 else Or(spoken)
    return None


def _is_named(who: str, directory: Directory) -> bool:
    """Whether words are somebody's name, where only their position makes them a speaker.

    True for "Roe views on trade"; False for "church views on trade", though a Catholic Church is
    quoted.
    """
    found = directory.find(who, False)
    if not found or found[0].level > Level.PART or who.islower():
        return False
    is_whole = found[0].level == Level.SAME
    return is_whole or not parse_name(found[0].person.name).is_organisation


def _is_quoted(name: str, directory: Directory, *, variants: bool) -> bool:
    words = name.lower().split()
    if not words or not set(words).isdisjoint(_NOBODY.split()):
        return False
    found = meant(directory.find(name, variants))
    if words[0] in ("the", "a", "an", "some"):
        # "the mayor" is nobody's name, "the New York Times" is.
        return bool(found) and found[0].level == Level.SAME
    return bool(found)
