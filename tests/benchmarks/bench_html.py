"""`python -m tests.benchmarks.bench_html [--articles DIR] [--chunks DIR] [--dates DIR]`.

How well whosaid finds the article and the date of a web page, by the scorers of three collections
of saved pages, beside the library alone. The folders are copies of these repositories:

    --articles  scrapinghub/article-extraction-benchmark: F1 of runs of 4 words, 181 pages
    --chunks    adbar/trafilatura, its folder `tests`: pieces of text found or left out, 990 pages
    --dates     adbar/htmldate, its folder `tests`: the day of publication, 1,000 pages

The figures are in tests/quality/README.md.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from indexer.readers.html.mhtml import SavedPage
from indexer.readers.html.page import read_page
from indexer.readers.html.parse import PageError

Extract = Callable[[bytes], str]


def main() -> None:
    """Measure what the folders given allow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--chunks", type=Path)
    parser.add_argument("--dates", type=Path)
    folders = parser.parse_args()
    for name, extract in (("whosaid", whosaid_text), ("trafilatura", library_text)):
        if folders.articles:
            print(f"articles  {name:<12} {articles(folders.articles, extract)}", flush=True)
        if folders.chunks:
            print(f"chunks    {name:<12} {chunks(folders.chunks, extract)}", flush=True)
    if folders.dates:
        for line in dates(folders.dates):
            print(f"dates     {line}", flush=True)


def articles(folder: Path, extract: Extract) -> str:
    """F1, precision and recall by `evaluate.py` of scrapinghub/article-extraction-benchmark."""
    scorer = load(folder / "evaluate.py")
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    started = time.process_time()
    found = {
        key: {
            "articleBody": extract(gzip.decompress((folder / f"html/{key}.html.gz").read_bytes()))
        }
        for key in truth
    }
    seconds = time.process_time() - started
    scores = scorer.evaluate(truth, found, n_bootstrap=2)
    return shown([scores["f1"], scores["precision"], scores["recall"]], seconds)


def chunks(folder: Path, extract: Extract) -> str:
    """F1, precision and recall by `eval_common.py` of adbar/trafilatura."""
    scorer = load(folder / "eval_common.py")
    matrix = scorer.ConfusionMatrix()
    data = scorer.load_evaldata(str(folder))
    started = time.process_time()
    for url, (_, page) in scorer.read_corpus(str(folder), data).items():
        matrix.add(scorer.count_item(data[url], extract(page)))
    precision, recall, _, f1 = matrix.scores()
    return shown([f1, precision, recall], time.process_time() - started)


def dates(folder: Path) -> Iterable[str]:
    """Precision and coverage by `evaluation.py` of adbar/htmldate, and which rule gave how many.

    A date that is less precise than a day is no answer: the scorer knows days only.
    """
    os.chdir(folder)
    scorer = load(folder / "evaluation.py")
    pages = {key: scorer.load_document(item["file"]) for key, item in scorer.EVAL_PAGES.items()}
    rules: dict[str, Counter[str]] = {}
    for name in ("whosaid", "htmldate fast", "htmldate"):
        counts: Counter[str] = Counter()
        started = time.process_time()
        for key, item in scorer.EVAL_PAGES.items():
            iso, rule = find_day(name, pages[key])
            right, wrong, _, _ = scorer.evaluate_result(iso, item)
            verdict = "right" if right else "wrong" if wrong else "none"
            counts[verdict] += 1
            if name == "whosaid":
                rules.setdefault(rule, Counter())[verdict] += 1
        answered = counts["right"] + counts["wrong"]
        seconds = time.process_time() - started
        yield (
            f"{name:<14} precision {counts['right'] / answered:.3f}  coverage "
            f"{answered / len(pages):.3f}  accuracy {counts['right'] / len(pages):.3f}  "
            f"{seconds:.0f} s"
        )
    for rule, counts in sorted(rules.items(), key=lambda pair: -pair[1].total()):
        yield f"    {rule:<32} right {counts['right']:>4}  wrong {counts['wrong']:>3}"


def find_day(name: str, page: str | bytes) -> tuple[str | None, str]:
    """The day that a program finds, and by which rule."""
    if name != "whosaid":
        from htmldate import find_date

        return find_date(page, original_date=True, extensive_search=name == "htmldate"), name
    data = page if isinstance(page, bytes) else page.encode("utf-8", "replace")
    try:
        found = read_page(SavedPage(data)).fields.get("date")
    except PageError:
        return None, "no article"
    if found is None or len(found.value) < 10:
        return None, "none, or less than a day"
    return found.value, found.rule


def whosaid_text(page: bytes) -> str:
    """The article as whosaid reads it."""
    try:
        return read_page(SavedPage(page)).text
    except PageError:
        return ""


def library_text(page: bytes) -> str:
    """The article as trafilatura alone gives it, with the settings of its own evaluation."""
    from trafilatura import extract

    options: dict[str, Any] = {"include_comments": False, "include_formatting": False}
    return extract(page, **options) or ""


def load(path: Path) -> ModuleType:
    """A scorer's module from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def shown(scores: list[float], seconds: float) -> str:
    """F1, precision, recall and processor time as one line."""
    f1, precision, recall = scores
    return f"F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  {seconds:.0f} s"


if __name__ == "__main__":
    main()
