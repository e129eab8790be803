"""The halves of a split quote: “…,” says X. “…” is one quote of two parts."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.article import Article
from indexer.quotes.attribution import Attribution

_LONGEST_ATTRIBUTION = 30


def group(article: Article, attributions: Sequence[Attribution]) -> list[list[int]]:
    """Group the numbers of the marked stretches into quotes, in order."""
    groups: list[list[int]] = []
    for number in range(len(article.spans)):
        if groups and _is_split(article, attributions, number):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_split(article: Article, attributions: Sequence[Attribution], number: int) -> bool:
    """Whether only the attribution stands between a stretch and the one before it."""
    tokens = article.tokens
    chosen = attributions[number].mention
    if chosen is None or chosen != attributions[number - 1].mention:
        return False
    start, end = tokens.quote_tokens[number - 1], tokens.quote_tokens[number]
    mention = article.mentions[chosen]
    if not start < mention.first < end or end - start > _LONGEST_ATTRIBUTION:
        return False
    if tokens.paragraphs[start] != tokens.paragraphs[end]:
        return False
    # Nothing but the one sentence of the attribution.
    return tokens.sentences[end - 1] == tokens.sentences[mention.first]
