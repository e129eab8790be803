"""Requests that a page of another site sends are refused.

A site can let its own name point to this machine (DNS rebinding), so that a browser takes the
archive for a part of that site: the name in `Host` gives it away. Without that, a site can still
send requests whose answers it cannot read: `Origin` and `Sec-Fetch-Site` give those away.
"""

from __future__ import annotations

import re
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from query.serve.problem import Problem
from query.serve.security.refusal import refusal
from query.serve.settings import ServeSettings, is_loopback

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[0-9a-z_.-]+)(?::\d{1,5})?")
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_WRONG_HOST = Problem("host", "This name is not that of the server", 421)
_OTHER_SITE = Problem("origin", "The request comes from another site", 403)


class KnownHosts:
    """Refuses requests under another name, and requests of other sites.

    Args:
        app: What answers the others.
        settings: Where the server listens.
    """

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app = app
        self._is_open = not is_loopback(settings.host)
        names = {settings.host.lower(), *map(str.lower, settings.names), *_LOCAL}
        if self._is_open:
            machine = socket.gethostname().lower()
            names |= {machine, f"{machine}.local"}
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        refused = self._refused(scope) if scope["type"] == "http" else None
        await (refused or self._app)(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that is refused; None for all others."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._knows(hosts[0]):
            shown = hosts[0][:100] if hosts else "no name"
            return refusal(scope, _WRONG_HOST, f"the request asks for {shown!r}")
        if not _is_own(scope["method"], headers, hosts[0]):
            return refusal(scope, _OTHER_SITE, "open the page itself, and ask from there")
        return None

    def _knows(self, host: str) -> bool:
        found = _HOST.fullmatch(host.lower())
        if found is None:
            return False
        name = found["name"].strip("[]").removesuffix(".")
        # Only names can be rebound. Where the server is open, any of its addresses will do.
        return name in self._names or (self._is_open and _is_address(name))


def _is_own(method: str, headers: Headers, host: str) -> bool:
    """Whether a request comes from a page of this server, or from no page at all."""
    for origin in headers.getlist("origin"):
        if urlsplit(origin).netloc.lower() != host.lower():
            return False
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    # A link on another page may lead here, and a frame may show what lets itself be framed.
    return method in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate"


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
