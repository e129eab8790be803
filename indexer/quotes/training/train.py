"""Learn the weights: `python -m indexer.quotes.training.train ARTICLES --indirect STATEMENTS`.

Data: articles with annotated quotes, one JSON object a line (the fields are those that `labels`
names), their indirect statements (see `indirect`), and the made-up passages of `traps.txt`. The
README of `quotes` has the figures.

`--folds FILE` stores no weights. It writes the quotes of each article as predicted with weights
that were learned from other papers, in the form of `whosaid extract`; with `--at-random` from other
articles of all papers. `--without PAPER` learns from all papers but one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from indexer.quotes.entries import entries_of
from indexer.quotes.extractor import QuoteExtractor
from indexer.quotes.training.calibrate import curves
from indexer.quotes.training.examples import Examples, Learner, collect
from indexer.quotes.training.parts import at_random, by_paper
from indexer.quotes.training.right_names import Gold
from indexer.quotes.training.traps import made_up_passages

_WEIGHTS = Path(__file__).parents[1] / "weights.json"


def cross_validate(
    articles: Sequence[Gold], examples: Examples, parts: Mapping[str, set[int]], out: Path
) -> None:
    """Write the quotes of each article as predicted from the other parts."""
    known, learner = curves(examples.outcomes), Learner(examples)
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
    parser.add_argument("--without", metavar="PAPER", help="learn nothing from this paper")
    parser.add_argument("--folds", type=Path, help="only cross-validate; predictions go here")
    parser.add_argument("--at-random", action="store_true", help="five folds, not one a paper")
    parser.add_argument("--weights", type=Path, default=_WEIGHTS, help="output")
    arguments = parser.parse_args()
    articles = [*_lines(arguments.articles), *made_up_passages()]
    articles = [one for one in articles if one["publisher"] != arguments.without]
    indirect = {}
    if arguments.indirect:
        indirect = {one["article_id"]: one["attributions"] for one in _lines(arguments.indirect)}
    parts = (at_random if arguments.at_random else by_paper)(articles)
    examples = collect(articles, indirect, parts.values())
    if arguments.folds:
        cross_validate(articles, examples, parts, arguments.folds)
        return
    stored = {"curves": curves(examples.outcomes), "weights": Learner(examples).weights()}
    arguments.weights.write_text(
        json.dumps(stored, indent=0, ensure_ascii=True) + "\n", encoding="utf-8"
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


if __name__ == "__main__":
    main()
