from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import IndexLockedError
from indexer.store.layout import Layout
from indexer.store.writer_lock import writer_lock

ROOT = Path(__file__).parents[3]


def test_the_second_is_told_who_the_first_is(tmp_path: Path):
    layout = Layout(tmp_path)

    with writer_lock(layout), pytest.raises(IndexLockedError) as refused, writer_lock(layout):
        pytest.fail("two at once")

    assert f"process {os.getpid()} on " in refused.value.holder
    assert "since 2" in str(refused.value)


def test_it_can_be_held_again_and_nobody_is_named_then(tmp_path: Path):
    for _ in range(3):
        with writer_lock(Layout(tmp_path)):
            assert Layout(tmp_path).holder.exists()

    assert not Layout(tmp_path).holder.exists()


def test_it_is_let_go_after_an_error(tmp_path: Path):
    with pytest.raises(ZeroDivisionError), writer_lock(Layout(tmp_path)):
        raise ZeroDivisionError

    with writer_lock(Layout(tmp_path)):
        pass


@pytest.mark.parametrize("note", ["", "{", "[]", '{"process": 1}', "\0"])
def test_a_damaged_note_of_the_holder_does_not_matter(tmp_path: Path, note: str):
    layout = Layout(tmp_path)
    with writer_lock(layout):
        layout.holder.write_text(note, encoding="utf-8")
        with pytest.raises(IndexLockedError, match="another process"), writer_lock(layout):
            pytest.fail("two at once")


def test_a_process_that_dies_leaves_no_lock(tmp_path: Path):
    code = (
        "import os, signal; from pathlib import Path\n"
        "from indexer.store.layout import Layout\n"
        "from indexer.store.writer_lock import writer_lock\n"
        f"with writer_lock(Layout(Path({str(tmp_path)!r}))):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert ended.returncode == -9
    assert Layout(tmp_path).holder.exists()
    with writer_lock(Layout(tmp_path)):
        pass
