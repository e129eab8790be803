"""Who may ask, where others than this machine can.

Programs send `Authorization: Bearer TOKEN`. A browser opens an address with `?token=TOKEN` once; it
gets a cookie and is sent on to the same address without the token.
"""

from __future__ import annotations

import hashlib
import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from query.serve.problem import Problem
from query.serve.security.refusal import refusal

COOKIE = "whosaid"
_UNKNOWN = Problem("token", "This archive asks for a token", 401)
_ADVICE = (
    "send it as `Authorization: Bearer TOKEN`, or open the address with ?token=TOKEN in a browser"
)


class TokenNeeded:
    """Refuses requests without the token.

    Args:
        app: What answers the others.
        token: What a client must show.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode("utf-8")
        # Whoever finds the cookie cannot tell the token.
        self._cookie = hmac.new(self._token, b"cookie", hashlib.sha256).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        answer: ASGIApp = self._app
        if scope["type"] == "http" and not self._is_known(Headers(scope=scope)):
            answer = self._welcome(scope) or self._refused(scope)
        await answer(scope, receive, send)

    def _is_known(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._is_token(given.strip()):
            return True
        return any(_is_same(value, self._cookie) for value in _cookies(headers))

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token)

    def _welcome(self, scope: Scope) -> Response | None:
        """The way on for a browser that shows the token in the address; None for all others."""
        if scope["method"] != "GET":
            return None
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not any(name == "token" and self._is_token(value) for name, value in pairs):
            return None
        rest = urlencode([pair for pair in pairs if pair[0] != "token"])
        # From the root: a path such as //elsewhere would lead to another site.
        path = "/" + scope["path"].lstrip("/")
        response = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        response.set_cookie(COOKIE, self._cookie, httponly=True, samesite="strict", path="/")
        return response

    def _refused(self, scope: Scope) -> Response:
        response = refusal(scope, _UNKNOWN, _ADVICE)
        response.headers["WWW-Authenticate"] = 'Bearer realm="whosaid"'
        return response


def _cookies(headers: Headers) -> list[str]:
    found = SimpleCookie()
    try:
        found.load(headers.get("cookie", ""))
    except CookieError:
        return []
    return [one.value for name, one in found.items() if name == COOKIE]


def _is_same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("ascii"))
