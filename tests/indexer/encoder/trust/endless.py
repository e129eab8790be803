"""In place of a trial: one that does not end."""

from __future__ import annotations

import time


def main(_: str) -> None:
    time.sleep(600)
