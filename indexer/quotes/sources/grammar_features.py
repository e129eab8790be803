"""What the grammar of a quote's sentence tells for a mention, and for nobody, as the source."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.quotes.mentions.mention import Mention
from indexer.quotes.sources.syntax_paths import (
    count_clauses,
    governor,
    syntax_path,
    syntax_symbols,
)
from indexer.quotes.tokens.row import Tokens

_REACH = 8  # tokens that are looked at before a mention and behind one
_LONGEST = 60  # tokens between a mention and a quote; of a longer way nothing is told
_PRIOR = 3  # symbols before a mention
_MOST_GAPS, _MOST_WITHIN, _MOST_CANDIDATES = 3, 2, 3


class GrammarFeatures:
    """Describes the grammatical paths between the mentions and the quotes of one article.

    Args:
        tokens: The article's token row.
        mentions: All mentions, in order.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self._tokens = tokens
        self._mentions = mentions
        self._symbols = syntax_symbols(tokens)
        self._priors: dict[int, str] = {}

    def of_mention(self, mention: Mention, token: int) -> list[str]:
        """The features of a mention for the quote at a token of the same sentence."""
        if mention.first > token:
            path = self._path(token + 1, mention.first)
            after = syntax_path(self._symbols[mention.last : mention.last + _REACH])
            return [f"U:{path}", f"V:{path[-2:]}_{after[:2]}", f"W:{path[:3]}_{after[:1]}"]
        prior = self._prior(mention)
        path = self._path(mention.last, token)
        verb = governor(path)
        return [
            f"u:{path}",
            f"v:{prior[-2:]}_{path[:2]}",
            f"w:{prior[-1:]}_{path[-3:]}",
            f"x:{path[:2]}{count_clauses(path)}",
            f"y1:{verb}",
            f"y2:{verb}{prior[-1:]}{path[:1]}",
            f"y3:{verb[:1]}{prior[-2:]}",
        ]

    def of_nobody(
        self, quote: int, candidates: Sequence[int], previous: int | None, around: str
    ) -> list[str]:
        """The features of nobody as the source of a quote.

        Args:
            quote: The quote's number.
            candidates: The mentions that are possible sources.
            previous: The source of the last quote that has one, or None.
            around: The signs beside the quote.
        """
        tokens, token = self._tokens, self._tokens.quote_tokens[quote]
        start, end = tokens.sentence_start(token), tokens.sentence_end(token)
        before = syntax_path(self._symbols[max(start, token - _LONGEST) : token])
        after = syntax_path(self._symbols[token + 1 : min(end, token + _LONGEST)])
        gap = "-"
        if quote > 0:
            last = tokens.quote_tokens[quote - 1]
            gap = str(min(tokens.paragraphs[token] - tokens.paragraphs[last], _MOST_GAPS))
        within = sum(start <= self._mentions[one].first < end for one in candidates)
        near = f"{min(within, _MOST_WITHIN)}{min(len(candidates), _MOST_CANDIDATES)}"
        return [
            "0",
            f"0a:{around}",
            f"0b:{before[-2:]}|{after[:1]}",
            f"0w:{before[-4:]}",
            f"0f:{after[:3]}",
            f"0p:{previous is not None!s}{gap}{around}",
            f"0c:{near}",
            f"0s:{before[:3]}",
        ]

    def _path(self, start: int, end: int) -> str:
        return "~" if end - start > _LONGEST else syntax_path(self._symbols[start:end])

    def _prior(self, mention: Mention) -> str:
        """The last symbols before a mention in its sentence, "^" where it begins."""
        known = self._priors.get(mention.first)
        if known is None:
            start = self._tokens.sentence_start(mention.first)
            start = max(start, mention.first - _REACH)
            before = "^" + syntax_path(self._symbols[start : mention.first])
            known = self._priors[mention.first] = before[-_PRIOR:]
        return known
