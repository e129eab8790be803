"""Listens on a port, and opens the browser."""

from __future__ import annotations

import socket
import webbrowser
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import uvicorn

from indexer.errors import SearchError
from indexer.terminal import say
from query.serve.app import make_app
from query.serve.archive import Archive
from query.serve.settings import ServeSettings

IDLE = 5
"""Seconds after which a connection without a request is closed."""

MOST_CONNECTIONS = 1000
"""At once; further ones are told to come again later."""

LONGEST_HEAD = 64 * 2**10
"""Bytes of the first line and the headers of a request."""


class ServeError(SearchError):
    """The server cannot listen."""

    hint = "Choose another port with --port, or leave it out to take a free one."


def serve(index: Path, settings: ServeSettings, *, browser: bool) -> None:
    """Serve an index until an interruption.

    Args:
        index: The index's folder.
        settings: Where to listen and what to allow.
        browser: Whether to open the page in the browser.

    Raises:
        ServeError: If the address or the port cannot be taken.
        SearchError: If the index cannot be opened.
    """
    archive = Archive(index)
    with closing(_listening(settings)) as listener:
        address = _address(settings.host, listener.getsockname()[1])
        say(f"serving {index} at {address}; Ctrl-C ends it")
        if settings.token:
            say(f"open {address}?token=TOKEN once in each browser; programs send it as a bearer")
        if browser:
            shown = (
                f"{address}?{urlencode({'token': settings.token})}" if settings.token else address
            )
            # Somebody will ask on the page: what it counts by is read before they have typed.
            Thread(target=prepare, args=(archive,), daemon=True).start()
            Thread(target=webbrowser.open, args=(shown,), daemon=True).start()
        config = uvicorn.Config(
            make_app(archive, settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=IDLE,
            limit_concurrency=MOST_CONNECTIONS,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            proxy_headers=False,
        )
        uvicorn.Server(config).run(sockets=[listener])


def prepare(archive: Archive) -> None:
    """Read what the pages count by: in a large archive the first page waits a second for it."""
    # What is wrong with the index is told to whoever asks; a server that ends needs nothing.
    with suppress(SearchError, ValueError), archive.reading() as opened:
        opened.quotes.overview(None)
        opened.engine.overview(None)


def _listening(settings: ServeSettings) -> socket.socket:
    """A socket that accepts connections already, so that the browser can be opened."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise ServeError(f"{settings.host} port {settings.port}: {reason}") from None
    return listener


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
