"""What the documentation says is what the program does."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from indexer.store.catalog.schema import APPLICATION_ID, TABLES
from indexer.store.layout import FORMAT_VERSION
from indexer.store.manifest import Manifest
from query.__main__ import program
from tests.test_architecture import FLOORS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "index_data" / "README.md").read_text(encoding="utf-8")
TYPES = {"int": "integer", "str": "string"}


def commands() -> dict[str, set[str]]:
    """Every command of the program with its options."""
    found = typer.main.get_command(program())
    return {
        name: {option for parameter in command.params for option in parameter.opts}
        | {option for parameter in command.params for option in parameter.secondary_opts}
        for name, command in found.commands.items()  # type: ignore[attr-defined]
    }


def table(text: str, heading: str) -> dict[str, list[str]]:
    """The rows of the first table under a heading: words in `code` of the first cell -> cells."""
    section = text.split(f"\n{heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {name: row for row in cells for name in re.findall(r"`([^`]+)`", row[0])}


def blocks(text: str) -> list[str]:
    return re.findall(r"```bash\n(.*?)```", text, re.DOTALL)


def test_the_readme_sets_up_with_exactly_two_commands():
    section = README.split("\n## Set up\n", 1)[1].split("\n## ", 1)[0]
    run, test = blocks(section)

    assert len(run.strip().splitlines()) == len(test.strip().splitlines()) == 1
    assert "whosaid index tests/corpus" in run
    assert "whosaid ask" in run
    assert '".[test]"' in test
    assert test.rstrip().endswith("pytest -n auto")


@pytest.mark.parametrize("text", [README, FORMAT], ids=["README", "index_data"])
def test_commands_and_options_in_the_documentation_exist(text: str):
    known = commands()
    lines = [line for block in blocks(text) for line in block.splitlines()]
    lines += re.findall(r"`(whosaid [^`]+)`", text)
    used = [
        shlex.split(part, comments=True)
        for line in lines
        for part in re.split(r"&&|\||(?<!-)>", line)
        if part.strip().startswith("whosaid ")
    ]

    for _, name, *rest in used:
        if name == "--version":
            continue
        assert name in known
        assert {word.split("=")[0] for word in rest if word.startswith("--")} <= known[name]


def test_the_readme_names_every_command():
    assert [name for name in commands() if f"whosaid {name}" not in README] == []


def test_an_article_and_a_question_pass_through_the_rooms_that_the_readme_names():
    """Each room once, the rooms of a question in the order in which they may import."""
    route = dict(re.findall(r"^    (article|question): +(.+?)  +(?:indexer|query)/$", README, re.M))
    article, question = route["article"].split(" -> "), route["question"].split(" -> ")

    assert (len(set(article)), len(set(question))) == (len(article), len(question))
    assert (len(article) <= 9, len(question) <= 8) == (True, True)
    assert [r for r in article if not any((ROOT / "indexer").glob(f"{r}*"))] == []
    assert [r for r in question if not any((ROOT / "query").glob(f"{r}*"))] == []
    inner = [FLOORS.index(f"query.{room}") for room in question[2:]]
    assert inner == sorted(inner)


def test_every_command_and_option_explains_itself():
    everything = typer.main.get_command(program())
    for name, command in everything.commands.items():  # type: ignore[attr-defined]
        assert command.help, name
        silent = [one.opts for one in command.params if not getattr(one, "help", None)]
        assert silent == [], name


def test_the_keys_of_the_manifest_are_those_in_its_table():
    rows = table(FORMAT, "## `manifest.json`")

    assert {name: row[1] for name, row in rows.items()} == {
        field.name: TYPES[str(field.type)] for field in fields(Manifest)
    }


def test_the_tables_of_the_catalog_are_those_in_its_table():
    assert list(table(FORMAT, "## `catalog.db`")) == ["state", *TABLES]


def test_the_numbers_in_the_specification_are_those_in_the_code():
    assert FORMAT.startswith(f"# The form of an index, version {FORMAT_VERSION}\n")
    assert f"0x{APPLICATION_ID:08X}".lower() in FORMAT.lower()
    assert re.search(rf"- \*\*{FORMAT_VERSION}\*\*:", FORMAT)
