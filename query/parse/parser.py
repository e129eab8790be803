"""A string from a reader -> a question that both searchers can work with.

Most questions are plain words. `lexer` knows what else may stand in one; `grammar` and
`whoosh_parser` know what its parts mean together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.errors import QuerySyntaxError
from query.parse.dates import check_order, read_date
from query.parse.field_names import nearest_field, note_on_field
from query.parse.grammar import conditions_of
from query.parse.lexer import FACTS, OPERATORS, Kind, Token, may_hold_syntax, read_tokens
from query.parse.tree import Condition
from query.parse.wildcards import without_wildcards

MAX_WORDS = 200
"""Words of a question that count: a longer text is a document, and begins with its topic."""

MAX_CHARACTERS = 8000

_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SPACE_BEFORE_SIGN = re.compile(r" (?=[?!.,;:](?!\S))")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood, and what the reader should know about it.

    Attributes:
        text: The question as it was understood.
        words: The words that rank; all of the text in a plain question; may be empty.
        condition: What a row must satisfy to be found at all; None for no condition.
        notes: What the reader should know about how it was read.
    """

    text: str
    words: str
    condition: Condition | None = None
    notes: tuple[str, ...] = ()


def parse_question(
    text: str,
    *,
    plain: bool = False,
    strict: bool = False,
    variants: bool = True,
    sure: bool = False,
) -> Question:
    """Read a question.

    Control characters and lone surrogates become spaces, and a question of more than `MAX_WORDS` is
    cut; notes say so. A question with wrong syntax is read as plain words, and a note says what is
    wrong and where.

    Args:
        text: What the reader wrote.
        plain: Read the whole question as plain words: no sign in it is syntax.
        strict: Raise for wrong syntax instead.
        variants: Whether `speaker:` means other spellings of the name too.
        sure: Whether `speaker:` means only quotes whose speaker is sure.

    Raises:
        QuerySyntaxError: If there is no word in it, or, if `strict`, its syntax is wrong.
    """
    question = _cleaned(text)
    if not any(character.isalnum() for character in question.text):
        raise QuerySyntaxError(question.text, 0, "the question has no words")
    if plain or not may_hold_syntax(question.text):
        return question
    try:
        return _structured(question, variants, sure, strict)
    except QuerySyntaxError as error:
        if strict:
            raise
        note = f"read as plain words: {error.reason} (at character {error.offset + 1})"
        return replace(question, notes=(*question.notes, note))


def _cleaned(text: str) -> Question:
    notes = []
    clean = _UNUSABLE.sub(" ", text[:MAX_CHARACTERS])
    if _NO_TEXT.search(text):
        notes.append("characters that are not text were left out of the question")
    words = clean.split()
    if len(text) > MAX_CHARACTERS:
        notes.append(f"only the first {MAX_CHARACTERS} characters of the question were used")
    if len(words) > MAX_WORDS:
        notes.append(f"only the first {MAX_WORDS} of {len(words)} words of the question were used")
        words = words[:MAX_WORDS]
    question = " ".join(words)
    return Question(question, question, notes=tuple(notes))


def _structured(question: Question, variants: bool, sure: bool, strict: bool) -> Question:
    tokens = read_tokens(question.text)
    unknown = [token for token in tokens if token.kind is Kind.UNKNOWN]
    if unknown and strict:
        first = unknown[0]
        raise QuerySyntaxError(question.text, first.start, note_on_field(first.value))
    notes = [*question.notes, *dict.fromkeys(note_on_field(token.value) for token in unknown)]
    tokens = [token for token in tokens if token.kind is not Kind.UNKNOWN]
    stated, excluded = conditions_of(question.text, tokens)
    stated = [_with_dates(question.text, stated, position) for position in range(len(stated))]
    misspelt = [token for token in unknown if nearest_field(token.value)]
    words = _ranked_words(question.text, stated, [*excluded, *misspelt])
    if not stated:
        return replace(question, words=words, notes=tuple(notes))
    from query.parse.whoosh_parser import read_condition

    condition = read_condition(stated, variants=variants, sure=sure)
    if any(token.kind in OPERATORS for token in stated):
        # Capitals may have been meant for emphasis: "he would NOT resign".
        notes.append(f"read as conditions: {_written(question.text, stated)}")
    return replace(question, words=words, condition=condition, notes=tuple(notes))


def _written(question: str, stated: Sequence[Token]) -> str:
    """The conditions as a reader writes them: no spaces inside parentheses, behind colons and -."""
    written, joined = "", True
    for token in stated:
        joined = joined or token.kind is Kind.CLOSE
        written += ("" if joined else " ") + question[token.start : token.end]
        joined = token.kind in (Kind.OPEN, Kind.FIELD) or token.value == "-"
    return written


def _with_dates(question: str, tokens: Sequence[Token], position: int) -> Token:
    """The token at a position; a date or a range of dates is checked and put in one spelling."""
    token = tokens[position]
    if (
        not position
        or tokens[position - 1].kind is not Kind.FIELD
        or tokens[position - 1].value != "date"
    ):
        return token
    ends = [token.value.rstrip(".,;:!?")]
    if token.kind is Kind.RANGE:
        ends = [end.strip(" *") for end in re.split(r"\bTO\b", token.value)]
        if len(ends) != 2 or not any(ends):
            raise QuerySyntaxError(question, token.start, "write a range as [2016 TO 2017-03]")
    try:
        dates = [read_date(end) if end else None for end in ends]
        since, until = dates[0], dates[-1]
        check_order(since, until)
    except QuerySyntaxError as error:
        raise QuerySyntaxError(question, token.start, error.reason) from None
    bounds = since.first if since else "", until.last if until else ""
    return replace(token, kind=Kind.RANGE, value=" TO ".join(bounds))


def _ranked_words(question: str, stated: Sequence[Token], dropped: Sequence[Token]) -> str:
    """The question without its signs, wildcards, excluded words, and facts about articles.

    Only the index knows the words that a wildcard means (`Satisfied.terms`).
    """
    left, hidden = list(question), list(dropped)
    for position, token in enumerate(stated):
        if token.kind not in (Kind.WORD, Kind.PHRASE, Kind.FUZZY):
            hidden.append(token)
        if token.kind is Kind.FIELD and token.value in FACTS:
            hidden.extend(_value(stated[position + 1 :]))
    for token in stated:
        if token.kind in (Kind.PHRASE, Kind.FUZZY):
            words = without_wildcards(token.value)
            left[token.start : token.end] = words.ljust(token.end - token.start)
    for token in hidden:
        left[token.start : token.end] = " " * (token.end - token.start)
    if not stated and not dropped:
        return question
    return _SPACE_BEFORE_SIGN.sub("", " ".join("".join(left).split()))


def _value(tokens: Sequence[Token]) -> list[Token]:
    """The value of a field: the next token, or a whole parenthesis."""
    depth = 0
    for position, token in enumerate(tokens):
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if not depth:
            return list(tokens[: position + 1])
    return list(tokens)
