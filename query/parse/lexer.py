"""A question -> tokens. A sign in it is syntax, or only punctuation.

    "a phrase"   ~"its stems"   "near words"~5   AND OR NOT   -word   ( )
    prefix*   wild?card   re-elect*   "a phra* with * wildcards"   fuzzy~1   field:value

People write signs for many reasons. A sign is syntax only where it can hardly mean anything else:
quotation marks around words, operators in capitals, a hyphen in front of a word, `*` after letters,
`?` between letters, and a known field with its value right behind the colon. Everything else is
part of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from indexer.errors import QuerySyntaxError
from indexer.text.analyzer import terms
from query.parse.quotation_marks import OPENING, closing_mark
from query.parse.wildcards import has_wildcard, is_wildcard, wildcard_words

FACTS = ("source", "author", "speaker", "date", "path")
"""Fields with facts about an article or a quote; their values are no words to look for."""

FIELDS = ("text", "title", *FACTS)

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
    UNKNOWN = "unknown field"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"


OPERATORS = (Kind.AND, Kind.OR, Kind.NOT)
_BEFORE_A_WORD = (Kind.OPEN, Kind.FIELD, Kind.NOT, Kind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question, `question[start:end]`.

    Attributes:
        kind: What it is.
        start, end: Its range in the question.
        value: Its words without marks: the words inside a phrase, the name of a field.
        number: The distance in words for a phrase, the edits for a fuzzy word, else 0.
        loose: Whether `~` stands in front of a phrase: its words count in any form.
    """

    kind: Kind
    start: int
    end: int
    value: str
    number: int = 0
    loose: bool = False


# A question without any of these is plain words and punctuation.
_SIGN = re.compile(rf"[{OPENING}*~:]|\?[\w*?]|(?<!\S)\(*-\S|\b(?:AND|OR|NOT)\b")
_FIELD = re.compile(rf"(?P<name>{'|'.join(FIELDS)}):(?=\S)", re.IGNORECASE)
_UNKNOWN = re.compile(r"(?P<name>[^\W\d_]{2,20}):(?=[\w\"“‘«(\[])", re.IGNORECASE)
_NEAR = re.compile(r"~(?P<near>\d{1,4})(?!\w)")
_RANGE = re.compile(r"\[(?P<range>[^][]*)\]")
_RUN = re.compile(r"[^\s()]+")
_CORE = re.compile(r"[\w*~]")
_EXCLUDED = re.compile(rf"-(?=[^\W\d_]|~?[{OPENING}]|\()")
_FUZZY = re.compile(r"(?P<word>[^\W\d]\w*)~(?P<edits>\d*)")

# A question in capitals has some of these words, and a list of keywords has none.
_SHOUTED = re.compile(
    r"\b(?:A|ABOUT|ARE|AT|BY|DID|DO|DOES|FOR|FROM|HAS|HAVE|HOW|IN|IS|IT|OF|ON|THAT|THE|THEY|TO|WAS"
    r"|WERE|WHAT|WHEN|WHERE|WHICH|WHO|WHY|WILL|WITH)\b"
)


_QUOTED = re.compile(r'["“][^"“”]*["”]')


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


def _is_shouted(question: str) -> bool:
    unquoted = _QUOTED.sub(" ", question)
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
    starts_word = after is None or after.kind in _BEFORE_A_WORD
    is_value = after is not None and after.kind is Kind.FIELD
    is_name = is_value and after is not None and after.value in ("date", "path")
    if starts_word and (phrase := _phrase_at(question, position)):
        if not is_name:
            _check_wildcards(question, phrase)
        return phrase
    if starts_word and not is_value and _EXCLUDED.match(question, position):
        return Token(Kind.NOT, position, position + 1, "-")
    if is_value and sign == "[":
        return _range_at(question, position)
    field = _FIELD.match(question, position)
    if field and starts_word and not is_value:
        return Token(Kind.FIELD, position, field.end(), field["name"].lower())
    unknown = _UNKNOWN.match(question, position)
    if unknown and after is None:
        return Token(Kind.UNKNOWN, position, unknown.end(), unknown["name"])
    run = _RUN.match(question, position)
    end = run.end() if run else position + 1
    if is_name:
        return Token(Kind.WORD, position, end, question[position:end])
    return _classified(question, position, end, operators and starts_word)


def _phrase_at(question: str, position: int) -> Token | None:
    """The phrase whose opening mark, or the `~` in front of it, stands at a position."""
    loose = question.startswith("~", position)
    opens = position + loose
    if question[opens : opens + 1] not in OPENING or opens == len(question):
        return None
    closes = closing_mark(question, opens)
    if closes is None:
        # Typewriters and telephones make an apostrophe of this mark: "‘90s".
        if question[opens] in "‘‚" or loose:
            return None
        if question[opens + 1 : opens + 2].strip():
            raise QuerySyntaxError(question, opens, "this quotation mark is not closed")
        return Token(Kind.WORD, position, opens + 1, "")
    words, end = question[opens + 1 : closes], closes + 1
    near = _NEAR.match(question, end)
    end = near.end() if near else end
    if not terms(words):
        return Token(Kind.WORD, position, end, "")
    return Token(Kind.PHRASE, position, end, words, int(near["near"]) if near else 0, loose)


def _check_wildcards(question: str, phrase: Token) -> None:
    """Say what cannot be."""
    words = wildcard_words(phrase.value, question, phrase.start)
    if (phrase.number or phrase.loose) and any(map(has_wildcard, words)):
        raise QuerySyntaxError(
            question, phrase.start, "a wildcard works only in words as written, without ~"
        )


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
    if is_wildcard(core):
        wildcard_words(core, question, start)
        return Token(Kind.WILDCARD, start, end, core)
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
