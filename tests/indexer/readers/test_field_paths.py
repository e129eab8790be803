"""Fields are found where the user says that they are, in every format with records."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import FIELD_NAMES, FieldPaths, parse_field_paths
from indexer.readers.read import read_documents
from indexer.records import Document

RECORD = {
    "ref": "a-1",
    "article": {
        "body": "The river rose.",
        "head": {"line": "Flood"},
        "by": [{"name": "Jane Roe"}, {"name": "Tom Quist"}],
        "when": {"$date": "2017-11-21T08:00:00Z"},
        "at": "https://e.example/a",
        "in": "Local",
        "tongue": "en",
        "from": {"name": "The Courier"},
    },
}
PLACES = [
    "text=article.body", "title=article.head.line", "author=article.by", "date=article.when",
    "url=article.at", "section=article.in", "language=article.tongue", "source=article.from",
    "id=ref",
]  # fmt: skip


def read(path: Path, *places: str) -> list[Document | ReadFailure]:
    return list(read_documents(path, None, parse_field_paths(places)))


def check(document: Document | ReadFailure) -> None:
    assert isinstance(document, Document)
    assert document.text == "The river rose."
    assert (document.title, document.author) == ("Flood", "Jane Roe, Tom Quist")
    assert (document.date, document.source) == ("2017-11-21", "The Courier")
    assert (document.url, document.section) == ("https://e.example/a", "Local")
    assert document.language == "en"
    assert document.record.endswith("a-1")
    assert document.rules["title"] == "--field article.head.line"


@pytest.mark.parametrize("wrapped", [RECORD, [RECORD], {"results": [RECORD]}])
def test_all_fields_of_a_json_document(tmp_path: Path, wrapped: object):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(wrapped), encoding="utf-8")

    [found] = read(path, *PLACES)
    check(found)


def test_all_fields_of_json_lines_packed_or_not(tmp_path: Path):
    line = json.dumps(RECORD).encode()
    (tmp_path / "a.jsonl").write_bytes(line)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("c.jsonl", line)

    for path in tmp_path.iterdir():
        [found] = read(path, *PLACES)
        check(found)


def test_columns_of_a_table(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(
        "article.body,Head Line,text\nThe river rose.,Flood,teaser\n,Drought,It fell.\n",
        encoding="utf-8",
    )

    first, second = read(path, "text=article.body", "title=head-line")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, first.title) == ("The river rose.", "Flood")
    assert (second.text, second.title) == ("It fell.", "Drought")  # the usual name, where none is
    assert first.rules["title"] == "--field head-line"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a.b", 1), ("$.a.b", 1), (".a.b", 1), ("A.B", 1), ("c.d", 2), ("c.d.e", 3), ("l.0", 4),
        ("l[1].x", 5), ("m.*.x", [6, 7]), ("m[].x", [6, 7]), ("a", {"b": 1}), ("x", None),
        ("l.x", None), ("l.9", None), ("a.b.c", None), ("head line", 8), ("null", None),
    ],
)  # fmt: skip
def test_a_path_leads_to_one_place(path: str, value: object):
    record = {
        "a": {"b": 1}, "c.d": 2, "c": {"d.e": 3}, "l": [4, {"x": 5}], "m": [{"x": 6}, {"x": 7}, {}],
        "Head_Line": 8, "null": None,
    }  # fmt: skip

    assert FieldPaths({"text": path}).of(record).get("text") == value


@pytest.mark.parametrize(
    ("places", "message"),
    [
        (["text"], "write NAME=PATH"),
        (["text="], "write NAME=PATH"),
        (["body=text"], "the names are text, title, date"),
        (["text=a", "text=b"], "text has a place already: a"),
        (["text=" + ".a" * 30], "at most 20 parts"),
    ],
)
def test_what_is_no_place_is_refused(places: list[str], message: str):
    with pytest.raises(CorpusError, match=message):
        parse_field_paths(places)


def test_a_list_of_paragraphs_is_a_text(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"body": ["The river rose.", "It fell."]}\n{"p": [{"t": "One."}, {"t": "Two."}]}\n',
        encoding="utf-8",
    )

    first, second = read(path, "text=p.*.t")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, second.text) == ("The river rose.\n\nIt fell.", "One.\n\nTwo.")


def test_markup_in_a_field_becomes_paragraphs(tmp_path: Path):
    path = tmp_path / "a.json"
    post = {
        "title": {"rendered": "Ardmouth&#8217;s flood"},
        "content": {"rendered": "<p>“We will <b>rebuild</b>,” she said.</p>\n<p>It&nbsp;rose.</p>"},
    }
    path.write_text(json.dumps([post]), encoding="utf-8")

    [found] = read(path, "text=content.rendered", "title=title.rendered")
    assert isinstance(found, Document)
    assert found.text.split("\n\n")[0] == "“We will rebuild,” she said."
    assert found.title == "Ardmouth’s flood"


def test_a_text_that_is_nowhere_says_how_to_name_its_place(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"story": "The river rose."}\n', encoding="utf-8")
    (tmp_path / "a.json").write_text('{"story": "The river rose."}', encoding="utf-8")
    (tmp_path / "a.csv").write_text("story\nThe river rose.\n", encoding="utf-8")

    [failure] = read(tmp_path / "a.jsonl")
    assert isinstance(failure, ReadFailure)
    assert "--field text=PATH" in failure.reason
    for name in ("a.json", "a.csv"):
        with pytest.raises(CorpusError, match="--field text="):
            read(tmp_path / name)
        [found] = read(tmp_path / name, "text=story")
        assert isinstance(found, Document)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["a", "b", "a.b", "0", "*", ""]), inner, max_size=4
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["a", "b", "a.b", "*"]), JSON), st.sampled_from(FIELD_NAMES))
def test_any_record_and_any_path_give_something_or_nothing(record: dict[str, object], name: str):
    for path in ("a", "a.b", "a.*.b", "*", "a.0.*", "..", "a..b"):
        found = FieldPaths({name: path}).of(record)
        assert found.get(name) not in ("", [], {})
