"""Nothing leaves the machine, and nothing is written where the reader does not expect it.

Every command runs under strace, in a home of its own, with nothing of the caller's environment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = Path(__file__).parent / "corpus"
CALLS = (
    "network,open,openat,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,truncate"
)
KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START")
DEVICES = ("/dev/null", "/dev/tty", "/dev/shm/sem.", "/dev/shm/__KMP", "/proc/self/", "/dev/pts/")

_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$")
_OPENED = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE")
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')

pytestmark = pytest.mark.model


class Trace(NamedTuple):
    """What a command did: where it wrote, and each use of the network."""

    status: int
    said: str
    written: set[Path]
    network: list[str]


class Home:
    """A user's home, temporary folder and environment, all below one folder.

    Args:
        root: That folder.
        commands: Names of the commands that this user runs.
        variables: More of the environment.
    """

    def __init__(self, root: Path, commands: frozenset[str], **variables: str) -> None:
        self.root, self.commands = root, commands
        self.home, self.scratch = root / "home", root / "tmp"
        self.index, self.runs = root / "index", root / "runs"
        for folder in (self.home, self.scratch):
            folder.mkdir(parents=True)
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.environment = {
            **kept,
            "HOME": str(self.home),
            "TMPDIR": str(self.scratch),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **variables,
        }

    @property
    def cache(self) -> Path:
        """Where this user's copy of whosaid keeps its encoders."""
        code = "from indexer.encoder.cache import cache_folder; print(cache_folder().parent)"
        return Path(self._run(sys.executable, "-c", code).stdout.strip())

    def whosaid(self, *arguments: object, text: str | None = None) -> Trace:
        """Run a command of the program and watch it."""
        return self.python("-m", "query", *map(str, arguments), text=text)

    def python(self, *arguments: str, text: str | None = None) -> Trace:
        """Run Python and watch it."""
        log = self.root / "strace.txt"
        tracer = ("strace", "-f", "-qq", "-y", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(log))
        ended = self._run(*tracer, sys.executable, *arguments, text=text)
        calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
        return Trace(
            ended.returncode,
            ended.stdout + ended.stderr,
            {path for call in calls for path in written(call)},
            [call for call in calls if "AF_INET" in call],
        )

    def _run(self, *command: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True,
            input=text or "", check=False,
        )  # fmt: skip


def written(call: str) -> Iterator[Path]:
    """The paths that a call of the system made or opened for writing."""
    found = _CALL.match(call)
    if found is None or " = -1 " in call:
        return
    name, rest = found.groups()
    if name in ("open", "openat") and not _OPENED.search(rest):
        return
    if name in ("open", "openat", "creat", "mkdir", "mkdirat", "mknod", "mknodat", "truncate"):
        yield from paths_in(rest)[:1]
    elif "rename" in name or "link" in name:
        yield from paths_in(rest)[-1:]


def paths_in(rest: str) -> list[Path]:
    return [Path(folder or ROOT) / path for folder, path in _PATH.findall(rest)]


def test_what_a_call_writes_is_understood():
    assert list(written('7 openat(AT_FDCWD</a>, "b", O_RDWR|O_CREAT, 0600) = 3</a/b>')) == [
        Path("/a/b")
    ]
    assert list(written('7 openat(3</x/y>, "b", O_WRONLY) = 4</x/y/b>')) == [Path("/x/y/b")]
    assert list(written('7 openat(AT_FDCWD</a>, "/b", O_RDONLY|O_CLOEXEC) = 3</b>')) == []
    assert list(written('7 mkdir("/b", 0777) = -1 EEXIST (File exists)')) == []
    assert list(written('7 rename("/a", "/b") = 0')) == [Path("/b")]
    assert list(written('mkdir("/b", 0777) = 0')) == [Path("/b")]


@pytest.fixture(scope="module")
def _strace() -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode:
        pytest.skip("this system does not let strace watch a program")


@pytest.fixture(scope="module", params=["clean home", "full home", "other cache"])
def user(
    _strace: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Home:
    """A user of this machine whose home is as the parameter says."""
    root = tmp_path_factory.mktemp("user")
    commands = frozenset({"index", "ask"})  # the others have their files open as these have
    if request.param == "other cache":
        other = {"XDG_CACHE_HOME": str(root / "cache"), "XDG_DATA_HOME": str(root / "data")}
        return Home(root, commands, **other, TORCHINDUCTOR_CACHE_DIR=str(root / "tmp" / "inductor"))
    user = Home(root, commands if request.param == "full home" else frozenset(COMMANDS))
    if request.param == "full home":  # another program's, and one of ours that does not fit
        for name in ("whosaid/encoders/0123", "whosaid/torch", "huggingface/hub", "Microsoft"):
            (user.home / ".cache" / name).mkdir(parents=True)
    return user


def beir(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    article = {"_id": "a", "title": "Ferry", "text": "The ferry was sold on Monday."}
    (folder / "corpus.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    question = {"_id": "q", "text": "who sold the ferry?"}
    (folder / "queries.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    qrels = "query-id\tcorpus-id\tscore\nq\ta\t1\n"
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return folder


ARTICLE = json.dumps({"article_id": "a", "text": "“It sank,” said Ada Marlow."}) + "\n"
PROGRAM = """
import sys
from indexer import build_index
from query import Engine
build_index([sys.argv[1]], sys.argv[2])
with Engine.open(sys.argv[2]) as engine:
    assert engine.ask("who warned of the flood?").hits
"""
COMMANDS: dict[str, Callable[[Home], Trace]] = {
    "index": lambda user: user.whosaid("index", CORPUS, "--index", user.index),
    "ask": lambda user: user.whosaid("ask", "who warned of the flood?", "--index", user.index),
    "quotes": lambda user: user.whosaid("quotes", "flood", "--index", user.index, "--json"),
    "speakers": lambda user: user.whosaid("speakers", "--index", user.index),
    "status": lambda user: user.whosaid("status", "--index", user.index),
    "extract": lambda user: user.whosaid("extract", text=ARTICLE),
    "check": lambda user: user.whosaid("check", "--index", user.index),
    "compact": lambda user: user.whosaid("compact", "--index", user.index),
    "evaluate": lambda user: user.whosaid("evaluate", beir(user.root / "beir"), "--runs-to",
                                          user.runs),
    "a program": lambda user: user.python("-c", PROGRAM, str(CORPUS), str(user.index)),
}  # fmt: skip


def test_every_command_stays_on_the_machine_and_in_its_folders(user: Home):
    cache = user.cache
    allowed = (user.index, user.runs, user.scratch, cache)
    parents = {parent for folder in allowed for parent in folder.parents}
    for name in filter(user.commands.__contains__, COMMANDS):
        trace = COMMANDS[name](user)

        assert trace.status == 0, (name, trace.said)
        assert trace.network == [], name
        strange = {
            path
            for path in trace.written
            if path not in parents
            and not any(path.is_relative_to(folder) for folder in allowed)
            and not str(path).startswith(DEVICES)
        }
        assert strange == set(), name
    new = {path for path in user.root.rglob("*onnxruntime*") if path.suffix not in (".py", ".pyc")}
    assert new == set()


def test_telemetry_is_refused_before_the_library_is_loaded():
    """Every module gets ONNX Runtime from one place."""
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in (*ROOT.glob("indexer/**/*.py"), *ROOT.glob("query/**/*.py"))
        if re.search(r"^\s*(import|from) onnxruntime", path.read_text(encoding="utf-8"), re.M)
    ]

    assert importing == ["indexer/encoder/offline.py"]
