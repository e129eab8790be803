"""`whosaid sources`, other names of sources, and what narrows the list of speakers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from indexer.build.pipeline import build_index
from indexer.errors import SearchError
from query.parse.source_names import other_names, own_table
from tests.support.hashing import HashingEncoder
from tests.support.program import Program

PAPERS = {
    "a": ("nyt", "2016-05-02", "Ann Tarn"),
    "b": ("nyt", "2016-06", "Ann Tarn"),
    "c": ("nyt", None, "Bo Vell"),
    "d": ("The Washington Post", "2017", None),
    "e": ("Tarn Gazette", "2015-01-01", "Bo Vell"),
    "f": (None, None, None),
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "articles").mkdir()
    for name, (source, date, author) in PAPERS.items():
        facts = {"source": source, "date": date, "author": author, "title": f"Article {name}"}
        front = "".join(f"{key}: {value}\n" for key, value in facts.items() if value)
        text = f"---\n{front}---\n\nThe ferry sank in {name}.\n"
        (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    build_index([folder / "articles"], folder / "index", encoder=HashingEncoder())
    return folder / "index"


@pytest.fixture
def program(whosaid: Program, papers: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("WHOSAID_INDEX", str(papers))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return whosaid


def found(program: Program, *arguments: str) -> list[str]:
    ended = program("ask", "ferry", "--limit", "20", "--json", *arguments)
    hits = json.loads(ended.out)["hits"] if ended.out else []
    return sorted(Path(hit["path"]).stem for hit in hits)


def test_sources_are_listed_with_authors_and_dates(program: Program):
    ended = program("sources", "--json")

    assert ended.status == 0
    nyt, *others = json.loads(ended.out)["sources"]
    assert nyt == {
        "source": "nyt", "documents": 3, "undated": 1, "first": "2016-05-02", "last": "2016-06",
        "authors": [{"author": "Ann Tarn", "documents": 2}, {"author": "Bo Vell", "documents": 1}],
        "other_names": ["New York Times", "NY Times", "nytimes.com"],
    }  # fmt: skip
    assert [one["source"] for one in others] == ["Tarn Gazette", "The Washington Post", None]


def test_sources_at_a_terminal(program: Program):
    lines = program("sources").out.splitlines()

    assert lines[0] == "3  nyt  2016-05-02 to 2016-06, 1 undated"
    assert lines[1] == "   Ann Tarn (2); Bo Vell (1)"
    assert lines[2] == "   also found as New York Times, NY Times, nytimes.com"
    assert lines[-1] == "1  no source  undated"


def test_every_format_has_the_same_sources(program: Program):
    rows = [json.loads(line) for line in program("sources", "--jsonl").out.splitlines()]
    table = list(csv.DictReader(io.StringIO(program("sources", "--csv").out)))
    markdown = program("sources", "--markdown").out

    assert json.loads(program("sources", "--json").out)["sources"] == rows
    assert [row["source"] or None for row in table] == [row["source"] for row in rows]
    assert "| nyt | 3 | 2016-05-02 | 2016-06 | Ann Tarn (2); Bo Vell (1) |" in markdown


def test_some_sources(program: Program):
    one = program("sources", "The New York Times", "--jsonl")
    cut = program("sources", "--limit", "1")

    assert [json.loads(line)["source"] for line in one.out.splitlines()] == ["nyt"]
    assert "note: 1 of 4 sources; --limit shows more" in cut.err
    assert program("sources", "xyzzy").status == 1


@pytest.mark.parametrize("name", ["New York Times", "the new york times", "nyt", "NY Times"])
def test_a_source_is_found_by_its_other_names(program: Program, name: str):
    assert found(program, "--source", name) == ["a", "b", "c"]
    assert found(program, "--not-source", name) == ["d", "e", "f"]


def test_another_name_is_said(program: Program):
    ended = program("ask", "ferry", 'source:"New York Times"')
    own = program("ask", "ferry", "--source", "nyt")

    assert 'note: source "New York Times" is also nyt' in ended.err
    assert "is also" not in own.err


def test_a_reader_adds_names(program: Program, tmp_path: Path):
    assert found(program, "--source", "Der Tarner") == []

    (tmp_path / "whosaid").mkdir()
    (tmp_path / "whosaid" / "sources.txt").write_text(
        "# my papers\nDer Tarner = Tarn Gazette\n", encoding="utf-8"
    )
    assert own_table() == tmp_path / "whosaid" / "sources.txt"
    assert found(program, "--source", "Der Tarner") == ["e"]
    assert found(program, "--source", "NYT") == ["a", "b", "c"]


def test_a_table_that_cannot_be_read_is_an_error(program: Program, tmp_path: Path):
    (tmp_path / "whosaid").mkdir()
    (tmp_path / "whosaid" / "sources.txt").write_bytes(b"\xff\xfe=x")

    ended = program("ask", "ferry", "--source", "x")

    assert (ended.status, ended.out) == (2, "")
    assert "the table of sources cannot be read: is not UTF-8" in ended.err
    with pytest.raises(SearchError):
        other_names("x")


def speakers(whosaid: Program, index: Path, *arguments: str) -> dict[str, int]:
    out = whosaid("speakers", "--index", index, "--jsonl", *arguments).out
    return {one["speaker"]: one["quotes"] for one in map(json.loads, out.splitlines())}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--since", "2016-11"],
         {"Atheel al-Nujaifi": 1, "Bill Clinton": 1, "Hillary Clinton": 1, "Hatem al-Jubouri": 1}),
        (["--until", "2014"], {"Atheel al-Nujaifi": 1}),
        (["--source", "gazette", "--until", "2016-11-20"],
         {"Atheel al-Nujaifi": 1, "Bill Clinton": 1}),
        (["--not-source", "gazette", "--dated"], {"Atheel al-Nujaifi": 1}),
        (["--role", "governor"], {"Atheel al-Nujaifi": 2}),
        (["--role", "former governor"], {}),
        (["--role", "governors"], {}),
        (["--role", "former Nineveh governor"], {"Atheel al-Nujaifi": 2}),
        (["--role", "?!"], {}),
        (["--role", "senator", "--since", "2016"], {"Hillary Clinton": 1}),
        (["--role", "former", "--until", "2015"], {}),
        (["nujaifi", "--since", "2016"], {"Atheel al-Nujaifi": 1}),
        (["Jabouri", "--since", "2016-12"], {"Hatem al-Jubouri": 1}),
        (["Jabouri", "--until", "2015"], {}),
        (["--limit", "1"], {"Atheel al-Nujaifi": 2}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_speakers_are_narrowed_by_their_articles_and_roles(
    whosaid: Program, quoted_index: Path, arguments: list[str], expected: dict[str, int]
):
    """Whose quotes they are is known from the whole archive: Nujaifi keeps the whole name."""
    found = speakers(whosaid, quoted_index, *arguments)

    assert found == expected


def test_a_list_of_speakers_that_was_cut_says_so(whosaid: Program, quoted_index: Path):
    ended = whosaid("speakers", "--index", quoted_index, "--limit", "2")

    assert "note: 2 of 5 speakers; --limit shows more" in ended.err
