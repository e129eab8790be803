"""An index of the quoted archive, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from query.quote_engine import QuoteEngine
from tests.support.hashing import HashingEncoder
from tests.support.quoted import build_quoted, write_quoted


@pytest.fixture(scope="session")
def quoted_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed."""
    folder = tmp_path_factory.mktemp("quoted")
    return build_quoted(write_quoted(folder / "articles"), folder / "index")


@pytest.fixture
def quotes(quoted_index: Path) -> Iterator[QuoteEngine]:
    with QuoteEngine.open(quoted_index, HashingEncoder()) as opened:
        yield opened
