"""Annotated articles -> all decisions that the rankers learn from. Training only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.quotes.article import Article
from indexer.quotes.attribution import Attribution, attribute
from indexer.quotes.finished_quotes import choice_kind
from indexer.quotes.log_linear import LogLinear
from indexer.quotes.speakers.candidates import RoleMatch
from indexer.quotes.training.calibrate import Outcome
from indexer.quotes.training.feature_groups import without_group
from indexer.quotes.training.fitting import Decision, DecisionTable
from indexer.quotes.training.indirect import indirect_decisions
from indexer.quotes.training.labels import attribution_decisions, prepare, quotation_decisions
from indexer.quotes.training.right_names import Gold, is_right_name
from indexer.quotes.training.traps import GRAMMAR_WEIGHT, TRAPS

PENALTIES = {"is_quotation": 1.5, "source": 1.0, "speaker": 4.0}
_MADE_UP_OUTCOME = 0.5  # how much a passage that was written by hand counts for the confidence

_BY_ROLE = 0.5  # how much a name counts that the role of a phrase tells
RANKERS = ("is_quotation", "source", "speaker")

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Examples:
    """All decisions of the training articles, by the ranker that they teach.

    Attributes:
        is_quotation, source, speaker: The decisions.
        outcomes: The names that were given in articles which were not learned from.
    """

    is_quotation: list[Decision] = field(default_factory=list)
    source: list[Decision] = field(default_factory=list)
    speaker: list[Decision] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


class Learner:
    """Learns the weights of the rankers, with any articles left out.

    Args:
        examples: What they learn from.
        names: Of the rankers.
        left_out: A group of features that is left out, see `feature_groups`, or "".
    """

    def __init__(
        self, examples: Examples, names: Sequence[str] = RANKERS, left_out: str = ""
    ) -> None:
        self._tables = {
            name: DecisionTable(without_group(name, getattr(examples, name), left_out))
            for name in names
        }

    def weights(self, left_out: Collection[int] = ()) -> Weights:
        """Ranker -> feature -> weight, from all articles but those with these numbers."""
        return {name: table.fit(PENALTIES[name], left_out) for name, table in self._tables.items()}


def collect(
    articles: Sequence[Gold],
    indirect: Mapping[str, Sequence[Gold]],
    parts: Iterable[Collection[int]],
    left_out: str = "",
) -> Examples:
    """The decisions of annotated articles, seeing each other's outcomes as in use.

    Rankers that learn with the right outcomes before each decision meet their own slips in use.
    So these first ones only decide, each about articles that it has not seen, and the examples
    are collected anew with their decisions before each other.

    Args:
        articles: Annotated articles, made-up passages among them.
        indirect: An article's id -> its indirect statements.
        parts: The numbers of the articles, in parts that are left out in turn.
        left_out: A group of features that is left out, see `feature_groups`, or "".
    """
    prepared = [prepare(article) for article in articles]
    weights = [float(one.get("weight", 1.0)) for one in articles]
    first, examples = Examples(), Examples()
    for number, article in enumerate(articles):
        sources, speakers = attribution_decisions(number, *prepared[number], weight=weights[number])
        first.source.extend(sources)
        first.speaker.extend(speakers)
        statements = indirect.get(article["article_id"], ())
        examples.source.extend(indirect_decisions(number, article, statements))
    first.source.extend(examples.source)
    learner = Learner(first, ("source", "speaker"), left_out)
    for held_out in parts:
        learned = learner.weights(held_out)
        rankers = LogLinear(learned["source"]), LogLinear(learned["speaker"])
        for number in sorted(held_out):
            article, (analysed, quotes) = articles[number], prepared[number]
            examples.is_quotation.extend(quotation_decisions(number, article, *rankers))
            decided = attribute(analysed, *rankers)
            sources, speakers = attribution_decisions(
                number, analysed, quotes, decided, weights[number]
            )
            examples.source.extend(sources)
            examples.speaker.extend(speakers)
            weight = 1.0 if article["publisher"] != TRAPS else _MADE_UP_OUTCOME
            if weights[number] != GRAMMAR_WEIGHT or article["publisher"] != TRAPS:
                examples.outcomes.extend(_outcomes(analysed, quotes, decided, weight))
    return examples


def _outcomes(
    article: Article, quotes: Sequence[Gold], decided: Sequence[Attribution], weight: float
) -> Iterable[Outcome]:
    """The names that were given, where it can be told whether they are right.

    The annotation names nobody for "the governor"; there whom the article calls one is right.
    """
    for gold, one in zip(quotes, decided, strict=True):
        if one.mention is None or one.person is None:
            continue
        kind = choice_kind(article, one.mention)
        is_right = is_right_name(one.person, gold)
        if is_right is not None:
            yield Outcome(kind, one.probability, is_right, weight)
        elif kind == "phrase":
            match = article.speakers.role_match(article.mentions[one.mention], one.person)
            if match != RoleMatch.NO:
                yield Outcome(kind, one.probability, True, weight * _BY_ROLE)
