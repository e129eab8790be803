"""In place of a trial: one whose process is ended by a library."""

from __future__ import annotations

import os


def main(_: str) -> None:
    os.kill(os.getpid(), 9)
