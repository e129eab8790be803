"""A question -> tokens. A sign in it is syntax, or only punctuation.

    "a phrase"   "near words"~5   ( )   AND OR NOT   prefix*   wild?card   fuzzy~1   field:value

People write signs for many reasons. A sign is syntax only where it can hardly mean anything else:
quotation marks around words, operators in capitals, `*` after letters, `?` between letters, and a
known field with its value right behind the colon. Everything else is part of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from indexer.errors import QuerySyntaxError
from indexer.text.analyzer import terms

FACTS = ("source", "author", "speaker", "date", "path")
"""Fields with facts about an article or a quote; their values are no words to look for."""

FIELDS = ("text", "title", *FACTS)

MIN_LITERAL = 2
"""Letters before the first wildcard: fewer would mean most words there are."""

MAX_FUZZINESS = 2
"""Edits of a fuzzy word: more would turn nearly any short word into any other."""


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    PHRASE = "phrase"
    WILDCARD = "wildcard"
    FUZZY = "fuzzy"
    FIELD = "field"
    RANGE = "range"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"


OPERATORS = (Kind.AND, Kind.OR, Kind.NOT)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question, `question[start:end]`.

    Attributes:
        kind: What it is.
        start, end: Its range in the question.
        value: Its words without marks: the words inside a phrase, the name of a field.
        number: The distance in words for a phrase, the edits for a fuzzy word, else 0.
    """

    kind: Kind
    start: int
    end: int
    value: str
    number: int = 0


# A question without any of these is plain words and punctuation.
_SIGN = re.compile(r'["“*~:]|\?[\w*]|\b(?:AND|OR|NOT)\b')
_FIELD = re.compile(rf"(?P<name>{'|'.join(FIELDS)}):(?=\S)", re.IGNORECASE)
_PHRASE = re.compile(r'["“](?P<words>[^"“”]*)["”](?:~(?P<near>\d{1,4})(?!\w))?')
_RANGE = re.compile(r"\[(?P<range>[^][]*)\]")
_RUN = re.compile(r"[^\s()]+")
_CORE = re.compile(r"[\w*~]")
_WILDCARD = re.compile(r"(?=\w*[*?])\w[\w*]*(?:\?[\w*]+)*")
_FUZZY = re.compile(r"(?P<word>[^\W\d]\w*)~(?P<edits>\d*)")

# A question in capitals has some of these words, and a list of keywords has none.
_SHOUTED = re.compile(
    r"\b(?:A|ABOUT|ARE|AT|BY|DID|DO|DOES|FOR|FROM|HAS|HAVE|HOW|IN|IS|IT|OF|ON|THAT|THE|THEY|TO|WAS"
    r"|WERE|WHAT|WHEN|WHERE|WHICH|WHO|WHY|WILL|WITH)\b"
)


def read_tokens(question: str) -> list[Token]:
    """The tokens of a question, in order, without punctuation that belongs to no word.

    Raises:
        QuerySyntaxError: If a quotation mark is not closed or a wildcard or distance cannot be.
    """
    operators = not _is_shouted(question)
    return list(_tokens(question, operators))


def may_hold_syntax(question: str) -> bool:
    """Whether a question has any sign that may be syntax, so that its tokens must be read."""
    return _SIGN.search(question) is not None


def is_syntax(token: Token) -> bool:
    """Whether a token by itself asks for more than plain words."""
    return token.kind not in (Kind.WORD, Kind.OPEN, Kind.CLOSE)


def _is_shouted(question: str) -> bool:
    unquoted = _PHRASE.sub(" ", question)
    return unquoted.upper() == unquoted and _SHOUTED.search(unquoted) is not None


def _tokens(question: str, operators: bool) -> Iterator[Token]:
    position = 0
    after: Token | None = None
    while position < len(question):
        if question[position].isspace():
            position, after = position + 1, None
            continue
        token = _token_at(question, position, after, operators)
        if token.kind is not Kind.WORD or terms(token.value):
            yield token
        elif after is not None and after.kind is Kind.FIELD:
            raise QuerySyntaxError(question, position, "there is no word after the field's name")
        position, after = token.end, token


def _token_at(question: str, position: int, after: Token | None, operators: bool) -> Token:
    """The token that begins at a position; `after` is the token right before it."""
    sign = question[position]
    if sign in "()":
        return Token(Kind.OPEN if sign == "(" else Kind.CLOSE, position, position + 1, sign)
    starts_word = after is None or after.kind in (Kind.OPEN, Kind.FIELD)
    is_value = after is not None and after.kind is Kind.FIELD
    if starts_word and sign in '"“':
        return _phrase_at(question, position)
    if is_value and sign == "[":
        return _range_at(question, position)
    field = _FIELD.match(question, position)
    if field and starts_word and not is_value:
        return Token(Kind.FIELD, position, field.end(), field["name"].lower())
    run = _RUN.match(question, position)
    end = run.end() if run else position + 1
    if is_value and after is not None and after.value in ("date", "path"):
        return Token(Kind.WORD, position, end, question[position:end])
    return _classified(question, position, end, operators and starts_word)


def _phrase_at(question: str, position: int) -> Token:
    phrase = _PHRASE.match(question, position)
    if phrase is None:
        if question[position + 1 : position + 2].strip():
            raise QuerySyntaxError(question, position, "this quotation mark is not closed")
        return Token(Kind.WORD, position, position + 1, "")
    if not terms(phrase["words"]):
        return Token(Kind.WORD, position, phrase.end(), "")
    return Token(Kind.PHRASE, position, phrase.end(), phrase["words"], int(phrase["near"] or 0))


def _range_at(question: str, position: int) -> Token:
    found = _RANGE.match(question, position)
    if found is None:
        raise QuerySyntaxError(question, position, "this bracket is not closed")
    return Token(Kind.RANGE, position, found.end(), found["range"].strip())


def _classified(question: str, start: int, end: int, operators: bool) -> Token:
    """A run of signs without spaces as a token: operator, wildcard, fuzzy word or word."""
    run = question[start:end]
    if operators and run in ("AND", "OR", "NOT"):
        return Token(Kind(run), start, end, run)
    core = _core(run)
    if _WILDCARD.fullmatch(core):
        return _wildcard(question, start, end, core)
    fuzzy = _FUZZY.fullmatch(core)
    if fuzzy is None:
        return Token(Kind.WORD, start, end, run)
    edits = int(fuzzy["edits"] or 1)
    if not 1 <= edits <= MAX_FUZZINESS:
        raise QuerySyntaxError(question, start + run.index("~"), "write 1 or 2 edits after ~")
    return Token(Kind.FUZZY, start, end, fuzzy["word"], edits)


def _core(run: str) -> str:
    """The run without the punctuation around it."""
    inner = [match.start() for match in _CORE.finditer(run)]
    return run[inner[0] : inner[-1] + 1] if inner else ""


def _wildcard(question: str, start: int, end: int, core: str) -> Token:
    literal = re.split(r"[*?]", core, maxsplit=1)[0]
    if len(literal) >= MIN_LITERAL:
        return Token(Kind.WILDCARD, start, end, core)
    if literal.isdigit():  # arithmetic
        return Token(Kind.WORD, start, end, core)
    raise QuerySyntaxError(
        question, start, f"a wildcard needs at least {MIN_LITERAL} letters before it"
    )
