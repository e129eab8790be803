"""Some articles, and where their index is to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.articles import write_articles
from tests.support.build import age


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Six articles that have not changed for an hour."""
    write_articles(tmp_path / "articles", range(6))
    age(tmp_path / "articles")
    return tmp_path / "articles"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A place where nothing is."""
    return tmp_path / "index"
