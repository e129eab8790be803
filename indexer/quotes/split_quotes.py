"""The parts of a split quote: “…,” says X. “…” is one quote of two parts."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.article import Article
from indexer.quotes.attribution import Attribution

_LONGEST_ATTRIBUTION = 30  # tokens


def group_parts(article: Article, attributions: Sequence[Attribution]) -> list[list[int]]:
    """Group the numbers of the quotation spans into quotes, in order."""
    groups: list[list[int]] = []
    for number in range(len(article.spans)):
        if groups and _continues(article, attributions, number):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _continues(article: Article, attributions: Sequence[Attribution], number: int) -> bool:
    """Whether a span goes on with the quote of the span before it.

    Both have the same source, and between them, within one paragraph, stands nothing but the
    one sentence that names this source.
    """
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
    return tokens.sentences[end - 1] == tokens.sentences[mention.first]
