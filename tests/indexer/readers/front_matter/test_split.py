"""Front matter in YAML, TOML and JSON gives the same metadata, and prose is not taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.front_matter.error import FrontMatterError
from indexer.readers.front_matter.split import split_front_matter
from indexer.readers.metadata import describe, pick_fields

YAML = "---\ntitle: Flood\ndate: 2017-11-21\nauthor: [Jane Roe, Tom Quist]\n---\n"
TOML = '+++\ntitle = "Flood"\ndate = 2017-11-21\nauthors = ["Jane Roe", "Tom Quist"]\n+++\n'
TOML_TIME = TOML.replace("2017-11-21", "2017-11-21T07:30:00+01:00")
JSON = '{\n  "title": "Flood",\n  "date": "2017-11-21",\n  "author": ["Jane Roe", "Tom Quist"]\n}\n'
BODY = "The river rose.\n"


@pytest.mark.parametrize("block", [YAML, TOML, TOML_TIME, JSON])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n", " \t\n\n", "\ufeff\n\n"])
def test_three_kinds_say_the_same_whatever_stands_before(block: str, before: str):
    text = before + block + BODY

    split = split_front_matter(text)

    assert split.body == BODY
    assert split.line == text.count("\n")
    found = describe(split.body, pick_fields(split.fields))
    assert (found.title, found.date, found.author) == ("Flood", "2017-11-21", "Jane Roe, Tom Quist")


@pytest.mark.parametrize(
    "block",
    [
        '+++\ntitle = "A"\n[params]\nauthor = "Jane Roe"\n+++\n',
        '+++\ntitle = "A"\n[extra]\nauthor = "Jane Roe"\n+++\n',
        "---\ntitle: A\nparams:\n  author: Jane Roe\n---\n",
        '{\n"title": "A", "params": {"author": "Jane Roe", "title": "B"}\n}\n',
    ],
)
def test_names_of_a_site_of_its_own_count(block: str):
    fields = pick_fields(split_front_matter(block + BODY).fields)

    assert (fields["title"], fields["author"]) == ("A", "Jane Roe")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('+++\ntitle = "a\n+++\nBody', "line 2: front matter is not TOML: Illegal character"),
        ("\n+++\na = 1\nb = \n+++\nBody", "line 4: front matter is not TOML: Invalid value"),
        ("+++\na = 1\na = 2\n+++\nBody", "line 3: front matter is not TOML: Cannot overwrite"),
        ('+++\ntitle = "a"\nBody', "line 1: no +++ line closes the front matter"),
        ("+++\na = " + "[" * 5000 + "]" * 5000 + "\n+++\nBody", "line 2: front matter"),
        ("+++\na = 1\n" + "b." * 5000 + "c = 1\n+++\nBody", "line 3: front matter is nested more"),
        ("+++\na = " + "9" * 9000 + "\n+++\nBody", "line 2: front matter is not TOML"),
        ('{\n"title": "a",\n"b" 1\n}\nBody', "line 3: front matter is not JSON: Expecting ':'"),
        ('\n{\n"title": "a"\nBody', "line 2: no brace closes the front matter"),
        ('{\n"a": ' + "[" * 500 + "]" * 500 + "}\nBody", "line 1: JSON is nested more than 100"),
    ],
)  # fmt: skip
def test_a_block_that_cannot_be_understood_is_told_with_its_line(text: str, message: str):
    with pytest.raises(FrontMatterError) as caught:
        split_front_matter(text)

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "+++\nThe river rose.\n+++\nIt fell.",
        "+++ Breaking +++\nThe river rose.",
        "{The river rose.}",
        "{\nThe river rose.\n}\n",
        '{"text": "a"}\n{"text": "b"}\n',
        '{\n"text": "a"\n}\n{\n"text": "b"\n}\n',
        '{\n"text": "a"\n}\n',
        '{\n"text": "a"\n}, and so on',
        "\n\n---\nThe river rose.\n---\n",
        "",
        "\ufeff\n",
    ],
)
def test_prose_and_data_have_no_front_matter(text: str):
    assert split_front_matter(text).body == text
    assert split_front_matter(text).line == 1


PIECES = [
    "+++", "---", "{", "}", "\n", "\n", '"a": ', "a = ", '"b"', "[", "]", "a.b", "1", ",", "Body"
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_split_or_told(text: str):
    try:
        split = split_front_matter(text)
    except FrontMatterError as error:
        assert str(error).startswith("line ")  # noqa: PT017 (both ends are right)
        return
    assert text.endswith(split.body)
    assert split.line == text[: len(text) - len(split.body)].count("\n") + 1


@pytest.mark.parametrize("part", ["a.", '"a".', "[", "[[a]]\n", "a=1\n", "{a=", "'", '"""'])
def test_a_hostile_block_ends_soon(part: str):
    """What takes quadratic time in the library would take minutes here."""
    block = part * (60_000 // len(part))
    try:
        split_front_matter(f"+++\nk = 1\n{block}\n+++\nBody")
    except FrontMatterError:
        return
