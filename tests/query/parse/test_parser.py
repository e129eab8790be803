"""Any string at all is read or explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.errors import QuerySyntaxError
from query.engine import Engine
from query.parse.lexer import Kind, may_hold_syntax, read_tokens
from query.parse.parser import MAX_CHARACTERS, MAX_WORDS, Question, parse_question
from query.settings import Settings
from tests.support.growth import assert_linear
from tests.support.hashing import HashingEncoder


@pytest.fixture(scope="module")
def built_engine(built_index: Path) -> Iterator[Engine]:
    with Engine.open(built_index, HashingEncoder()) as opened:
        yield opened


pieces = st.sampled_from(
    ["AND", "OR", "NOT", "(", ")", '"', "“", "”", "~", "~1", "~9", "*", "?", ":", "[", "]", " TO ",
     "title:", "source:", "date:", "date:[", "path:", "speaker:", "2016", "2016-05", "fire", "Tarn",
     "al-", "é", "\x00", "\ud800", "\u202e", "'", "^2", "{", "}", "\\", "/", ",", ".", "-"]
)  # fmt: skip
spaced = st.lists(st.tuples(pieces, st.sampled_from(["", " "]))).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)
questions = st.one_of(st.text(), spaced)


def read(text: str, *, strict: bool = False) -> tuple[Question | None, QuerySyntaxError | None]:
    try:
        return parse_question(text, strict=strict), None
    except QuerySyntaxError as error:
        return None, error


@given(questions)
@example('title:("fire" AND (x OR date:[2016 TO 2017])) NOT path:"a" b~1 c* "d e"~5')
@example("AND AND AND")
@example("title:(")
@example('"a" "b')
@settings(deadline=None, max_examples=300)
def test_any_string_is_read_or_explained(text):
    parsed, error = read(text)
    strict, strict_error = read(text, strict=True)

    if error is not None:
        assert error.reason == "the question has no words"
    elif strict_error is not None:
        assert parsed is not None
        if strict_error.reason in parsed.notes:
            assert "there is no field" in strict_error.reason
            return
        assert (parsed.condition, parsed.words) == (None, parsed.text)
        assert parsed.notes[-1].startswith("read as plain words: ")
        assert 0 <= strict_error.offset <= len(strict_error.text)
    else:
        assert strict == parsed


@given(questions)
@settings(deadline=None, max_examples=100)
def test_any_string_can_be_asked(built_engine, text):
    try:
        answer = built_engine.ask(text, Settings(limit=3, facets=True))
    except QuerySyntaxError:
        return

    assert len(answer.hits) <= 3


@given(st.text("abc ?!,.;'-", min_size=1).filter(lambda text: any(c.isalnum() for c in text)))
def test_plain_questions_stay_as_they_are(text):
    """But for white space."""
    if any(sign in text.strip("?!,.;'- ") for sign in "?"):
        return  # a question mark inside of letters is a wildcard
    if re.search(r"(?<!\S)-[abc]", text):
        return  # a hyphen in front of a word excludes it

    assert parse_question(text).words == " ".join(text.split())


def test_a_question_of_signs_alone_is_an_error():
    with pytest.raises(QuerySyntaxError):
        parse_question("?!")


def test_an_endless_question_is_cut_and_that_is_said():
    many = parse_question("word " * (MAX_WORDS + 1))
    long = parse_question("x" * (MAX_CHARACTERS + 1))

    assert len(many.text.split()) == MAX_WORDS
    assert "only the first 200 of 201 words" in many.notes[0]
    assert len(long.text) == MAX_CHARACTERS
    assert "characters" in long.notes[0]


def test_nested_parentheses_are_bounded():
    parsed = parse_question("(" * 3000 + "a OR b" + ")" * 3000)

    assert parsed.condition is None
    assert "parentheses" in parsed.notes[-1]


def test_the_value_of_a_path_is_a_shell_pattern(built_engine):
    for pattern in ("path:museum*", "path:*theft.md", "path:museum-theft.m?"):
        hits = built_engine.ask(f"{pattern} otter", Settings(limit=50)).hits

        assert {Path(hit.document.path).name for hit in hits} == {"museum-theft.md"}


@pytest.mark.parametrize(
    "text",
    ["(" * 8000, '"' * 8000, '"a ' * 2000, "a OR " * 1600, "NOT a " * 1300, "~" * 8000, "a*" * 4000,
     "((a OR b) " * 800, "title:" * 1300, "date:[" * 1300, "[" * 8000, "a?b" * 2600,
     "“" * 1_000_000, "(a)" * 2600 + " OR b", "ab*?" * 2000, "*" * 4000 + "x", "?*" * 2000 + "x",
     "ab*" + "’b" * 4000 + "!", "ab*-" * 2000 + "!", "‘a" * 4000, "‘" + "s’ " * 2600,
     "«a " * 2600, '~"a* ' * 1600, "-a " * 2600, "ab:c " * 1600, '"' + "a* " * 2600 + '"'],
    ids=lambda text: text[:9],
)  # fmt: skip
def test_hostile_questions_are_read_in_bounded_time(text):
    parsed, error = read(text)

    assert parsed or error
    assert_linear(lambda size: read(text[len(text) - size :]), len(text))


def test_a_plain_question_has_no_conditions():
    question = 'who said "no" AND date:2016?'

    parsed = parse_question(question, plain=True)

    assert (parsed.words, parsed.condition) == (question, None)


@given(st.lists(pieces | st.sampled_from(" aB?T")).map("".join))
def test_what_has_no_sign_of_syntax_has_none(question):
    if not may_hold_syntax(question):
        kinds = {token.kind for token in read_tokens(question)}
        assert kinds <= {Kind.WORD, Kind.OPEN, Kind.CLOSE}
