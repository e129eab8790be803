"""The versions last seen to pass are such that the program allows them."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent


def pinned() -> dict[str, str]:
    lines = (ROOT / "tests" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonical(name): version for name, version in pairs}


def required() -> list[Requirement]:
    """All requirements of pyproject.toml; `tomllib` came with Python 3.11."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    blocks = re.findall(r"^(?:dependencies|test) = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    return [
        Requirement(found) for block in blocks for found in re.findall(r'^ *"(.+?)"', block, re.M)
    ]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_requirement_has_a_version_that_it_allows():
    versions = pinned()

    assert len(required()) > 15
    for requirement in required():
        assert requirement.specifier.contains(versions[canonical(requirement.name)]), requirement


def test_a_version_is_one_of_everybody():
    """The name of one machine's build ("+cpu") could be installed nowhere else."""
    assert [version for version in pinned().values() if "+" in version] == []
