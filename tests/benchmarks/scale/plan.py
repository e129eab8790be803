"""What to measure, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.machine import ROOT
from tests.benchmarks.scale.encoders import HASHING, REAL
from tests.benchmarks.scale.peers.peer import NAMES

SIZES = (10_000, 100_000, 1_000_000)
QUICK = (10_000,)
PARTS = ("stages", "cold", "warm", "updates", "recall", "peers")


@dataclass(frozen=True)
class Plan:
    """What to measure.

    Attributes:
        articles: A folder of real articles.
        questions: A file of questions for the plain kind; None makes them of the articles.
        judged: A judged collection for the peers' nDCG@10, or None.
        sizes: Passages of each archive.
        parts: Which parts are measured; making and indexing the archive always is.
        peers: Modules of the peers to measure.
        peers_to: The largest archive that peers are measured on.
        encoder: "real" (drawn vectors above `encoded_to`) or "hashing".
        encoded_to: The largest archive that is encoded and not drawn.
        asked: Questions of each kind.
        rounds: Whole processes of each kind.
        staged: Passages of which each stage is measured alone.
        one_by_one: Updates of one article.
        one_by_one_to: The largest archive that gets them.
        work: Where archives are made, or are from an earlier time; None throws them away.
        out: Where the result is written.
    """

    articles: Path
    questions: Path | None
    judged: Path | None
    sizes: tuple[int, ...]
    parts: frozenset[str]
    peers: tuple[str, ...]
    peers_to: int
    encoder: str
    encoded_to: int
    asked: int
    rounds: int
    staged: int
    one_by_one: int
    one_by_one_to: int
    work: Path | None
    out: Path


def read_plan(arguments: Sequence[str]) -> Plan:
    """The plan that a command line asks for."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.peers is not None and chosen.encoder == HASHING:
        parser.error("--peers needs the real encoder: peers open the one that the index contains")
    quick = chosen.quick
    return Plan(
        articles=chosen.articles.resolve(),
        questions=chosen.questions,
        judged=chosen.judged,
        sizes=tuple(sorted(chosen.sizes or (QUICK if quick else SIZES))),
        parts=frozenset(chosen.only) if chosen.only else frozenset(PARTS) - _left_out(chosen),
        peers=tuple(chosen.peers or NAMES) if chosen.peers is not None else (),
        peers_to=chosen.peers_to,
        encoder=chosen.encoder,
        encoded_to=chosen.encoded_to,
        asked=chosen.asked or (50 if quick else 200),
        rounds=chosen.rounds or (3 if quick else 7),
        staged=chosen.staged or (2_000 if quick else 10_000),
        one_by_one=chosen.one_by_one if chosen.one_by_one is not None else (50 if quick else 1000),
        one_by_one_to=chosen.one_by_one_to,
        work=chosen.work.resolve() if chosen.work else None,
        out=chosen.out.resolve(),
    )


def _left_out(chosen: argparse.Namespace) -> set[str]:
    return set() if chosen.peers is not None else {"peers"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.scale",
        description="Measure what whosaid costs at several sizes, and what its peers cost.",
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="10,000 passages and few questions: minutes")
    add("--sizes", type=int, nargs="+", help="passages of each archive")
    add("--articles", type=Path, default=ROOT / "tests" / "corpus", help="folder of real articles")
    add("--questions", type=Path, help="a question a line, or BEIR's queries.jsonl")
    add("--judged", type=Path, help="judged collection for the peers' nDCG@10")
    add("--peers", nargs="*", choices=[*NAMES], help="measure these peers; all if none is named")
    add("--peers-to", type=int, default=100_000, help="largest archive for the peers")
    add("--only", nargs="+", choices=PARTS, help="measure only these parts")
    add("--encoder", choices=[REAL, HASHING], default=REAL)
    add("--encoded-to", type=int, default=10_000, help="largest archive that is really encoded")
    add("--asked", type=int, help="questions of each kind")
    add("--rounds", type=int, help="whole processes of each kind")
    add("--staged", type=int, help="passages for each stage of indexing")
    add("--one-by-one", type=int, help="updates of one article; 0 for none")
    add("--one-by-one-to", type=int, default=100_000, help="largest archive for these")
    add("--work", type=Path, help="keep the archives here, or use those that are here")
    add("--out", type=Path, default=ROOT / "tests" / "benchmarks" / "results")
    return parser
