"""The official client over stdio and HTTP, in every revision of the protocol."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.types.version import HANDSHAKE_PROTOCOL_VERSIONS, KNOWN_PROTOCOL_VERSIONS

from query.serve.app import make_app
from query.serve.archive import Archive
from query.serve.mcp.server import make_server
from query.serve.workers import Workers
from tests.support.hashing import HashingEncoder
from tests.support.program import Program
from tests.support.served import served

SECONDS = 60


def run(server: Any, revision: str, talk: Callable[[Client], Awaitable[Any]]) -> Any:
    """What comes out of a talk with a server in a revision."""

    async def main() -> Any:
        mode = "legacy" if revision in HANDSHAKE_PROTOCOL_VERSIONS else revision
        async with Client(server, mode=mode, read_timeout_seconds=SECONDS) as client:
            assert client.session.protocol_version == revision
            return await talk(client)

    return asyncio.run(asyncio.wait_for(main(), SECONDS))


@pytest.fixture(params=KNOWN_PROTOCOL_VERSIONS)
def revision(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param in HANDSHAKE_PROTOCOL_VERSIONS:
        monkeypatch.setattr("mcp.client.session.LATEST_HANDSHAKE_VERSION", request.param)
    return str(request.param)


def stdio(index: Path) -> StdioServerParameters:
    root = Path(__file__).parents[4]
    return StdioServerParameters(
        command=sys.executable,
        args=["-m", "tests.support.program", "mcp", "--index", str(index)],
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=str(root),
    )


async def ask_and_more(client: Client) -> list[Any]:
    """All tools, an answer, and a refusal."""
    listed = await client.list_tools()
    asked = await client.call_tool("ask", {"q": "who needs bridges?", "limit": 2})
    refused = await client.call_tool("ask", {"q": "bridges", "colour": "red"})
    return [listed, asked, refused]


def check(found: list[Any], written: str) -> None:
    listed, asked, refused = found
    assert [one.name for one in listed.tools] == [
        "ask", "quotes", "verify", "speakers", "timeline", "show", "search", "fetch",
    ]  # fmt: skip
    assert not asked.is_error
    # Earlier clients read the text alone.
    assert json.loads(asked.content[0].text) == json.loads(written)
    if asked.structured_content is not None:
        assert asked.structured_content == json.loads(written)
    assert refused.is_error
    assert "colour" in refused.content[0].text


@pytest.fixture
def written(whosaid: Program, quoted_index: Path) -> str:
    command = ("ask", "who needs bridges?", "--limit", 2, "--json", "--index", quoted_index)
    return whosaid(*command).out


def test_over_stdio(quoted_index: Path, revision: str, written: str):
    check(run(stdio(quoted_index), revision, ask_and_more), written)


def test_over_http(archive: Archive, revision: str, written: str):
    with served(make_app(archive)) as address:
        check(run(f"{address}/mcp", revision, ask_and_more), written)


def test_structured_content_comes_with_each_revision_that_has_it(
    archive: Archive, revision: str, written: str
):
    _, asked, _ = run(make_server(archive, Workers()), revision, ask_and_more)

    if revision >= "2025-06-18":
        assert asked.structured_content == json.loads(written)


CALLS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("ask", {"q": "bridges", "facets": True, "context": 1},
     ["ask", "bridges", "--facets", "--context", "1"]),
    ("quotes", {"q": "bridges", "speaker": ["Clinton"]},
     ["quotes", "bridges", "--speaker", "Clinton"]),
    ("quotes", {}, ["quotes"]),
    ("verify", {"quote": "The bridges will be rebuilt", "speaker": "Nujaifi"},
     ["verify", "The bridges will be rebuilt", "--speaker", "Nujaifi"]),
    ("verify", {"quote": "Pigs can surely fly by now"}, ["verify", "Pigs can surely fly by now"]),
    ("speakers", {}, ["speakers"]),
    ("speakers", {"q": "clinton"}, ["speakers", "clinton"]),
    ("timeline", {"q": "bridges"}, ["timeline", "bridges"]),
    ("show", {"id": "b.md"}, ["show", "b.md"]),
]  # fmt: skip


@pytest.mark.parametrize(("tool", "arguments", "command"), CALLS)
def test_a_tool_gives_what_json_gives_in_the_shape_that_it_promises(
    archive: Archive, whosaid: Program, quoted_index: Path, tool: str,
    arguments: dict[str, Any], command: list[str],
):  # fmt: skip
    async def talk(client: Client) -> Any:
        schemas = {one.name: one.output_schema for one in (await client.list_tools()).tools}
        return schemas[tool], await client.call_tool(tool, arguments)

    schema, found = run(make_server(archive, Workers()), "2026-07-28", talk)

    written = whosaid(*command, "--json", "--index", quoted_index).out
    assert found.structured_content == json.loads(written)
    jsonschema.Draft202012Validator(schema).validate(found.structured_content)


def test_search_and_fetch_have_the_form_that_assistants_expect(archive: Archive):
    async def talk(client: Client) -> Any:
        searched = await client.call_tool("search", {"query": "bridges"})
        first = searched.structured_content["results"][0]
        fetched = await client.call_tool("fetch", {"id": first["id"]})
        return searched, fetched, await client.call_tool("fetch", {"id": f"{first['id']}:1"})

    searched, fetched, paragraph = run(make_server(archive, Workers()), "2025-11-25", talk)

    for found in (searched, fetched, paragraph):
        assert len(found.content) == 1
        assert json.loads(found.content[0].text) == found.structured_content
    for one in searched.structured_content["results"]:
        assert set(one) == {"id", "title", "url"}
        assert one["url"].startswith("file:///")
    whole = fetched.structured_content
    assert set(whole) == {"id", "title", "text", "url", "metadata"}
    assert "verbatim" in whole["metadata"]
    part = paragraph.structured_content
    start, end = int(part["metadata"]["start"]), int(part["metadata"]["end"])
    assert whole["text"][start:end] == part["text"]


def test_every_tool_is_read_only_and_refuses_unknown_parameters(archive: Archive):
    async def talk(client: Client) -> Any:
        tools = (await client.list_tools()).tools
        return tools, [await client.call_tool(one.name, {"surprise": 1}) for one in tools]

    tools, refused = run(make_server(archive, Workers()), "2025-11-25", talk)

    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert not tool.annotations.open_world_hint
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema["type"] == "object"
        assert tool.title
        assert tool.description.endswith(".")
    for result in refused:
        assert result.is_error
        assert "surprise" in result.content[0].text


def test_a_tool_that_there_is_not_is_an_error_of_the_protocol(archive: Archive):
    async def talk(client: Client) -> None:
        with pytest.raises(MCPError, match="no tool 'delete'"):
            await client.call_tool("delete", {})

    run(make_server(archive, Workers()), "2026-07-28", talk)


def test_a_fault_shows_nothing_of_the_program(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fail(*_: object) -> None:
        raise RuntimeError("the secret")

    async def talk(client: Client) -> Any:
        return await client.call_tool("ask", {"q": "bridges"})

    monkeypatch.setattr("query.engine.Engine.ask", fail)
    found = run(make_server(archive, Workers()), "2025-11-25", talk)

    assert found.is_error
    assert "secret" not in found.content[0].text
    assert "the secret" in capsys.readouterr().err


def test_a_run_that_commits_is_seen_by_the_next_call(tmp_path: Path):
    from tests.support.quoted import ARTICLES, build_quoted, write_quoted

    articles = write_quoted(tmp_path / "articles")
    index = build_quoted(articles, tmp_path / "index")
    archive = Archive(index, HashingEncoder())

    async def talk(client: Client) -> list[int]:
        counts = []
        for _ in range(2):
            found = await client.call_tool("quotes", {"q": "rivers", "limit": 100})
            counts.append(found.structured_content["quotes_searched"])
            more = {"e": ("2017-01-01", "Post", "New", ["“Rivers rise,” said Bill Clinton."])}
            write_quoted(articles, {**ARTICLES, **more})
            build_quoted(articles, index)
        return counts

    before, after = run(make_server(archive, Workers()), "2026-07-28", talk)
    archive.close()

    assert after == before + 1
