"""The word lists, from the text files in `wordlists/`, read once when first used.

A file has sections, `[name]`, of words parted by white space; `#` starts a comment. In
`cues.txt` the words are base forms and inflected here; `[irregular]` has `forms=base`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from indexer.quotes.feature_enum import FeatureEnum
from indexer.text.word_lists import sections

_VOWELS = "aeiou"
# The listed verbs that double their last letter.
_DOUBLED = frozenset(
    (
        *("admit", "quip", "slam", "snap", "pan", "tag", "dub", "plan", "rebut", "chat", "rip"),
        *("shrug", "cut", "refer", "infer", "begin", "put", "run", "hit", "spit", "stop"),
        *("brag", "demur"),
    )
)
# Forms that are nouns much more often: "state Rep. Roe", "the love of".
_RARELY_VERBS = (
    *("state", "love", "cause", "mind", "tag", "brand", "number", "list", "cheers"),
    *("advocate", "volunteer", "volunteers"),
)

# How words for people end: "astronaut", "producers", "singer/songwriter".
_AGENT = re.compile(r"\w\w(?:er|or|ist|naut|ian|man|men|woman|person|star)s?$")


class CueClass(FeatureEnum):
    """What a reporting word tells of, the strongest class first."""

    SAY = "say"
    REPORT = "report"
    JUDGE = "judge"  # "called", "praised"
    THINK = "think"
    ACT = "act"  # "nodded"
    NOUN = "noun"  # "statement"
    NONE = "-"  # for a word that is no reporting word


SAYING = frozenset((CueClass.SAY, CueClass.REPORT))
"""The classes of reporting words that tell of somebody's speaking."""
FORMS_OF_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
"""What stands before the participle of a passive."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: its base form and the class it belongs to."""

    lemma: str
    group: CueClass


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The closed classes and small lists, by the name of their section."""
    return {name: frozenset(found) for name, found in _sections("lists.txt")}


@lru_cache(maxsize=16)
def pairs(section: str) -> dict[str, str]:
    """The pairs of a small list of the form `word=meaning`."""
    return dict(one.split("=", 1) for one in words()[section])


@lru_cache(maxsize=64)
def any_of(*sections: str) -> frozenset[str]:
    """The words of several small lists together, joined once."""
    return frozenset().union(*(words()[section] for section in sections))


@lru_cache(maxsize=1)
def role_words() -> frozenset[str]:
    """Titles and role nouns, without "mother" and the like."""
    return any_of("titles", "role_nouns") - words()["family"]


def is_role(lower: str) -> bool:
    """Whether a word says what somebody is, "secretary-treasurer" included."""
    return lower in role_words() or lower == "member" or lower.rpartition("-")[2] in role_words()


def names_agent(lower: str) -> bool:
    """Whether a noun ends as words for people do: "trader", "astronaut"; not "matter"."""
    return _AGENT.search(lower) is not None and lower not in any_of("no_agents", "family")


def is_past_form(lower: str) -> bool:
    """Whether a word has the form of a past, as some adjectives have, too: "visited", "met"."""
    return lower.endswith("ed") or lower in words()["past_forms"]


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given name in lower case -> "f", "m", or "e" for either."""
    return {name: section[0] for section, names in _sections("given_names.txt") for name in names}


@lru_cache(maxsize=1)
def cues() -> dict[str, Cue]:
    """Every form of every reporting word, in lower case; the stronger class wins."""
    forms: dict[str, Cue] = {}
    irregular: list[tuple[str, str]] = []
    for group, listed in _sections("cues.txt"):
        if group == "irregular":
            irregular = _irregular(listed)
            continue
        cue_class = CueClass(group)
        for lemma in listed:
            inflected = [lemma] if cue_class == CueClass.NOUN else _inflections(lemma)
            for form in inflected:
                forms.setdefault(form, Cue(lemma, cue_class))
    for form in _RARELY_VERBS:
        forms.pop(form, None)
    for form, lemma in irregular:
        known = forms.get(lemma)
        forms[form] = Cue(lemma, known.group if known else CueClass.ACT)
    return forms


@lru_cache(maxsize=1)
def leaders() -> dict[str, list[tuple[str, ...]]]:
    """Full names of heads of state and government, by the name of their section."""
    return {
        section: [tuple(name.partition("=")[0].split("_")) for name in names]
        for section, names in _sections("leaders.txt")
    }


@lru_cache(maxsize=1)
def leaders_nations() -> dict[tuple[str, str], str]:
    """First and last name of leaders in lower case -> the adjective of their country."""
    found: dict[tuple[str, str], str] = {}
    for _, names in _sections("leaders.txt"):
        for entry in names:
            name, _, nation = entry.partition("=")
            if nation:
                parts = name.lower().split("_")
                found[parts[0], parts[-1]] = nation
    return found


def _sections(file: str) -> Iterator[tuple[str, list[str]]]:
    text = (
        resources.files("indexer.quotes").joinpath(f"wordlists/{file}").read_text(encoding="utf-8")
    )
    return sections(text)


def _irregular(listed: list[str]) -> list[tuple[str, str]]:
    """("said", "say"), ... from the words `said says saying=say`."""
    pairs: list[tuple[str, str]] = []
    waiting: list[str] = []
    for word in listed:
        form, _, lemma = word.partition("=")
        waiting.append(form)
        if lemma:
            pairs.extend((one, lemma) for one in waiting)
            waiting = []
    return pairs


def _inflections(lemma: str) -> list[str]:
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        stem = lemma[:-1]
        return [lemma, stem + "ies", stem + "ied", lemma + "ing"]
    is_sibilant = lemma.endswith(("s", "sh", "ch", "x", "z"))
    is_after_o = lemma.endswith("o") and lemma[-2] not in _VOWELS
    plural = lemma + ("es" if is_sibilant or is_after_o else "s")
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    return [lemma, plural, stem + "ed", stem + "ing"]
