"""Lines that a page puts between two paragraphs of a quotation: captions, credits, teasers."""

from __future__ import annotations

import re

from indexer.quotes.rules import rule
from indexer.records import Span

_LONGEST = 300  # code points
_LONGEST_HEADING = 100  # code points
_OPENING = re.compile(
    r"\W*(?:image|images|photo|photos|photograph|picture|pictured|video|caption|credit|source"
    r"|read more|read also|also read|read next|see also|related|watch|listen|more on|more from"
    r"|advertisement|advert|article continues|story continues|continue reading|sign up|subscribe"
    r"|share this|follow us|click here|download|getty|reuters|file photo|in pictures"
    r"|recommended|don[’']t miss|more:|©|skip to)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\((?:photo|image|picture|file|credit|source|via|getty|reuters|ap|afp)\b[^)]*\)"
    r"|(?:getty images|/getty|/reuters|/afp|/ap|reuters|pa wire|shutterstock|alamy|file photo)"
    r"\W*)\s*\Z",
    re.IGNORECASE,
)
_MARKS = frozenset("“\"‘'«„`")
_SENTENCE_ENDS = (".", "!", "?", "…", ",", ";", ":", "”", "’", '"', "'", "»", "—", "–")


@rule("captions", otherwise=False)
def is_caption(text: str, paragraph: Span) -> bool:
    """Whether a paragraph begins like a caption or teaser, or ends with a picture's credit."""
    if paragraph.end - paragraph.start > _LONGEST:
        return False
    line = paragraph.of(text)
    return bool(_OPENING.match(line) or _CREDIT.search(line))


@rule("captions", otherwise=False)
def is_heading(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is a short line without a stop or mark, as headings and captions are."""
    if paragraph.end - paragraph.start > _LONGEST_HEADING:
        return False
    line = paragraph.of(text)
    return not line.endswith(_SENTENCE_ENDS) and line[0] not in _MARKS
