"""`whosaid serve` and `whosaid mcp` as programs: what they refuse, and how they end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from tests.support.program import Program

ROOT = Path(__file__).parents[3]
SECONDS = 60


def start(*arguments: object) -> subprocess.Popen[str]:
    """The program with the hashing encoder."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.program", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    "options",
    [
        ("--host", "0.0.0.0"),
        ("--token", "short"),
        ("--host", "::", "--token", "short"),
        ("--name", "archive.example"),
    ],
)
def test_an_archive_that_others_could_read_is_not_served(
    whosaid: Program, built_index: Path, options: tuple[str, ...]
):
    ended = whosaid("serve", "--no-browser", "--index", built_index, *options)

    assert ended.status == 2
    assert "token" in ended.err
    assert "hint:" in ended.err


@pytest.mark.parametrize("command", ["serve", "mcp"])
def test_the_extra_is_named_where_it_is_missing(
    whosaid: Program, built_index: Path, command: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        "query.cli.serve.find_spec", lambda name: None if name == "mcp" else find_spec(name)
    )
    ended = whosaid(command, "--index", built_index)

    assert ended.status == 2
    assert "the package mcp is not installed" in ended.err
    assert 'pip install "whosaid[serve]"' in ended.err


@pytest.mark.parametrize("command", [("serve", "--no-browser"), ("mcp",)])
def test_a_folder_without_an_index_is_told(
    whosaid: Program, tmp_path: Path, command: tuple[str, ...]
):
    ended = whosaid(*command, "--index", tmp_path / "nowhere")

    assert ended.status == 2
    assert "no index here" in ended.err
    assert ended.out == ""


def test_a_port_that_is_taken_is_told(whosaid: Program, built_index: Path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = whosaid("serve", "--no-browser", "--index", built_index, "--port", port)

    assert ended.status == 2
    assert f"port {port}" in ended.err


def test_the_server_tells_its_address_answers_and_ends_when_interrupted(built_index: Path):
    server = start("serve", "--no-browser", "--index", built_index)
    assert server.stderr is not None
    try:
        told = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
        assert told is not None
        answer = httpx.get(f"{told[0]}api/v1/ask?q=flood", timeout=SECONDS)
        assert answer.json()["hits"]
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=SECONDS)
    finally:
        server.kill()

    assert out == ""
    assert "Traceback" not in err


def test_the_tools_write_nothing_but_messages_and_end_with_their_input(built_index: Path):
    messages = [
        {"id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        }},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "ask", "arguments": {"q": "flood"}}},
    ]  # fmt: skip
    server = start("mcp", "--index", built_index)
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        answers = []
        for message in messages:
            server.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
            server.stdin.flush()
            if "id" in message:
                answers.append(json.loads(server.stdout.readline()))
        out, err = server.communicate(timeout=SECONDS)
    finally:
        server.kill()

    assert answers[0]["result"]["serverInfo"]["name"] == "whosaid"
    assert answers[1]["result"]["structuredContent"]["hits"]
    assert out == ""
    assert "Traceback" not in err
    assert server.returncode == 0
