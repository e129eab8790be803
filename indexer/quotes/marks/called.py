"""Words between marks that only name something: nicknames, operations, songs, slogans.

Such words are written with capitals, and the words before them say that a name follows: `goes by
the name “Sparrow”`, `a song called “Harbour”`, `sang “Moon River”`, `the slogan “Dams for All”`,
or the words behind them do: `his “Harbour Nights” radio show`, `a “safe area,” defined as`.
What somebody calls somebody else is said, so `called her “Crooked Jane”` stays a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.quotes.marks.exclusions import has_capitals
from indexer.quotes.marks.shape import has_words
from indexer.quotes.marks.spans import QuotationSpan
from indexer.quotes.rules import rule

_LONGEST = 60  # code points
_MANY = 7  # words; longer spans are hardly ever names
_REACH = 60  # code points before a span
_PROJECTS = ("Operation ", "Project ", "Exercise ", "Task Force ", "Plan ")
_NAMING = re.compile(
    r"(?:\b(?:go|goes|went|going|gone) by(?: the)?"
    r"(?: (?:name|alias|nickname|handle|moniker)s?)?(?: of)?"
    r"|\bknown(?: \w+ly| only| simply| better| also| then| now| to \w+| in \w+)?"
    r" (?:as|by the name(?: of)?)"
    r"|\b(?:nicknamed|codenamed|code-named|titled|entitled|subtitled|headlined|captioned|christened)"
    r"|\b(?:under|by|used|uses|using) the "
    r"(?:name|alias|pseudonym|handle|moniker|stage name)(?: of)?"
    r"|\b(?:alias|aka|a\.k\.a\.)"
    r"|\bidentif(?:ied|ies) (?:only |himself |herself )?as"
    r"|\b(?:call|calls|called|calling) (?:itself|himself|herself|themselves)"
    r"|\b(?:nickname|codename|code name|stage name|pseudonym|moniker|slogan|motto|tagline|hashtag"
    r"|chorus|anthem|headline|heading)(?: (?:is|was|of))?"
    r"|\b(?:sang|sing|sings|singing|sung|hummed|plays|played|playing|performed|performing|performs)"
    r"|\b(?:is|was|were|are|been|being)(?: \w+)? (?:dubbed|named)"
    r"|\b(?:signs?|placards?|banners?|hats?|caps?|shirts?|posters?|T-shirts?|stickers?|badges?)"
    r"(?: that| which)? (?:read|reads|reading|saying|said|with)"
    r"|\b(?:co-)?(?:hosts|hosted|hosting|directs|directed|directing)"
    r"|\b(?:starred|stars|starring|appeared|appears|appearing|featured) (?:in|on)"
    r"),?:?\s\Z",
    re.IGNORECASE,
)
_EPITHET = re.compile(r"(?:The|Big|Little|Mad|Crazy|Old) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?\Z")
_NAME_AFTER = re.compile(r" [A-Z][a-z’'-]+\b(?! (?:said|says|told|added|wrote))")


_PROGRAMME = re.compile(
    r",? (?:(?:radio|television|TV|talk|news|comedy|concert|web) )*"
    r"(?:program|programme|show|podcast|series|exhibition|tour|album|sitcom)s?\b"
)
# "a “targeted area,” which is defined as"
_TERM = re.compile(r",? (?:(?:which|that) (?:is|are) )?defined as\b")
_LISTED = re.compile(r",?[ \xa0]+(?:and |or |then )?\Z")


def called_ones(text: str, spans: Sequence[QuotationSpan]) -> list[bool]:
    """Which spans only name something.

    Args:
        text: The whole text.
        spans: Its quotation spans, in order.
    """
    found: list[bool] = []
    names: set[str] = set()
    before: QuotationSpan | None = None  # the last one that is a name
    for span in spans:
        is_one = _is_short_name(text, span) and (
            _is_introduced(text, span)
            or _PROGRAMME.match(text, span.outer.end) is not None
            or (before is not None and is_in_list(text, before, span))
            or _plain(text, span) in names
        )
        found.append(is_one or _is_term(text, span))
        if is_one:
            before = span
            names.add(_plain(text, span))
    return found


@rule("called", otherwise=False)
def _is_term(text: str, span: QuotationSpan) -> bool:
    """Whether the words behind a span say what it means."""
    return _TERM.match(text, span.outer.end) is not None and not has_words(
        span.inner.of(text), _MANY
    )


def is_in_list(text: str, before: QuotationSpan, span: QuotationSpan) -> bool:
    """Whether two spans are neighbours in a list: `“A” and “B”`."""
    return _LISTED.fullmatch(text, before.outer.end, span.outer.start) is not None


def _plain(text: str, span: QuotationSpan) -> str:
    """The words of a span without a stop or comma at the end."""
    return span.inner.of(text).rstrip(" ,.")


@rule("called", otherwise=False)
def _is_short_name(text: str, span: QuotationSpan) -> bool:
    """Whether a span has few words, with capitals, and is no exclamation."""
    inner = span.inner
    if inner.end - inner.start > _LONGEST:
        return False
    content = inner.of(text)
    return (
        not has_words(content, _MANY) and has_capitals(content) and content[-1:] not in ("!", "?")
    )


def _is_introduced(text: str, span: QuotationSpan) -> bool:
    """Whether the words before a span, or its own, say that it is a name."""
    content = span.inner.of(text)
    if content.startswith(_PROJECTS):
        return True
    start, end = span.outer.start, span.outer.end
    if _NAMING.search(text[max(0, start - _REACH) : start]):
        return True
    # "‘The Rock’ Johnson"
    is_epithet = text[start - 1 : start] == " " and _EPITHET.match(content) is not None
    return is_epithet and _NAME_AFTER.match(text, end) is not None
