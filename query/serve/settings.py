"""Where the server listens, and what it allows."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from indexer.errors import SearchError

LOOPBACK = "127.0.0.1"

SHORTEST_TOKEN = 16
"""Characters; a shorter one can be guessed."""


class UnsafeSettingsError(SearchError):
    """Others could read the archive."""

    hint = (
        "Choose a long random token: --token, or better the variable WHOSAID_TOKEN, which other"
        " users of this machine cannot see."
    )


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What may be chosen for a server.

    Attributes:
        host: The address to listen on.
        port: The port; 0 takes a free one.
        token: What a client must show; None lets every client of this machine in.
        names: Further names of the server, such as the one under which a proxy serves it.

    Raises:
        UnsafeSettingsError: If the address or a name can be reached from elsewhere and there is no
            token, or the token is short.
    """

    host: str = LOOPBACK
    port: int = 0
    token: str | None = None
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (self.host, *self.names):
            if self.token is None and not is_loopback(name):
                raise UnsafeSettingsError(f"{name} can be reached from elsewhere without a token")
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise UnsafeSettingsError(f"the token has less than {SHORTEST_TOKEN} characters")


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
