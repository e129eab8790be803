"""Which mention is the source of a quote: the candidates around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from indexer.quotes.lexicon import SAYING, cues
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.sources.candidate_filter import may_be_source
from indexer.quotes.sources.certain import CertainSources
from indexer.quotes.sources.clauses import Clauses
from indexer.quotes.sources.complements import names_in_complements
from indexer.quotes.sources.features import SourceFeatures
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_BACK_TOKENS, _AHEAD_TOKENS = 90, 70
_BACK_LIMIT, _AHEAD_LIMIT = 8, 4


class Sources:
    """The candidates for the sources of one article's quotes.

    Args:
        tokens: The article's tokens.
        mentions: All mentions, in order.
    """

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        all_firsts = [one.first for one in mentions]
        near = [
            number
            for start, end in tokens.near_quotes()
            for number in range(bisect_left(all_firsts, start), bisect_left(all_firsts, end))
        ]
        barred = names_in_complements(tokens, mentions, near)
        self._possible = [
            one for one in near if one not in barred and may_be_source(tokens, mentions[one])
        ]
        self._firsts = [mentions[number].first for number in self._possible]
        self._cue_tokens = tokens.tagged(tag.CUE)
        self._features = SourceFeatures(tokens, mentions, self._cue_tokens)
        self._clauses = Clauses(tokens, mentions, barred)
        self._certain = CertainSources(tokens, mentions, self._possible)

    def certain(self, quote: int, before: int | None) -> int | None:
        """Number of the mention that is certainly a quote's source; None where a ranker chooses.

        Args:
            quote: Which quote.
            before: The source of the quote right before it, None if it has none.
        """
        return self._certain.source(quote, before)

    def candidates(self, quote: int, previous: int | None) -> list[int]:
        """Numbers of the mentions to choose from, in order of the text.

        Args:
            quote: Which quote.
            previous: The mention chosen for the last quote that has one, or None.
        """
        tokens = self.tokens
        token = tokens.quote_tokens[quote]
        subjects = self._clauses.features(token)
        found = self._within_sentence(token) if subjects else self._around(token)
        more = {*subjects}
        if previous is not None:
            more.add(previous)
        return found if more.issubset(found) else sorted(more.union(found))

    def _within_sentence(self, token: int) -> list[int]:
        """The nearest candidates in a quote's sentence, which has a subject of its own."""
        tokens = self.tokens
        start = bisect_left(self._firsts, tokens.sentence_start(token))
        middle = bisect_left(self._firsts, token)
        end = bisect_left(self._firsts, tokens.sentence_end(token))
        return self._possible[max(start, middle - _BACK_LIMIT) : min(end, middle + _AHEAD_LIMIT)]

    def _around(self, token: int) -> list[int]:
        """The nearest candidates in a quote's paragraph and the two beside it."""
        tokens = self.tokens
        paragraph = tokens.paragraphs[token]
        low = bisect_left(tokens.paragraphs, paragraph - 1)
        high = bisect_right(tokens.paragraphs, paragraph + 1)
        middle = bisect_left(self._firsts, token)
        start = bisect_left(self._firsts, max(low, token - _BACK_TOKENS))
        end = bisect_left(self._firsts, min(high, token + _AHEAD_TOKENS))
        return self._possible[max(start, middle - _BACK_LIMIT) : min(end, middle + _AHEAD_LIMIT)]

    def describe(
        self, quote: int, candidates: Sequence[int], previous: int | None
    ) -> list[list[str]]:
        """The features of each candidate for a quote, in the same order, then those of nobody."""
        described = self._features.describe(quote, candidates, previous)
        subjects = self._clauses.features(self.tokens.quote_tokens[quote])
        if subjects:
            for number, features in zip(candidates, described[:-1], strict=True):
                features += subjects.get(number, ())
        return described

    def is_beside(self, quote: int, mention: Mention) -> bool:
        """Whether a mention stands in a quote's sentence, or in another that reports."""
        sentences = self.tokens.sentences
        is_within = sentences[mention.first] == sentences[self.tokens.quote_tokens[quote]]
        return is_within or self.cue(quote, mention) is not None

    def cue(self, quote: int, mention: Mention) -> int | None:
        """Token of the reporting word between or beside a mention and its quote."""
        tokens = self.tokens
        token = tokens.quote_tokens[quote]
        if mention.first > token:
            start, end = token + 1, tokens.sentence_end(mention.first)
        else:
            start, end = tokens.sentence_start(mention.first), token
        at = bisect_left(self._cue_tokens, start)
        near = [one for one in self._cue_tokens[at : at + 12] if one < end]
        near = [one for one in near if not mention.first <= one < mention.last]
        return min(near, key=lambda one: _cue_cost(tokens, one, mention), default=None)


def _cue_cost(tokens: Tokens, token: int, mention: Mention) -> tuple[int, int]:
    """Lower is likelier to be the mention's reporting word."""
    group = cues()[tokens.lowers[token]].group
    distance = token - mention.last if token >= mention.last else mention.first - token
    return distance + 3 * (group not in SAYING), distance
