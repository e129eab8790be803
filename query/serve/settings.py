"""Where the server listens, and what it allows."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What may be chosen for a server.

    Attributes:
        host: The address to listen on.
        port: The port; 0 takes a free one.
        token: What a client must show; None lets every client of this machine in.
    """

    host: str = LOOPBACK
    port: int = 0
    token: str | None = None
