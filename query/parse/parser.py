"""A string from a reader -> a question that both searchers can work with.

Most questions are plain words. `lexer` knows what else may stand in one; `grammar` and
`whoosh_parser` know what its parts mean together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.errors import QuerySyntaxError
from query.parse.filters import checked_date
from query.parse.grammar import conditions_of
from query.parse.lexer import FACTS, OPERATORS, Kind, Token, is_syntax, may_hold_syntax, read_tokens
from query.parse.tree import Condition

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
        return _structured(question, variants, sure)
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


def _structured(question: Question, variants: bool, sure: bool) -> Question:
    tokens = read_tokens(question.text)
    if not any(is_syntax(token) for token in tokens):
        return question
    stated, excluded = conditions_of(question.text, tokens)
    if not stated:
        return question
    stated = [_with_dates(question.text, stated, position) for position in range(len(stated))]
    from query.parse.whoosh_parser import read_condition

    words = _ranked_words(question.text, stated, excluded)
    condition = read_condition(stated, variants=variants, sure=sure)
    notes = question.notes
    if any(token.kind in OPERATORS for token in stated):
        # Capitals may have been meant for emphasis: "he would NOT resign".
        written = " ".join(question.text[token.start : token.end] for token in stated)
        notes = (*notes, f"read as conditions: {_tidy(written)}")
    return replace(question, words=words, condition=condition, notes=notes)


def _tidy(written: str) -> str:
    """The words as a reader writes them: no spaces inside parentheses and behind colons."""
    return written.replace("( ", "(").replace(" )", ")").replace(": ", ":")


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
    for end in filter(None, ends):
        try:
            checked_date(end)
        except QuerySyntaxError as error:
            raise QuerySyntaxError(question, token.start, error.reason) from None
    return replace(token, value=" TO ".join(ends).strip())


def _ranked_words(question: str, stated: Sequence[Token], excluded: Sequence[Token]) -> str:
    """The question without its signs, wildcards, excluded words, and facts about articles.

    Only the index knows the words that a wildcard means (`Satisfied.terms`).
    """
    left = list(question)
    dropped = list(excluded)
    for position, token in enumerate(stated):
        if token.kind not in (Kind.WORD, Kind.PHRASE, Kind.FUZZY):
            dropped.append(token)
        if token.kind is Kind.FIELD and token.value in FACTS:
            dropped.extend(_value(stated[position + 1 :]))
    for token in stated:
        if token.kind in (Kind.PHRASE, Kind.FUZZY):
            left[token.start : token.end] = token.value.ljust(token.end - token.start)
    for token in dropped:
        left[token.start : token.end] = " " * (token.end - token.start)
    return _SPACE_BEFORE_SIGN.sub("", " ".join("".join(left).split()))


def _value(tokens: Sequence[Token]) -> list[Token]:
    """The value of a field: the next token, or a whole parenthesis."""
    depth = 0
    for position, token in enumerate(tokens):
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if not depth:
            return list(tokens[: position + 1])
    return list(tokens)
