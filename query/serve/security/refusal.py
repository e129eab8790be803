"""The answer to a request that is refused: a problem for programs, a line of text for people."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from query.serve.problem import Problem


def refusal(scope: Scope, problem: Problem, detail: str) -> Response:
    """The answer to a request that is refused.

    Args:
        scope: Of the request.
        problem: Why.
        detail: What is wrong, and what to do about it.
    """
    if scope["path"].startswith("/api/"):
        return problem.response(detail)
    return PlainTextResponse(f"{problem.title}: {detail}\n", problem.status)
