from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from indexer.errors import (
    IndexCorruptError,
    IndexNotFoundError,
    IndexTooNewError,
    IndexTooOldError,
)
from indexer.store import manifest as module
from indexer.store.layout import FORMAT_VERSION
from indexer.store.manifest import Manifest, read_manifest, write_manifest

MANIFEST = Manifest(
    format=FORMAT_VERSION,
    program="whosaid 1",
    analyzer="english 1",
    encoder="hashing",
    encoder_identity="ab" * 32,
    dimension=64,
    documents=3,
    passages=9,
)


def test_what_was_written_is_read(tmp_path: Path):
    write_manifest(tmp_path / "manifest.json", MANIFEST)

    assert read_manifest(tmp_path / "manifest.json") == MANIFEST
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_equal_manifests_are_equal_files(tmp_path: Path):
    for name in ("a", "b"):
        write_manifest(tmp_path / name, replace(MANIFEST))

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_missing_manifest_is_no_index(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    for place in (tmp_path / "manifest.json", tmp_path / "file" / "manifest.json"):
        with pytest.raises(IndexNotFoundError):
            read_manifest(place)


@pytest.mark.parametrize("missing", [name for name in asdict(MANIFEST) if name != "format"])
def test_every_key_is_needed_in_its_type(tmp_path: Path, missing: str):
    path = tmp_path / "manifest.json"
    for wrong in ({}, {missing: None}, {missing: [1]}):
        content = {**asdict(MANIFEST), **wrong}
        if not wrong:
            del content[missing]
        path.write_text(json.dumps(content), encoding="utf-8")
        with pytest.raises(IndexCorruptError, match=missing):
            read_manifest(path)


@pytest.mark.parametrize(
    ("version", "error"),
    [
        (FORMAT_VERSION + 1, IndexTooNewError),
        (10**30, IndexTooNewError),
        (0, IndexTooOldError),
        (-1, IndexTooOldError),
        ("1", IndexCorruptError),
        (True, IndexCorruptError),
        (1.0, IndexCorruptError),
        (None, IndexCorruptError),
    ],
)
def test_the_version_is_looked_at_before_anything_else(
    tmp_path: Path, version: object, error: type[Exception]
):
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({"format": version, "program": 7}), encoding="utf-8")

    with pytest.raises(error):
        read_manifest(path)


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    write_manifest(tmp_path / "manifest.json", MANIFEST)

    with pytest.raises(IndexCorruptError, match="too large"):
        read_manifest(tmp_path / "manifest.json")
