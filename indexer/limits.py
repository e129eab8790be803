"""What the system refused, behind an error that blames something else.

A program that may open no more files finds every part of an index unreadable. It must not call
the index damaged, nor advise to build it again.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator

from indexer.errors import SystemLimitError

_HINTS = {
    errno.EMFILE: "Raise the limit, for example with `ulimit -n 1024`, and run the command again.",
    errno.ENFILE: "Close other programs, and run the command again.",
    errno.ENOMEM: "Close other programs or raise the limit on memory, and run the command again.",
    errno.ENAMETOOLONG: "Choose a shorter path.",
    errno.EAGAIN: "Close other programs, and run the command again.",
}
_FEW_FILES = 64
"""Files that a process may open: with so few, SQLite fails to open a database for this reason."""


def limit_behind(error: BaseException) -> SystemLimitError | None:
    """What the system refused when an error arose; None if that was not the cause."""
    for cause in _chain(error):
        if isinstance(cause, SystemLimitError):
            return cause
        if isinstance(cause, MemoryError):
            return SystemLimitError("not enough memory", _HINTS[errno.ENOMEM])
        if isinstance(cause, OSError) and cause.errno in _HINTS:
            place = f"{cause.filename}: " if isinstance(cause.filename, str) else ""
            return SystemLimitError(place + (cause.strerror or str(cause)), _HINTS[cause.errno])
        if isinstance(cause, ImportError) and _is_short_of_memory(str(cause)):
            return SystemLimitError("not enough memory", _HINTS[errno.ENOMEM])
        if _is_short_of_files(cause):
            return SystemLimitError("too many open files", _HINTS[errno.EMFILE])
    return None


def blame_the_limit(error: BaseException) -> None:
    """Raise what the system refused, if an error arose from that.

    Raises:
        SystemLimitError: Instead of an error that would call an index damaged.
    """
    limit = limit_behind(error)
    if limit is not None:
        raise limit from error


def require_room() -> None:
    """Refuse to begin with less memory than the libraries need to be loaded.

    One of them ends the process by itself where it gets no memory, with a status that means
    "nothing found".

    Raises:
        SystemLimitError: If the limit on memory is too low.
    """
    limit = _soft_limit("RLIMIT_AS")
    if limit is not None and limit < _LEAST_MEMORY:
        raise SystemLimitError(
            f"the limit on memory is {limit >> 20} MiB, and whosaid needs {_LEAST_MEMORY >> 20}",
            "Raise the limit, for example with `ulimit -v unlimited`.",
        )


_LEAST_MEMORY = 256 << 20


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _is_short_of_memory(message: str) -> bool:
    return "failed to map segment" in message or "cannot allocate memory" in message.lower()


def _is_short_of_files(error: BaseException) -> bool:
    message = str(error)
    if "Too many open files" in message:
        return True
    limit = _soft_limit("RLIMIT_NOFILE")
    few = limit is not None and limit < _FEW_FILES
    return few and "unable to open database file" in message


def _soft_limit(name: str) -> int | None:
    """A limit of this process; None where there is none."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    limit, _ = resource.getrlimit(getattr(resource, name))
    return None if limit == resource.RLIM_INFINITY else limit
