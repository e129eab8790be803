"""Learn the weights: `python -m indexer.quotes.training.train ARTICLES --indirect STATEMENTS`.

Data: articles with annotated quotes, one JSON object a line (the fields are those that `labels`
names), their indirect statements (see `indirect`), and the made-up passages of `traps.txt`. The
README of `quotes` has the figures.

`--folds FILE` stores no weights. It writes the quotes of each article as predicted with weights
that were learned from other papers, in the form of `whosaid extract`; with `--at-random` from other
articles of all papers. `--leave-out PAPER` learns from all papers but one. `--without NAME` learns,
and predicts, without a rule or a group of features; the README has a table of what each is worth.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from indexer.quotes.confidence import Curve
from indexer.quotes.entries import entries_of
from indexer.quotes.extractor import QuoteExtractor
from indexer.quotes.rules import RULES, without
from indexer.quotes.training.calibrate import curves
from indexer.quotes.training.examples import Learner, collect
from indexer.quotes.training.feature_groups import GROUPS
from indexer.quotes.training.parts import at_random, by_paper
from indexer.quotes.training.right_names import Gold
from indexer.quotes.training.traps import made_up_passages

_WEIGHTS = Path(__file__).parents[1] / "weights.json"


def cross_validate(
    articles: Sequence[Gold],
    learner: Learner,
    known: Mapping[str, Curve],
    parts: Mapping[str, set[int]],
    out: Path,
) -> None:
    """Write the quotes of each article as predicted from the other parts."""
    with out.open("w", encoding="utf-8") as file:
        for held_out in parts.values():
            extractor = QuoteExtractor(learner.weights(held_out), known)
            for number in sorted(held_out):
                article = articles[number]
                quotes = extractor.extract(article["text"], title=article.get("title"))
                entries = entries_of(article["text"], quotes)
                line = {"article_id": article["article_id"], "quotes": entries}
                file.write(json.dumps(line) + "\n")


def main() -> None:
    """Learn from the files named on the command line."""
    parser = argparse.ArgumentParser(description="Learn the weights of the quote extraction.")
    parser.add_argument("articles", type=Path, help="annotated articles, JSON lines")
    parser.add_argument("--indirect", type=Path, help="their indirect statements, JSON lines")
    parser.add_argument("--leave-out", metavar="PAPER", help="learn nothing from this paper")
    names = sorted([*RULES, *GROUPS])
    parser.add_argument("--without", metavar="NAME", choices=names, help="a rule or features")
    parser.add_argument("--folds", type=Path, help="only cross-validate; predictions go here")
    parser.add_argument("--at-random", action="store_true", help="five folds, not one a paper")
    parser.add_argument("--weights", type=Path, default=_WEIGHTS, help="output")
    arguments = parser.parse_args()
    if arguments.without in RULES:
        with without(arguments.without):
            run(arguments, "")
    else:
        run(arguments, arguments.without or "")


def run(arguments: argparse.Namespace, left_out: str) -> None:
    """Learn from the files named in the arguments, without a group of features or ""."""
    articles = [*_lines(arguments.articles), *made_up_passages()]
    articles = [one for one in articles if one["publisher"] != arguments.leave_out]
    indirect = {}
    if arguments.indirect:
        indirect = {one["article_id"]: one["attributions"] for one in _lines(arguments.indirect)}
    parts = (at_random if arguments.at_random else by_paper)(articles)
    examples = collect(articles, indirect, parts.values(), left_out)
    learner, known = Learner(examples, left_out=left_out), curves(examples.outcomes)
    if arguments.folds:
        cross_validate(articles, learner, known, parts, arguments.folds)
        return
    stored = {"curves": known, "weights": learner.weights()}
    arguments.weights.write_text(
        json.dumps(stored, indent=0, ensure_ascii=True) + "\n", encoding="utf-8"
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


if __name__ == "__main__":
    main()
