"""Learn the weights: `python -m indexer.quotes.training.train ARTICLES.jsonl`.

Data: articles with annotated quotes, one JSON object a line (the fields are those that
`labels` names). The weights that are stored here were learned from 840 articles of seven US
newspapers of 2015-2016 with 7,286 annotated quotes (PolNeAR). The README of `quotes` has
the figures.

With `--folds FILE` nothing is stored; instead each article's quotes are predicted with weights
learned from the others (five parts), and written in the form of `whosaid extract`, without
thresholds. That is what the thresholds were chosen by.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from indexer.quotes.attribution import attribute
from indexer.quotes.entries import entries_of
from indexer.quotes.extractor import QuoteExtractor
from indexer.quotes.log_linear import LogLinear
from indexer.quotes.training.fitting import Decision, fit
from indexer.quotes.training.labels import Gold, attribution_decisions, prepare, quotation_decisions

FOLDS = 5
# A name or pronoun gets whom it stands for where that is likelier than not. A wrong namesake is
# hard to notice, and a phrase often stands for nobody named, so these take more. Between people
# named side by side, "undecided", what tells is mostly chance.
THRESHOLDS = {"name": 0.5, "shared": 0.5, "undecided": 0.9, "pronoun": 0.5, "phrase": 0.5}
PENALTIES = {"is_quotation": 1.5, "source": 1.0, "speaker": 4.0}

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Examples:
    """All decisions of the training articles, by the ranker that they teach."""

    is_quotation: list[Decision]
    source: list[Decision]
    speaker: list[Decision]


def collect(articles: Sequence[Gold]) -> Examples:
    """The decisions of annotated articles, seeing each other's outcomes as in use.

    Rankers learned with the right outcomes before each decision meet their own slips in use.
    So these first ones only decide, each about articles that it has not seen, and the examples
    are collected anew with their decisions before each other.
    """
    prepared = [prepare(article) for article in articles]
    first = Examples([], [], [])
    for number in range(len(articles)):
        sources, speakers = attribution_decisions(number, *prepared[number])
        first.source.extend(sources)
        first.speaker.extend(speakers)
    examples = Examples([], [], [])
    for held_out in folds(len(articles)):
        weights = learn(first, held_out, ("source", "speaker"))
        rankers = LogLinear(weights["source"]), LogLinear(weights["speaker"])
        for number in sorted(held_out):
            examples.is_quotation.extend(quotation_decisions(number, articles[number], *rankers))
            analysed, quotes = prepared[number]
            decided = attribute(analysed, *rankers)
            sources, speakers = attribution_decisions(number, analysed, quotes, decided)
            examples.source.extend(sources)
            examples.speaker.extend(speakers)
    return examples


def folds(size: int) -> list[set[int]]:
    """The numbers below `size` in five parts, always the same."""
    numbers = list(range(size))
    Random(0).shuffle(numbers)
    return [set(numbers[part::FOLDS]) for part in range(FOLDS)]


def learn(
    examples: Examples,
    left_out: Collection[int] = (),
    names: Sequence[str] = ("is_quotation", "source", "speaker"),
) -> Weights:
    """The weights of the rankers of these names, from all articles but those left out."""
    return {
        name: fit(
            [one for one in getattr(examples, name) if one.article not in left_out],
            penalty=PENALTIES[name],
        )
        for name in names
    }


def cross_validate(articles: Sequence[Gold], examples: Examples, out: Path) -> None:
    """Write the quotes of each article as predicted from the other folds."""
    with out.open("w", encoding="utf-8") as file:
        for held_out in folds(len(articles)):
            extractor = QuoteExtractor(learn(examples, held_out))
            for number in sorted(held_out):
                article = articles[number]
                quotes = extractor.extract(article["text"], title=article.get("title"))
                entries = entries_of(article["text"], quotes)
                line = {"article_id": article["article_id"], "quotes": entries}
                file.write(json.dumps(line) + "\n")


def main() -> None:
    """Learn from the file named on the command line."""
    parser = argparse.ArgumentParser(description="Learn the weights of the quote extraction.")
    parser.add_argument("articles", type=Path, help="annotated articles, JSON lines")
    parser.add_argument("--folds", type=Path, help="only cross-validate; predictions go here")
    parser.add_argument(
        "--weights", type=Path, default=Path(__file__).parents[1] / "weights.json", help="output"
    )
    arguments = parser.parse_args()
    with arguments.articles.open(encoding="utf-8") as file:
        articles = [json.loads(line) for line in file if line.strip()]
    examples = collect(articles)
    if arguments.folds:
        cross_validate(articles, examples, arguments.folds)
        return
    stored = {"thresholds": THRESHOLDS, "weights": learn(examples)}
    arguments.weights.write_text(
        json.dumps(stored, indent=0, ensure_ascii=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
