"""Whether a question may ask what somebody said. Every question passes here, so this is light."""

from __future__ import annotations

import re

SAY = (
    r"(?:said|says?|saying|told|tells?|thinks?|thought|claim(?:s|ed)?|argue[sd]?|warn(?:s|ed)?|"
    r"promise[sd]?|announce[sd]?|state[sd]?|write|wrote|tweet(?:s|ed)?|comment(?:s|ed)?|"
    r"remark(?:s|ed)?|mention(?:s|ed)?|explain(?:s|ed)?|insist(?:s|ed)?|predict(?:s|ed)?|"
    r"advise[sd]?|suggest(?:s|ed)?|feels?|felt|hopes?|regrets?|stands?|believe[sd]?|"
    r"wants?|calls?|called|blame[sd]?|promises?|criticize[sd]?|criticise[sd]?|urge[sd]?)"
)
WORDS = (
    r"(?:quotes?|statements?|comments?|remarks?|words|positions?|views?|opinions?|stance|"
    r"reactions?|responses?|take)"
)
ANSWER = (
    r"(?:respond(?:ed)?|react(?:ed)?|answer(?:ed)?|explain(?:ed)?|describe[d]?|reply|replied|"
    r"defend(?:ed)?|justify|justified|dismiss(?:ed)?|counter(?:ed)?|address(?:ed)?)"
)

FEELING = (
    r"(?:afraid|worried|worry|worries|concerned|scared|angry|hopeful|proud|satisfied|fears?|"
    r"hopes?|expects?|trusts?|distrusts?|supports?|opposes?|regrets?)"
)

_VERBS = """
    accuse acknowledge add admire admit advise agree allege announce answer applaud apologise
    apologize appeal argue ask assert attack believe blame boast call caution celebrate challenge
    claim comment commend compare complain concede condemn confess confirm console contend
    criticise criticize declare defend demand deny describe dismiss dispute doubt dread emphasise
    emphasize endorse estimate expect explain express fear forecast hail hope imply insist invoke
    joke label lament liken mention mock note object oppose pledge plead point praise predict
    promise propose question quip recall recommend reject regret remark remember remind reply report
    respond reveal ridicule scoff scold stress suggest support tease thank threaten tweet urge voice
    vow want warn welcome wish wonder worry
"""
_DOUBLED = ("admit", "regret", "quip")
_IRREGULAR = """
    say says said tell tells told think thinks thought feel feels felt find finds found foresee
    foresees foresaw know knows knew write writes wrote speak speaks spoke swear swears swore
"""


def _forms(verb: str) -> set[str]:
    """A regular verb, its third person and its past."""
    if verb.endswith("e"):
        return {verb, f"{verb}s", f"{verb}d"}
    if verb.endswith("y"):
        return {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    past = f"{verb}{verb[-1] if verb in _DOUBLED else ''}ed"
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch")) else f"{verb}s"
    return {verb, third, past}


REPORTING = frozenset(_IRREGULAR.split()).union(*map(_forms, _VERBS.split()))
"""Verbs that tell how somebody says something, in the forms of "who said" and "who says"."""

_MAY_BE = re.compile(
    rf"(?:who|which)\b|.*\b(?:{SAY}|{WORDS}|{ANSWER}|{FEELING}|on)\b", re.IGNORECASE
)


def may_be_about_saying(question: str) -> bool:
    """Whether a question holds a reporting word, asks who, or may be "NAME on TOPIC".

    `query.speakers.questions` reads such a question. It takes longer to load than most questions
    take to answer.
    """
    return _MAY_BE.match(question) is not None
