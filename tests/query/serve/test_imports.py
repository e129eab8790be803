"""What a server loads before its first answer: nothing that only some requests need."""

from __future__ import annotations

from tests.test_architecture import SLOW, modules_after

NEEDED = {"starlette", "jinja2", "uvicorn"}


def test_a_server_starts_without_what_only_some_requests_need():
    """The protocol's library alone takes longer to load than all the rest."""
    loaded = modules_after("import query.serve.server")

    assert loaded.isdisjoint((set(SLOW) - NEEDED) | {"rich", "typer", "tokenizers", "onnxruntime"})


def test_questions_on_the_command_line_do_not_wait_for_the_server():
    loaded = modules_after("import query.__main__; query.__main__.program()")

    assert loaded.isdisjoint({*NEEDED, "mcp", "pydantic", "anyio", "asyncio"})
