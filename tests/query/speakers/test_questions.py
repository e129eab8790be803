"""What a question says about who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.index import Index
from query.parse.parser import Question, parse_question
from query.parse.tree import Or, SpokenBy
from query.speakers.directory import Directory
from query.speakers.questions import LONGEST, understand
from tests.support.growth import assert_linear
from tests.support.quoted import build_quoted


class _Everyone:
    """A directory in which every name is somebody's."""

    def find(self, name: str, variants: bool = True) -> tuple[object, ...]:
        raise AssertionError(f"asked for {name!r}")


@pytest.fixture
def directory(quoted_index: Path) -> Iterator[Directory]:
    index = Index.open(quoted_index)
    yield Directory(index.catalog)
    index.close()


@pytest.mark.parametrize(
    ("question", "speaker", "words"),
    [
        ("What did Hillary Clinton say about bridges?", "Hillary Clinton", "bridges?"),
        (
            "what did hillary clinton say about the old bridges",
            "hillary clinton",
            "the old bridges",
        ),
        ("What has Bill Clinton said on taxes?", "Bill Clinton", "taxes?"),
        ("What does Nujaifi think of the bridges", "Nujaifi", "the bridges"),
        ("What did al-Nujaifi tell the council about help?", "al-Nujaifi", "help?"),
        ("what Jubouri said about answers", "Jubouri", "answers"),
        ("did Nujaifi say anything about cells?", "Nujaifi", "cells?"),
        ("has Bill Clinton ever mentioned taxes?", "Bill Clinton", "taxes?"),
        ("quotes by Hillary Clinton", "Hillary Clinton", "quotes by Hillary Clinton"),
        ("statements of Bill Clinton on theft", "Bill Clinton", "theft"),
        ("Bill Clinton’s comments on theft", "Bill Clinton", "theft"),
        ("Bill Clinton's reaction to theft", "Bill Clinton", "theft"),
        ("Bill Clinton quotes on theft", "Bill Clinton", "theft"),
        ("What were Bill Clinton’s comments on theft?", "Bill Clinton", "theft?"),
        ("What's Hillary Clinton's position on bridges", "Hillary Clinton", "bridges"),
        ("how did Nujaifi respond to the fall", "Nujaifi", "the fall"),
        ("When did Bill Clinton say that taxes are theft?", "Bill Clinton", "taxes are theft?"),
        ("what was Nujaifi quoted as saying about cells?", "Nujaifi", "cells?"),
        ("everything Nujaifi has said about bridges", "Nujaifi", "bridges"),
        ("Nujaifi said what about bridges?", "Nujaifi", "bridges?"),
        ("What did Nujaifi say about?", "Nujaifi", "What did Nujaifi say about?"),
        ("What did Nujaifi say?", "Nujaifi", "What did Nujaifi say?"),
    ],
)
def test_a_speaker_and_a_topic_are_read(
    directory: Directory, question: str, speaker: str, words: str
):
    read, spoken = understand(parse_question(question), directory)

    assert spoken == SpokenBy(speaker)
    assert (read.text, read.words) == (question, words)


@pytest.mark.parametrize(
    "who", ["Bill Clinton and Nujaifi", "Bill Clinton or Nujaifi", "Bill Clinton, and Nujaifi"]
)
def test_several_speakers_are_read(directory: Directory, who: str):
    read, spoken = understand(parse_question(f"what did {who} say about bridges"), directory)

    assert spoken == Or((SpokenBy("Bill Clinton"), SpokenBy("Nujaifi")))
    assert read.words == "bridges"


def test_other_spellings_count_only_where_they_are_wanted(directory: Directory):
    question = parse_question("what did Jabouri say about answers")

    assert understand(question, directory)[1] == SpokenBy("Jabouri")
    assert understand(question, directory, variants=False) == (question, None)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who said bridges need money?", "bridges need money?"),
        ("who said that bridges need money", "bridges need money"),
        ("who warned of the flood", "of the flood"),
    ],
)
def test_asking_for_the_speaker_leaves_what_was_said(
    directory: Directory, question: str, words: str
):
    read, spoken = understand(parse_question(question), directory)

    assert spoken is None
    assert read.words == words


@pytest.mark.parametrize(
    "question",
    [
        "what did he say about bridges?",
        "what did the mayor say about bridges?",
        "what did Nobody Known say about bridges?",
        "what did Bill Clinton and Nobody Known say about bridges?",
        "what did critics of Hillary Clinton say about bridges?",
        "what happened to the bridges of Hillary Clinton?",
        "According to Hillary Clinton, are bridges safe?",
        "how did bridges answer to the flood",
        "bridges",
        '"what did Hillary Clinton say" about bridges',
        "what did " + "x " * LONGEST + "say about bridges",
    ],
)
def test_other_questions_are_left_as_they_are(directory: Directory, question: str):
    parsed = parse_question(question)

    assert understand(parsed, directory) == (parsed, None)


@pytest.fixture(scope="module")
def of_bodies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    """Of a party, a church and a man."""
    folder = tmp_path_factory.mktemp("bodies")
    said = ("Harbour Party", "Tarn Church", "Paul Marlow")
    text = "\n\n".join(f"“Trade is trade,” said {name}." for name in said)
    (folder / "said.txt").write_text(text, encoding="utf-8")
    index = Index.open(build_quoted(folder, folder / "index"))
    yield Directory(index.catalog)
    index.close()


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("party positions on trade", None),
        ("Party positions on trade", None),
        ("church views on trade", None),
        ("marlow views on trade", None),
        ("Marlow views on trade", "Marlow"),
        ("Harbour Party positions on trade", "Harbour Party"),
    ],
)
def test_a_common_word_before_views_is_no_name(
    of_bodies: Directory, question: str, who: str | None
):
    _, spoken = understand(parse_question(question), of_bodies)

    assert spoken == (SpokenBy(who) if who else None)


@given(st.text(max_size=60))
def test_nobody_is_looked_up_for_a_question_of_another_form(text: str):
    parsed = Question(f"bridges {text}", f"bridges {text}")
    said = ("quote", "statement", "comment", "remark", "word", "position", "view", "opinion")
    if not any(word in text.lower() for word in (*said, "stance", "reaction", "response")):
        assert understand(parsed, _Everyone()) == (parsed, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["what did ", "a ", "said ", "about ", "what did a say "])
def test_no_question_takes_long(directory: Directory, unit: str):
    assert_linear(
        lambda size: understand(Question(unit * size, ""), directory), LONGEST // len(unit)
    )
