"""Whether a question may ask what somebody said. Every question passes here, so this is light."""

from __future__ import annotations

import re

SAY = (
    r"(?:said|says?|saying|told|tells?|thinks?|thought|claim(?:s|ed)?|argue[sd]?|warn(?:s|ed)?|"
    r"promise[sd]?|announce[sd]?|state[sd]?|write|wrote|tweet(?:s|ed)?|comment(?:s|ed)?|"
    r"remark(?:s|ed)?|mention(?:s|ed)?|explain(?:s|ed)?|insist(?:s|ed)?|predict(?:s|ed)?)"
)
WORDS = (
    r"(?:quotes?|statements?|comments?|remarks?|words|positions?|views?|opinions?|stance|"
    r"reactions?|responses?)"
)
ANSWER = r"(?:respond(?:ed)?|react(?:ed)?|answer(?:ed)?|explain(?:ed)?|describe[d]?)"


def may_be_about_saying(question: str) -> bool:
    """Whether a question holds a reporting word.

    `query.speakers.questions` reads such a question. It takes longer to load than most questions
    take to answer.
    """
    return re.search(rf"\b(?:{SAY}|{WORDS}|{ANSWER})\b", question, re.IGNORECASE) is not None
