"""Runs that are killed: at a random time, or at a named point between two writes.

The processes are forked from a server that has imported everything, so that one starts in
milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from indexer.build.pipeline import Options, build_index
from indexer.build.rebuild import rebuild_index
from indexer.maintain.compact import compact_index
from indexer.maintain.repair import repair_index
from tests.support.hashing import HashingEncoder
from tests.support.older import in_many_ways, older_version

POINTS = (
    # Between the stores.
    "indexer.store.keyword.writer:KeywordWriter.commit",
    "indexer.store.vectors.writer:VectorWriter.append",
    "indexer.store.vectors.writer:VectorWriter.commit",
    "indexer.store.writer:IndexWriter._record",
    # Within the catalog's transaction, and after it.
    "indexer.store.catalog.writer:CatalogWriter.insert",
    "indexer.store.catalog.writer:CatalogWriter.delete",
    "indexer.store.catalog.writer:CatalogWriter._seal_state",
    "indexer.store.writer:IndexWriter.commit",
    # While stories are found.
    "indexer.store.catalog.stories.table:StoryTable.leave",
    "indexer.store.catalog.stories.table:StoryTable.put_signatures",
    "indexer.store.catalog.stories.table:StoryTable.put_stories",
    # While segments are merged and a table of contents is replaced.
    "indexer.store.keyword.segment_writer:SegmentWriter.end_field",
    "indexer.store.keyword.segment_writer:SegmentWriter.finish",
    "indexer.store.keyword.writer:write_segment_list",
    "indexer.store.keyword.writer:_remove_garbage",
    "indexer.store.durable:sync_folder",
    # At the beginning and the end of a run.
    "indexer.store.catalog.connect:_create",
    "indexer.build.encode_ahead:EncodeAhead._encode",
    "indexer.store.part:PartWriter.settle",
    "indexer.store.writer:describe_index",
    "indexer.store.catalog.writer:CatalogWriter.put_run",
)
RENEWAL_POINTS = (
    "indexer.store.vectors.writer:VectorWriter.append",
    "indexer.store.keyword.writer:KeywordWriter.commit",
    "indexer.store.writer:IndexWriter._record",
    "indexer.store.catalog.writer:CatalogWriter.expect_extractor",
    "indexer.store.catalog.writer:CatalogWriter.delete",
    "indexer.store.catalog.writer:CatalogWriter.insert",
    "indexer.store.catalog.writer:CatalogWriter.revise",
    "indexer.store.catalog.writer:CatalogWriter._put_quotes",
    "indexer.store.catalog.writer:CatalogWriter._seal_state",
    "indexer.store.writer:IndexWriter.commit",
    "indexer.store.catalog.writer:CatalogWriter.put_run",
)
MIGRATION_POINTS = (
    "indexer.store.housekeeping:migrate_index",
    "indexer.store.migrate:convert",
    "indexer.store.vectors.writer:VectorWriter.append",
    "indexer.store.migrate:sync_folder",
    "indexer.store.catalog.tables:Tables.insert",
    "indexer.store.catalog.writer:CatalogWriter.bind_vectors",
    "indexer.store.catalog.writer:CatalogWriter._seal_state",
    "indexer.store.catalog.writer:CatalogWriter.migrate",
    "indexer.store.catalog.writer:CatalogWriter.tidy",
    "indexer.store.housekeeping:describe_index",
    "indexer.store.housekeeping:remove_garbage",
)
FORMAT_1_POINTS = (
    "indexer.store.migrate:_segment_list",
    "indexer.store.keyword.writer:write_segment_list",
    "indexer.store.catalog.writer:migrate_tables",
    "indexer.store.catalog.older.migrate:create_tables",
)
FORMAT_2_POINTS = (
    "indexer.store.catalog.older.format2:upgrade",
    "indexer.store.catalog.older.format2:_put_aside",
    "indexer.store.catalog.tables:Tables.take_over",
)
COMPACT_POINTS = (
    "indexer.maintain.compact:rewrite_keyword",
    "indexer.maintain.compact:rewrite_vectors",
    "indexer.store.rewriting:merge_segments",
    "indexer.store.catalog.writer:CatalogWriter.renumber",
    "indexer.store.catalog.writer:move_documents",
    "indexer.store.catalog.writer:CatalogWriter.tidy",
    "indexer.maintain.compact:remove_garbage",
    "shutil:rmtree",
)
REBUILD_POINTS = (
    *POINTS,
    "indexer.store.catalog.writer:CatalogWriter.replace_all",
    "indexer.build.draft:describe_index",
    "indexer.build.draft:forget_catalog",
    "indexer.build.draft:remove_garbage",
    "indexer.store.catalog.writer:CatalogWriter.tidy",
    "shutil:rmtree",
)

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.support.killed"])


def start(
    task: str, articles: Path, index: Path, batch: int, point: str = "", moment: int = 0
) -> multiprocessing.process.BaseProcess:
    """Start a process that does a task: "index", "renew", "rebuild", "compact" or "repair".

    "renew" is "index" by a version of the program that finds other quotes.

    Args:
        task: What to do.
        articles: The sources.
        index: The index's folder.
        batch: Passages a commit.
        point: A function, `module:name`, in which the process is to die.
        moment: At which call: 2n is before the call number n, 2n + 1 after it.
    """
    process = _server.Process(target=_run, args=(task, articles, index, batch, point, moment))
    process.start()
    return process


def _run(task: str, articles: Path, index: Path, batch: int, point: str, moment: int) -> None:
    if point:
        _die_at(point, moment)
    options, encoder = Options(batch=batch), HashingEncoder()
    if task == "index":
        build_index([articles], index, options=options, encoder=encoder)
    elif task == "renew":
        with older_version(in_many_ways):
            build_index([articles], index, options=options, encoder=encoder)
    elif task == "rebuild":
        rebuild_index([articles], index, options=options, encoder=encoder)
    elif task == "compact":
        compact_index(index)
    else:
        repair_index(index, encoder=encoder)


def _die_at(point: str, moment: int) -> None:
    module, name = point.split(":")
    *path, name = name.split(".")
    owner: Any = import_module(module)
    for step in path:
        owner = getattr(owner, step)
    setattr(owner, name, _dying(getattr(owner, name), moment))


def _dying(function: Callable[..., Any], moment: int) -> Callable[..., Any]:
    calls = 0

    def call(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        if 2 * calls == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*arguments, **options)
        if 2 * calls + 1 == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        calls += 1
        return result

    return call
