"""Verdicts, flags and differences in words."""

from __future__ import annotations

from collections.abc import Iterable

from query.verify.difference import Stretch
from query.verify.steps import Kind
from query.verify.verdict import Searched, Verdict, Verification

_HEADLINES = {
    Verdict.EXACT: "Exact: the archive has this quote word for word.",
    Verdict.SHORTENED: "Shortened: these words are part of a longer statement.",
    Verdict.ALTERED: "Altered: the archive has this statement in other words.",
    Verdict.JOINED: "Joined: these words come from several statements.",
    Verdict.SOMEONE_ELSE: "Someone else's: the archive has this from another speaker.",
    Verdict.NARRATION: "In the paper's words: this stands in the text, not between marks.",
    Verdict.PARAPHRASE: "Paraphrase: nobody in this archive said these words. Nearest in meaning:",
    Verdict.NOT_FOUND: "Not in this archive.",
}
_SOMEONE_ELSE = {
    "denied": "Denied: the article says that these words were not said.",
    "relayed": "Only quoted: the speaker repeats another person's words.",
    "speaker-unknown": "Speaker unknown: the archive has this, but does not name who said it.",
}
_FLAGS = {
    "negation": "a negation is added or lost",
    "number": "a number differs",
    "name": "a name differs",
    "condition": "a condition or contrast is added or lost",
    "hedge": "a hedge (may, could, think) is added or lost",
    "quantifier": "a word such as all or some differs",
    "question": "a question mark differs",
    "bracket": "words in brackets are not the speaker's",
    "denied": "the article denies that it was said",
    "relayed": "the speaker repeats another person's words",
    "speaker": "not all pieces are the named speaker's",
    "speaker-unknown": "the article does not name the speaker",
}


def headline(found: Verification) -> str:
    """The verdict as a sentence."""
    return headline_of(found.verdict, found.flags)


def headline_of(verdict: Verdict, flags: Iterable[str]) -> str:
    """A verdict with its flags as a sentence."""
    if verdict is Verdict.SOMEONE_ELSE:
        raised = set(flags)
        for flag, words in _SOMEONE_ELSE.items():
            if flag in raised:
                return words
    return _HEADLINES[verdict]


def flags_in_words(flags: Iterable[str]) -> list[str]:
    """What to look at, a phrase each."""
    return [_FLAGS.get(flag, flag) for flag in flags]


def difference_in_words(stretches: Iterable[Stretch], most: int = 12) -> str:
    """The difference on one line: [-said-] for what is missing, {+claimed+} for what is new.

    Of long runs of the same words only the ends are shown.
    """
    return " ".join(_marked(one, most) for one in stretches)


def searched_in_words(searched: Searched, speaker: str | None) -> str:
    """What was searched, as a sentence."""
    dates = f", {searched.first} to {searched.last}" if searched.first else ", undated"
    text = f"searched: {searched.articles:,} articles{dates}; {searched.quotes:,} quotes"
    if speaker is None or searched.speaker_quotes is None:
        return text
    if not searched.speaker_quotes:
        return f"{text}; {speaker} is not quoted by name"
    return f"{text}, {searched.speaker_quotes:,} by {speaker}"


def _marked(one: Stretch, most: int) -> str:
    match one.kind:
        case Kind.SAME:
            words = one.claim.split()
            if len(words) <= most:
                return one.claim
            return " ".join([*words[: most // 2], "…", *words[-(most // 2) :]])
        case Kind.CHANGED:
            return f"[-{one.said}-] {{+{one.claim}+}}"
        case Kind.ADDED:
            return f"{{+{one.claim}+}}"
        case Kind.DROPPED:
            return f"[-{one.said}-]"
        case Kind.LEFT_OUT:
            return f"(… {one.said} …)"
