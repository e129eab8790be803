"""The interface gives what the commands give, byte for byte."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any, get_type_hints

import jsonschema
import pytest
from starlette.testclient import TestClient

from query.cli.app import app as query_app
from query.cli.research import app as research_app
from query.serve.api.openapi import openapi
from query.serve.operations.listed import READ, TEXT
from query.serve.operations.verify import VERIFY_DRAFT
from tests.support.program import Program

ASKED = [
    (["ask", "who needs bridges?"], "ask?q=who%20needs%20bridges%3F"),
    (["ask", "bridges", "--facets", "--explain", "--context", "1", "--limit", "2"],
     "ask?q=bridges&facets=true&explain=1&context=1&limit=2"),
    (["ask", "bridges", "--since", "2016", "--source", "Gazette", "--not-speaker", "Clinton"],
     "ask?q=bridges&since=2016&source=Gazette&not_speaker=Clinton"),
    (["ask", "bridges", "--mode", "keyword", "--sort", "-date", "--offset", "1", "--all"],
     "ask?q=bridges&mode=keyword&sort=-date&offset=1&all=true"),
    (["ask", "xyzzy plugh"], "ask?q=xyzzy+plugh"),
    (["ask", "bridges", "--no-variants", "--no-speaker-preference", "--undated"],
     "ask?q=bridges&variants=false&speaker_preference=false&undated=true"),
    (["quotes", "bridges"], "quotes?q=bridges"),
    (["quotes"], "quotes"),
    (["quotes", "--speaker", "Nujaifi", "--speaker", "Clinton", "--limit", "3"],
     "quotes?speaker=Nujaifi&speaker=Clinton&limit=3"),
    (["quotes", "money", "--sure"], "quotes?q=money&sure=true"),
    (["speakers"], "speakers"),
    (["speakers", "clin", "--limit", "1"], "speakers?q=clin&limit=1"),
    (["speakers", "Nujaifi", "--page"], "person?q=Nujaifi"),
    (["verify", "The bridges will be rebuilt"], "verify?quote=The%20bridges%20will%20be%20rebuilt"),
    (["verify", "Taxes on roads are theft", "--speaker", "Clinton"],
     "verify?quote=Taxes%20on%20roads%20are%20theft&speaker=Clinton"),
    (["timeline", "bridges"], "timeline?q=bridges"),
    (["timeline", "bridges", "--compare", "Bill Clinton", "Nujaifi"],
     "timeline?q=bridges&compare=Bill+Clinton&compare=Nujaifi"),
    (["show", "b.md"], "show?id=b.md"),
    (["sources"], "sources"),
    (["sources", "Gazette"], "sources?q=Gazette"),
    (["speakers", "--role", "senator", "--since", "2016"], "speakers?role=senator&since=2016"),
    (["status"], "status"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "address"), ASKED, ids=[address for _, address in ASKED])
def test_the_interface_answers_with_the_bytes_that_the_command_writes(
    whosaid: Program, client: TestClient, quoted_index: Path, command: list[str], address: str
):
    written = whosaid(*command, "--index", quoted_index, "--json")
    answer = client.get(f"/api/v1/{address}")

    assert answer.status_code == 200, answer.text
    assert answer.text == written.out
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("style", ["markdown", "bibtex", "csl-json", "ris", "apa", "chicago"])
def test_citations_are_those_of_the_command(
    whosaid: Program, client: TestClient, quoted_index: Path, style: str
):
    options = ["--accessed", "2020-01-02"]
    written = whosaid("cite", "b.md", "b.md:2", "-f", style, *options, "--index", quoted_index)
    answer = client.get(f"/api/v1/cite?id=b.md&id=b.md:2&format={style}&accessed=2020-01-02")

    assert answer.text == written.out
    if style == "csl-json":
        assert answer.headers["content-type"] == "application/vnd.citationstyles.csl+json"


def test_a_draft_gives_what_the_command_gives(
    whosaid: Program, client: TestClient, quoted_index: Path, tmp_path: Path
):
    text = (
        "“The bridges will be rebuilt,” said Nujaifi.\n\n“Pigs can fly now,” said Bill Clinton.\n"
    )
    draft = tmp_path / "draft.md"
    draft.write_text(text, encoding="utf-8")
    written = whosaid("verify", "--text", draft, "--index", quoted_index, "--json")
    answer = client.post("/api/v1/verify", json={"text": text})

    assert answer.text == written.out
    assert answer.json()["quotes"]


@pytest.mark.parametrize("address", [address for _, address in ASKED])
def test_every_answer_has_the_shape_that_the_document_promises(client: TestClient, address: str):
    name = address.partition("?")[0]
    schema = openapi()["components"]["schemas"][name]

    jsonschema.Draft202012Validator(schema).validate(client.get(f"/api/v1/{address}").json())


def test_the_answer_about_a_draft_has_its_shape(client: TestClient):
    text = "“The bridges will be rebuilt,” said Nujaifi. “No,” said Bill Clinton."
    found = client.post("/api/v1/verify", json={"text": text}).json()

    jsonschema.Draft202012Validator(VERIFY_DRAFT.result).validate(found)


# Of a command's options: what it writes, where, and what a request says otherwise.
OWN = {
    "index", "batch", "plot", "text", "same", "different", "page", "cite", "json", "jsonl", "csv",
    "markdown",
}  # fmt: skip
RENAMED = {
    ("show", "words"): "id",
    ("verify", "words"): "quote",
    ("*", "words"): "q",
    ("cite", "place"): "id",
}


def options_of(name: str) -> dict[str, Any]:
    """The options of a command by the name that a request has for them, with their defaults."""
    commands = [*query_app.registered_commands, *research_app.registered_commands]
    command = next(one for one in commands if one.callback and one.callback.__name__ == name)
    assert command.callback is not None
    hints = get_type_hints(command.callback, include_extras=True)
    found = {}
    for parameter, value in inspect.signature(command.callback).parameters.items():
        option = written(parameter, hints[parameter])
        option = RENAMED.get((name, option), RENAMED.get(("*", option), option))
        if option not in OWN and parameter != "format_name":
            found[option] = value.default
    return found


def written(parameter: str, hint: Any) -> str:
    """An option as a command line has it, with underscores."""
    for told in getattr(hint, "__metadata__", ()):
        # Typer takes the first flag of an annotation for its default.
        flags = (getattr(told, "default", None), *(getattr(told, "param_decls", None) or ()))
        long = [flag for flag in flags if isinstance(flag, str) and flag.startswith("--")]
        if long:
            return long[0].partition("/")[0].removeprefix("--").replace("-", "_")
    return parameter


@pytest.mark.parametrize(
    "name", ["ask", "quotes", "verify", "timeline", "show", "cite", "speakers", "sources"]
)
def test_every_option_of_a_command_is_a_parameter_with_the_same_default(name: str):
    operation = next(one for one in (*READ, *TEXT) if one.name == name)
    known = {one.name: one for one in operation.parameters}
    options = options_of(name)

    assert set(options) <= set(known)
    # A page of speakers can be skipped over; the command lists them all.
    assert set(known) - set(options) <= {"offset"}
    for option, default in options.items():
        if not known[option].is_required and default is not ...:
            assert known[option].default == default, option


def test_the_openapi_document_lists_every_parameter(client: TestClient):
    document = client.get("/api/v1/openapi.json").json()

    assert document == json.loads(json.dumps(openapi()))
    assert document["openapi"] == "3.1.0"
    for operation in (*READ, *TEXT):
        listed = document["paths"][f"/{operation.name}"]["get"]["parameters"]
        assert [one["name"] for one in listed] == [one.name for one in operation.parameters]
    for name, schema in document["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema), name
