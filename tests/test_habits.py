"""What the files for contributors say is what the project does."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.program import Program

ROOT = Path(__file__).parent.parent
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def check_commands() -> list[str]:
    """The parts of the one command that checks everything."""
    match = re.search(r"<!-- check -->\n```bash\n(.+)\n```", CONTRIBUTING)
    assert match
    return match[1].split(" && ")


def workflow() -> dict[str, Any]:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def test_the_version_is_that_of_the_package(whosaid: Program):
    ended = whosaid("--version")

    assert (ended.status, ended.out, ended.err) == (0, f"whosaid {version('whosaid')}\n", "")


def test_the_version_needs_no_command_and_no_command_needs_it(whosaid: Program):
    assert whosaid("--version", "status").out.startswith("whosaid ")
    assert "--version" in whosaid("--help").out


def test_the_checks_run_everywhere_as_contributors_run_them():
    steps = workflow()["jobs"]["tests"]["steps"]

    assert [step["run"] for step in steps if "run" in step][1:] == check_commands()


def test_the_checks_run_on_the_oldest_python_that_is_allowed():
    oldest = re.search(r'requires-python = ">=([0-9.]+)"', PROJECT)
    versions = workflow()["jobs"]["tests"]["strategy"]["matrix"]["python"]

    assert oldest
    assert versions[0] == oldest[1]
    minors = [int(one.split(".")[1]) for one in versions]
    assert minors == list(range(minors[0], minors[-1] + 1))


def test_the_quick_checks_are_among_the_checks():
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hooks = [hook for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]
    entries = [hook["entry"] for hook in hooks]

    for command in check_commands():
        assert any(entry.startswith(command.split(" -")[0].rstrip(" .")) for entry in entries)
    for test in re.findall(r"tests/\S+\.py", " ".join(entries)):
        assert (ROOT / test).is_file()


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "CHANGES.md"])
def test_files_that_are_named_exist(name: str):
    text = (ROOT / ".github" / name).read_text(encoding="utf-8")
    paths = [path for path in re.findall(r"`([\w./]+/[\w./]*)`", text) if "NAME" not in path]

    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_changes_begin_with_this_version_or_the_next():
    text = (ROOT / ".github" / "CHANGES.md").read_text(encoding="utf-8")
    released = re.findall(r"^## (\d+\.\d+\.\d+)$", text, re.MULTILINE)

    assert released[0] == version("whosaid")
    assert released == sorted(released, key=lambda one: [*map(int, one.split("."))], reverse=True)
