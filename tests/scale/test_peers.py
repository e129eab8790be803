"""The table of peers, without any of them: this program alone, and one that is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indexer.encoder.prepare import prepare_encoder
from tests.benchmarks.scale.archive import Archive
from tests.benchmarks.scale.peers.peer import NAMES, PACKAGES, read_texts, versions
from tests.benchmarks.scale.peers.table import OURS, Peers

QUESTIONS = ["who warned of the flood?", "how many fighters are hiding in Tarn?"]


@pytest.fixture
def archive(model_index: Path, tmp_path: Path) -> Archive:
    """The corpus, indexed with the real encoder, with its passages and vectors."""
    made = Archive(tmp_path)
    shutil.copytree(model_index, made.index)
    made.write_passages(prepare_encoder(None, None, made.index / "encoder"))
    return made


@pytest.mark.model
def test_a_system_is_measured_and_one_that_is_not_there_is_left_out(archive: Archive):
    peers = Peers(archive, ["no_such_peer"])
    peers.build()
    peers.warm(QUESTIONS)
    peers.cold(QUESTIONS, 1)
    ours, other = peers.found[OURS], peers.found["no_such_peer"]

    assert other == {"left out": other["left out"]}
    assert "No module named 'tests.benchmarks.scale.peers.no_such_peer'" in other["left out"]
    assert ours["recall"] > 0.9
    assert ours["milliseconds"]["p50"] > 0 < ours["cold"]["seconds"]
    assert 10 < ours["megabytes"] < 1000


@pytest.mark.model
def test_judged_questions_are_ranked_by_passage_numbers(archive: Archive):
    found = Peers(archive, []).rank({"a": QUESTIONS[1]})

    texts = read_texts(archive.passages)
    assert any("between 250 and 300" in texts[number] for number in found[OURS]["a"][:3])
    assert len(found[OURS]["a"]) == 10
    assert archive.read_vectors().shape == (len(texts), 384)


def test_every_peer_has_a_module_and_packages():
    folder = Path(__file__).parent.parent / "benchmarks" / "scale" / "peers"

    assert NAMES.keys() == PACKAGES.keys()
    assert all((folder / f"{name}.py").is_file() for name in NAMES)
    assert versions(["numpy"]).startswith("numpy ")
    assert versions(["no-such-package"]) == "no-such-package (not installed)"


def test_the_extra_installs_the_packages_of_the_peers():
    project = Path(__file__).parent.parent.parent / "pyproject.toml"
    extra = project.read_text(encoding="utf-8").split("\nbench = [", 1)[1].split("]", 1)[0]

    assert [
        package
        for packages in PACKAGES.values()
        for package in packages
        if f'"{package}>=' not in extra and package != "numpy"
    ] == []
