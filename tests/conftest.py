"""The corpus, an index of it built once, and `--update-golden`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from indexer.build.pipeline import build_index
from query.engine import Engine
from tests.support.hashing import HashingEncoder
from tests.support.program import Program

# Deadlines tell more about what else the machine is doing than about the program.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

CORPUS = Path(__file__).parent / "corpus"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files instead of comparing"
    )
    parser.addoption("--kills", type=int, default=50, help="how often to kill the indexer")
    parser.addoption("--flips", type=int, default=60, help="how often to damage an index")
    parser.addoption("--commits", type=int, default=24, help="how often to commit under readers")


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def kills(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--kills"))


@pytest.fixture(scope="session")
def flips(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--flips"))


@pytest.fixture(scope="session")
def commits(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--commits"))


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture
def whosaid(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The command line; `whosaid("ask", "...")` gives exit status, stdout and stderr."""
    return Program(monkeypatch, capsys)


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the corpus, made with the hashing encoder; not to be changed."""
    folder = tmp_path_factory.mktemp("built") / "index"
    build_index([CORPUS], folder, encoder=HashingEncoder())
    return folder


@pytest.fixture
def engine(built_index: Path) -> Iterator[Engine]:
    with Engine.open(built_index, HashingEncoder()) as opened:
        yield opened


@pytest.fixture(scope="session")
def model_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the corpus, made with the real encoder as a user would; not to be changed."""
    folder = tmp_path_factory.mktemp("model") / "index"
    build_index([CORPUS], folder)
    return folder
