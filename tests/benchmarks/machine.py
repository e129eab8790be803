"""Where figures come from: the commit, the machine and the versions of what was measured."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("numpy", "onnxruntime", "sentence-transformers", "tokenizers", "torch", "whoosh")


def describe() -> dict[str, Any]:
    """What has to be known to compare figures: commit, date, machine, versions."""
    return {
        "commit": commit(),
        "date": datetime.now(timezone.utc).date().isoformat(),
        "machine": {
            "processor": processor(),
            "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
            "system": platform.platform(terse=True),
        },
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in PACKAGES},
        },
    }


def commit() -> str:
    """The short name of the commit; "-changed" behind it where files differ from it."""
    name = git("rev-parse", "--short=10", "HEAD")
    return f"{name}-changed" if git("status", "--porcelain", "--untracked-files=no") else name


def git(*arguments: str) -> str:
    """What a git command prints."""
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def tell(line: str) -> None:
    """Say how far a long measurement is, on stderr."""
    print(line, file=sys.stderr, flush=True)


def processor() -> str:
    """The name of the processor, as well as the system tells it."""
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
