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
from query.speakers.spoken_question import SpokenQuestion
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
    ("question", "speaker"),
    [
        ("What did Hillary Clinton say about bridges?", "Hillary Clinton"),
        ("what did hillary clinton say about the old bridges", "hillary clinton"),
        ("What has Bill Clinton said on taxes?", "Bill Clinton"),
        ("What does Nujaifi think of the bridges", "Nujaifi"),
        ("What did al-Nujaifi tell the council about help?", "al-Nujaifi"),
        ("what Jubouri said about answers", "Jubouri"),
        ("did Nujaifi say anything about cells?", "Nujaifi"),
        ("has Bill Clinton ever mentioned taxes?", "Bill Clinton"),
        ("quotes by Hillary Clinton", "Hillary Clinton"),
        ("statements of Bill Clinton on theft", "Bill Clinton"),
        ("Bill Clinton’s comments on theft", "Bill Clinton"),
        ("Bill Clinton's reaction to theft", "Bill Clinton"),
        ("Bill Clinton quotes on theft", "Bill Clinton"),
        ("What were Bill Clinton’s comments on theft?", "Bill Clinton"),
        ("What's Hillary Clinton's position on bridges", "Hillary Clinton"),
        ("how did Nujaifi respond to the fall", "Nujaifi"),
        ("When did Bill Clinton say that taxes are theft?", "Bill Clinton"),
        ("what was Nujaifi quoted as saying about cells?", "Nujaifi"),
        ("everything Nujaifi has said about bridges", "Nujaifi"),
        ("Nujaifi said what about bridges?", "Nujaifi"),
        ("What did Nujaifi say about?", "Nujaifi"),
        ("What did Nujaifi say?", "Nujaifi"),
        ("Does Bill Clinton support new bridges?", "Bill Clinton"),
        ("Where does Bill Clinton stand on taxes?", "Bill Clinton"),
        ("Bill Clinton on the old bridges", "Bill Clinton"),
        ("Nujaifi mocking the council for its bridges", "Nujaifi"),
        ("Hillary Clinton’s view of bridges", "Hillary Clinton"),
        ("What does Nujaifi advise the council to do?", "Nujaifi"),
        ("How did Bill Clinton defend the bridges?", "Bill Clinton"),
        ("How did Bill Clinton react when the bridges fell?", "Bill Clinton"),
        ('What did Nujaifi say about "sleeper cells"?', "Nujaifi"),
    ],
)
def test_a_speaker_is_read(directory: Directory, question: str, speaker: str):
    parsed = parse_question(question)

    assert understand(parsed, directory) == SpokenQuestion(parsed, SpokenBy(speaker))


@pytest.mark.parametrize(
    "who", ["Bill Clinton and Nujaifi", "Bill Clinton or Nujaifi", "Bill Clinton, and Nujaifi"]
)
def test_several_speakers_are_read(directory: Directory, who: str):
    read = understand(parse_question(f"what did {who} say about bridges"), directory)

    assert read.spoken == Or((SpokenBy("Bill Clinton"), SpokenBy("Nujaifi")))


def test_other_spellings_count_only_where_they_are_wanted(directory: Directory):
    question = parse_question("what did Jabouri say about answers")

    assert understand(question, directory).spoken == SpokenBy("Jabouri")
    assert understand(question, directory, variants=False).spoken is None


@pytest.mark.parametrize(
    ("question", "role", "words"),
    [
        ("Who said bridges need money?", "", "bridges need money?"),
        ("who said that bridges need money", "", "bridges need money"),
        ("who warned of the flood", "", "of the flood"),
        ("Who joked about the bridges?", "", "about the bridges?"),
        ("Who in Tarn dreads the flood?", "in Tarn", "in Tarn the flood?"),
        ("which commander says the bridges will fall", "commander", None),
        ("Which young voter supports the council?", "young voter", None),
    ],
)
def test_asking_for_the_speaker_leaves_what_was_said(
    directory: Directory, question: str, role: str, words: str | None
):
    read = understand(parse_question(question), directory)

    assert (read.spoken, read.role, read.asks_who) == (None, role, True)
    assert read.question.words == (words or question.partition(" ")[2])


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("what did the mayor say about bridges?", "mayor"),
        ("what did the retired nurse from Tarn say of the flood?", "retired nurse from Tarn"),
        (
            "What did the baker who paid for the new bridge over the river say of the flood?",
            "baker who paid for the new bridge over the river",
        ),
        ("Council response to the flood", "Council"),
        ("Are inhabitants afraid of the flood?", "inhabitants"),
        ("do people still worry about the bridges?", "people"),
        ("How did the bakers' union react to the flood?", "bakers' union"),
        ("what did critics of Hillary Clinton say about bridges?", "critics of Hillary Clinton"),
    ],
)
def test_what_a_question_says_of_a_speaker_is_read(directory: Directory, question: str, role: str):
    parsed = parse_question(question)

    assert understand(parsed, directory) == SpokenQuestion(parsed, None, role)


def test_a_name_that_nobody_quoted_has_is_told(directory: Directory):
    parsed = parse_question("what did Nobody Known say about bridges?")

    assert understand(parsed, directory) == SpokenQuestion(
        parsed, None, "Nobody Known", "Nobody Known"
    )


@pytest.mark.parametrize(
    "question",
    [
        "what did he say about bridges?",
        "what happened to the bridges of Hillary Clinton?",
        "According to Hillary Clinton, are bridges safe?",
        "bridges",
        "bridges on fire",
        "the council on bridges",
        "Who is Hillary Clinton?",
        "who said",
        "Which bridges fell?",
        "what did " + "x " * LONGEST + "say about bridges",
    ],
)
def test_other_questions_are_left_as_they_are(directory: Directory, question: str):
    parsed = parse_question(question)

    assert understand(parsed, directory) == SpokenQuestion(parsed)


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
    assert understand(parse_question(question), of_bodies).spoken == (
        SpokenBy(who) if who else None
    )


@given(st.text(max_size=60))
def test_nobody_is_looked_up_for_a_question_of_another_form(text: str):
    parsed = Question(f"bridges {text}", f"bridges {text}")
    said = ("quote", "statement", "comment", "remark", "word", "position", "view", "opinion")
    said = (*said, "stance", "reaction", "response", "take", "on", "ing")
    if not any(word in text.lower() for word in said):
        assert understand(parsed, _Everyone()).spoken is None  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["what did ", "a ", "said ", "about ", "what did a say "])
def test_no_question_takes_long(directory: Directory, unit: str):
    assert_linear(
        lambda size: understand(Question(unit * size, ""), directory), LONGEST // len(unit)
    )
