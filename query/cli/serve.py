"""The command that opens the page: arguments and messages only."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from indexer.commands import DEFAULT_INDEX, IndexFolder, new_app
from indexer.errors import SearchError

app = new_app("Open an index in the browser.")

NEEDED = ("starlette", "jinja2", "uvicorn", "mcp")
"""Packages that the extra `serve` installs."""


class ExtraMissingError(SearchError):
    """A package that only some commands need is not installed."""

    hint = 'Install it with `pip install "whosaid[serve]"`.'


@app.command()
def serve(
    index: IndexFolder = DEFAULT_INDEX,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 0,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Listen on this address; any but the loopback needs --token."
        ),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Answer under this name too, as where a proxy serves it."
        ),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="WHOSAID_TOKEN",
            show_envvar=True,
            metavar="TOKEN",
            help="Answer only those who show this token.",
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
) -> None:
    """Open the archive as a page in the browser, on this machine only unless --host says otherwise.

    The same address answers programs (/api/v1) and assistants (/mcp). Ctrl-C ends it.

    Exit status: 0 when it was ended, 2 on an error.
    """
    require_extra()
    from query.serve.server import serve as run
    from query.serve.settings import ServeSettings

    run(index, ServeSettings(host, port, token, tuple(name or ())), browser=browser)


@app.command()
def mcp(index: IndexFolder = DEFAULT_INDEX) -> None:
    """Answer an assistant over MCP on standard input and output.

    Assistants start this command by themselves; tell them `whosaid mcp --index DIR`.

    Exit status: 0 when the assistant has closed its end, 2 on an error.
    """
    require_extra()
    from query.serve.mcp.stdio import serve_stdio

    serve_stdio(index)


def require_extra() -> None:
    """Say what to install if a package is missing.

    Raises:
        ExtraMissingError: If one is.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ExtraMissingError(f"the package {missing[0]} is not installed")
