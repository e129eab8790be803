"""The server of this program in a thread, on a free port."""

from __future__ import annotations

import shutil
import socket
import time
from pathlib import Path
from threading import Thread
from types import TracebackType

import uvicorn

from indexer.encoder.encoder import Encoder
from query.serve.app import make_app
from query.serve.archive import Archive


def chromium() -> str | None:
    """The path of a Chromium that is installed on this machine, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


class Server:
    """Use as `with Server(index) as server`."""

    def __init__(self, index: Path, encoder: Encoder | None = None) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(
            make_app(Archive(index, encoder)),
            log_level="critical",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._server.run, args=([self._listener],), daemon=True)

    @property
    def address(self) -> str:
        """Without a slash at the end."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Server:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        self._listener.close()
