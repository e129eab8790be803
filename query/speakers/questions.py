"""Questions about what somebody said: "what did X say about Y", "who said Y"."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.names.matching import Level
from indexer.names.parsing import parse_name
from query.parse.parser import Question
from query.parse.tree import Filter, Or, SpokenBy
from query.speakers.directory import Directory, meant
from query.speakers.reporting_words import ANSWER, FEELING, REPORTING, SAY, WORDS
from query.speakers.spoken_question import SpokenQuestion

LONGEST = 500
"""Characters: a longer text is no question about what somebody said."""

LONGEST_ROLE = 10
"""Words of what a question says of a speaker: "the judge who sent him to prison"."""

_ABOUT = r"(?:about|on|of|over|regarding|concerning|against|to)"
_WHO = r"(?P<who>\S+(?: \S+){0,5}?)"
_WHOEVER = r"(?P<who>\S+(?: \S+){0,11}?)"

_NO_AUXILIARY = r"(?!(?:did|does|do|has|have|had|is|was|are|were) )"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"what (?:else )?(?:did|does|do|has|have|had) {_WHOEVER} (?:ever |publicly )?{SAY}\b",
        rf"what {_NO_AUXILIARY}{_WHO} (?:has |have |had )?{SAY} {_ABOUT} ",
        rf"(?:did|does|has|have) {_WHO} (?:ever )?{SAY}\b",
        rf"(?:when|where|why|how often) (?:did|does|do|has|have) {_WHO} (?:ever )?{SAY}\b",
        rf"how (?:did|does|do|has|have) {_WHOEVER} (?:{ANSWER}|{SAY})\b",
        rf"what (?:is|was|are|were) {_WHO} quoted (?:as )?saying",
        rf"(?:everything|anything|all) (?:that )?{_WHO} (?:has |have |had |ever )?{SAY} {_ABOUT} ",
        rf"{_WHO} {SAY} what {_ABOUT} ",
        rf"{WORDS} (?:by|of|from) {_WHO}(?: {_ABOUT} |$)",
        rf"(?:what(?: is| was| are| were|['’]s) )?{_WHO}['’]s? {WORDS} {_ABOUT} ",
        rf"(?P<bare>{_WHO}) {WORDS} {_ABOUT} ",
        rf"(?P<bare>{_WHO}) (?:on|\w+ing) ",
    )
)
_FELT = re.compile(
    rf"(?:are|is|were|was|do|does|did) {_WHO} (?:still |really |also )?{FEELING}\b", re.IGNORECASE
)

_ARTICLES = ("the", "a", "an", "some", "one")

_JOINT = re.compile(r",? (?:and|or) |, ", re.IGNORECASE)

_NOBODY = """
    he she they it we you i one people anyone anybody someone somebody everyone everybody others
    experts officials critics supporters residents witnesses police this that these those
"""
_NOBODIES = frozenset(_NOBODY.split())


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
    asked = _who_said(plain)
    if asked is not None:
        role, words = asked
        return SpokenQuestion(replace(question, words=words), None, role, asks_who=True)
    role = ""
    for form in _FORMS:
        found = form.match(plain)
        if found is None:
            continue
        who, is_bare = found["who"], "bare" in form.groupindex
        if is_bare and not _is_named(who, directory):
            if "reaction" in found.group().lower() or "response" in found.group().lower():
                role = role or _role(who)
            continue
        spoken = _speakers(who, directory, variants=variants, sure=sure)
        if spoken:
            return SpokenQuestion(question, spoken)
        role = role or _role(who)
    felt = None if role else _FELT.match(plain)
    if felt:
        # What people feel stands in what some of them say.
        spoken = _speakers(felt["who"], directory, variants=variants, sure=sure)
        return SpokenQuestion(question, spoken, "" if spoken else felt["who"])
    unknown = role if _may_be_name(role) and not directory.find(role, variants) else ""
    return SpokenQuestion(question, None, role, unknown)


def _who_said(question: str) -> tuple[str, str] | None:
    """The role and what was said of "who warned that Y" and "which commander says Y"; else None."""
    words = question.split()
    first = words[0].lower() if words else ""
    if first not in ("who", "which"):
        return None
    for position, word in enumerate(words[1 : LONGEST_ROLE + 2], 1):
        if word.lower() in REPORTING and words[position + 1 :]:
            role, said = words[1:position], words[position + 1 :]
            if first == "which":
                # The words of a role find the quote too.
                return _role(" ".join(role)), " ".join(words[1:])
            if said[0].lower() == "that" and len(said) > 1:
                said = said[1:]
            return _role(" ".join(role)), " ".join([*role, *said])
    return None


def _role(who: str) -> str:
    """The words of a role, without an article; "" if they say nothing of anybody."""
    words = who.split()
    while words and words[0].lower() in _ARTICLES:
        words = words[1:]
    return "" if {word.lower() for word in words} <= _NOBODIES else " ".join(words)


def _may_be_name(role: str) -> bool:
    """Whether words are written as a full name is: "Jane Roe", not "Tarn's old mayor"."""
    words = role.split()
    return len(words) > 1 and all(word[0].isupper() and word.isalpha() for word in words)


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
    if who.islower():
        return False
    found = directory.find(who, False)
    if not found or found[0].level > Level.PART:
        return False
    is_whole = found[0].level == Level.SAME
    return is_whole or not parse_name(found[0].person.name).is_organisation


def _is_quoted(name: str, directory: Directory, *, variants: bool) -> bool:
    words = name.lower().split()
    if not words or not _NOBODIES.isdisjoint(words):
        return False
    found = meant(directory.find(name, variants))
    if words[0] in _ARTICLES:
        # "the mayor" is nobody's name, "the New York Times" is.
        return bool(found) and found[0].level == Level.SAME
    return bool(found)
