"""The protocol's server, by its official library."""

from __future__ import annotations

import sys
import traceback
from importlib.metadata import version

from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from indexer.errors import SearchError
from indexer.output import safe_json
from query.serve.archive import Archive
from query.serve.mcp.tools import INSTRUCTIONS, TOOLS, ToolChoice
from query.serve.operations.operation import Fields
from query.serve.operations.parameter import arguments_schema
from query.serve.operations.values import ParameterError, read_arguments
from query.serve.workers import BusyError, Workers

_FRESH = 3_600_000
"""Milliseconds for which a client may remember the list of tools: it never changes."""


def make_server(archive: Archive, workers: Workers) -> Server:
    """A server that any transport can run.

    Args:
        archive: The index that all requests share.
        workers: The threads that answer.
    """

    async def list_tools(
        context: ServerRequestContext, params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=[_described(one) for one in TOOLS])

    async def call_tool(
        context: ServerRequestContext, params: CallToolRequestParams
    ) -> CallToolResult:
        tool = next((one for one in TOOLS if one.operation.name == params.name), None)
        if tool is None:
            names = ", ".join(one.operation.name for one in TOOLS)
            raise MCPError(INVALID_PARAMS, f"no tool {params.name[:60]!r}; there are {names}")
        try:
            values = read_arguments(tool.parameters, params.arguments or {})

            def work() -> CallToolResult:
                with archive.reading() as opened:
                    return _result(tool, tool.operation.answer(opened, values))

            return await workers.run(work)
        except Exception as error:
            return _failed(error)

    return Server(
        "whosaid",
        version=version("whosaid"),
        title="whosaid",
        instructions=" ".join(INSTRUCTIONS.split()),
        cache_hints={"tools/list": CacheHint(_FRESH, "public")},
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: ToolChoice) -> Tool:
    operation = tool.operation
    return Tool(
        name=operation.name,
        title=tool.title,
        description=f"{operation.summary} {tool.advice}".strip(),
        input_schema=arguments_schema(tool.parameters),
        output_schema=operation.result,
        annotations=ToolAnnotations(
            title=tool.title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


def _result(tool: ToolChoice, fields: Fields) -> CallToolResult:
    """The fields as JSON, for clients that read text alone too, and the same in words."""
    content = [TextContent(text=safe_json(fields))]
    if tool.tell is not None:
        content.append(TextContent(text=tool.tell(fields)))
    return CallToolResult(content=list(content), structured_content=fields)


def _failed(error: Exception) -> CallToolResult:
    """What went wrong, for the assistant to correct. A fault of the program goes to stderr."""
    if isinstance(error, ParameterError):
        told = str(error)
    elif isinstance(error, SearchError):
        told = f"{error}. {error.hint}".strip()
    elif isinstance(error, BusyError):
        told = f"{error}; try again later"
    else:
        traceback.print_exception(error, file=sys.stderr)
        told = "the program has a fault; the terminal of the server tells more"
    return CallToolResult(content=[TextContent(text=told)], is_error=True)
