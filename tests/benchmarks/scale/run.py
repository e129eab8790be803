"""Measures what a plan asks for, and writes the result after each step."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np

from indexer.encoder.prepare import prepare_encoder
from tests.benchmarks.archives import Pool, read_models
from tests.benchmarks.drawn import DrawnEncoder
from tests.benchmarks.machine import describe, tell
from tests.benchmarks.scale import asking, cold, indexing, recall, stages, updates
from tests.benchmarks.scale.archive import Archive, Content
from tests.benchmarks.scale.encoders import HASHING, REAL, for_passages, given
from tests.benchmarks.scale.plan import Plan
from tests.benchmarks.scale.questions import PLAIN, Questions, read_questions
from tests.benchmarks.scale.report import plots
from tests.benchmarks.scale.sizes import index_bytes

MILLION = 1e6


class Run:
    """One run of the suite.

    Args:
        plan: What to measure.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._models = read_models(plan.articles)
        asked = read_questions(plan.questions) if plan.questions else []
        self._questions = Questions(self._models, asked)
        self._asked = self._questions.of_all_kinds(plan.asked)
        about = describe()
        self.result: dict[str, Any] = {
            "name": result_name(about),
            **about,
            **earlier(plan.out / f"{result_name(about)}.json"),
        }

    def all(self) -> Path:
        """Measure everything; returns where the result is."""
        with tempfile.TemporaryDirectory() as scratch:
            work = self._plan.work or Path(scratch)
            work.mkdir(parents=True, exist_ok=True)
            for size in self._plan.sizes:
                figures = self.result["sizes"].setdefault(str(size), {})
                self._measure(work, size, figures)
            if self._plan.judged and "peers" in self._plan.parts:
                self._judge(work)
        if plots.is_possible():
            drawn = plots.draw(self.result, self._plan.out)
            self.result["pictures"] = [path.name for path in drawn]
        return self._write()

    def _measure(self, work: Path, size: int, figures: dict[str, Any]) -> None:
        archive = Archive(work / str(size))
        content = archive.write(self._models, size)
        encoder = self._encoder(work, size)
        figures.update(
            articles=content.articles,
            text_megabytes=round(content.text_bytes / MILLION, 2),
            encoder=encoder if encoder in (REAL, HASHING) else "drawn",
        )
        self._index(archive, content, encoder, figures)
        steps: dict[str, Callable[[], Any]] = {
            "stages": lambda: stages.measure(archive.articles, encoder, self._plan.staged),
            "cold": lambda: cold.measure(
                archive.index, encoder, self._asked, self._questions.said, self._plan.rounds
            ),
            "warm": lambda: asking.measure(archive.index, encoder, self._asked),
            "recall": lambda: self._recall(archive, encoder),
            "updates": lambda: self._update(archive, content, encoder, size),
            "peers": lambda: self._peers(archive, encoder, size),
        }
        for name, step in steps.items():
            if name in self._plan.parts and (name != "peers" or size <= self._plan.peers_to):
                self._step(f"{size:,} passages: {name}", figures, name, step)

    def _step(
        self, label: str, figures: dict[str, Any], name: str, step: Callable[[], Any]
    ) -> None:
        started = time.perf_counter()
        figures[name] = step()
        tell(f"{label}, {time.perf_counter() - started:.0f} s")
        self._write()

    def _index(
        self, archive: Archive, content: Content, encoder: str, figures: dict[str, Any]
    ) -> None:
        """Index the archive, unless it was indexed at an earlier time; then say so from there."""
        noted = archive.root / "indexing.json"
        if not noted.is_file():
            tell(f"indexing {content.passages:,} passages")
            shutil.rmtree(archive.index, ignore_errors=True)  # of a run that was stopped
            found = indexing.measure(archive.articles, archive.index, encoder)
            found["commit"] = self.result["commit"]
            noted.write_text(json.dumps(found), encoding="utf-8")
        made = json.loads(noted.read_text(encoding="utf-8"))
        if made["commit"] != self.result["commit"]:
            tell(f"the index of {content.passages:,} passages is from commit {made['commit']}")
        parts = index_bytes(archive.index)
        figures.update(
            passages=content.passages,
            indexing=made,
            bytes=parts,
            megabytes=round(sum(parts.values()) / MILLION, 2),
        )
        figures["beside the text"] = round(sum(parts.values()) / content.text_bytes, 2)
        self._write()

    def _encoder(self, work: Path, size: int) -> str:
        """The encoder of an archive; what draws vectors is made once for all."""
        if self._plan.encoder == HASHING or size <= self._plan.encoded_to:
            return self._plan.encoder
        drawn = work / "drawn.npz"
        if not drawn.is_file():
            tell("encoding the sentences of the real articles")
            real = prepare_encoder(None, None, work / "encoder")
            DrawnEncoder.make(real, Pool.of(self._models).sentences).save(drawn)
        return str(drawn)

    def _recall(self, archive: Archive, encoder: str) -> float:
        archive.write_passages(for_passages(encoder, archive.index))
        engine_encoder = given(encoder) or for_passages(REAL, archive.index)
        queries = [engine_encoder.encode_query(one.question) for one in self._asked[PLAIN]]
        return recall.measure(archive.index, archive.read_vectors(), np.stack(queries))

    def _update(
        self, archive: Archive, content: Content, encoder: str, size: int
    ) -> dict[str, Any]:
        count = self._plan.one_by_one if size <= self._plan.one_by_one_to else 0
        return updates.measure(archive, encoder, content.articles, count, self._asked[PLAIN])

    def _peers(self, archive: Archive, encoder: str, size: int) -> dict[str, Any]:
        from tests.benchmarks.scale.peers.table import Peers

        archive.write_passages(for_passages(encoder, archive.index))
        questions = [one.question for one in self._asked[PLAIN]]
        peers = Peers(archive, self._plan.peers)
        peers.build()
        tell(f"{size:,} passages: peers are built")
        peers.warm(questions)
        peers.cold(questions, self._plan.rounds)
        return peers.found

    def _judge(self, work: Path) -> None:
        from tests.benchmarks.scale.peers import judged

        assert self._plan.judged
        folder = self._plan.judged.resolve()
        archive = Archive(work / f"judged-{folder.name}")
        self.result["judged"] = judged.measure(folder, archive, self._plan.peers)

    def _write(self) -> Path:
        self.result["finished"] = datetime.now(timezone.utc).isoformat(timespec="seconds")
        path = self._plan.out / f"{self.result['name']}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.result, indent=2) + "\n", encoding="utf-8")
        return path


def earlier(path: Path) -> dict[str, Any]:
    """What was measured of this commit on this machine before, so that parts add up."""
    if not path.is_file() or "-changed" in path.stem:
        return {"sizes": {}}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {name: found[name] for name in ("sizes", "judged") if name in found}


def result_name(about: dict[str, Any]) -> str:
    """What a result is called: by commit and machine."""
    machine = about["machine"]
    processor = re.sub(r"[^a-z0-9]+", "-", str(machine["processor"]).lower()).strip("-")
    return f"scale-{about['commit']}-{processor[:40].strip('-')}-{machine['cores']}"
