"""What speaks for a mention as the source of a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from indexer.quotes.mentions.mention import BARE, NOMINAL, PERSONAL, Mention
from indexer.quotes.noun_classes import noun_class
from indexer.quotes.sources.grammar_features import GrammarFeatures
from indexer.quotes.sources.tag_paths import SAYING_SYMBOLS, SILENT, bucket, symbols_of, tag_path
from indexer.quotes.tokens import tag
from indexer.quotes.tokens.row import Tokens

_LONG_PATH = 16
_FOLLOW = 12


class _Context(NamedTuple):
    """What is known of a quote alone.

    Attributes:
        quote: Its number.
        token, sentence, paragraph: Where it is.
        around: The symbols before and after it, and its last sign.
    """

    quote: int
    token: int
    sentence: int
    paragraph: int
    around: str


# The facts about a mention for all quotes on one side of it: first the template and the rest of the
# feature for its pronoun or noun, then the features that depend on nothing but the side. A plain
# tuple, since nearly every candidate has its own.
_Traits = tuple[tuple[str, str] | None, list[str]]


class SourceFeatures:
    """Describes candidates for the sources of one article's quotes.

    Args:
        tokens: The article's tokens.
        mentions: All mentions, in order.
        cue_tokens: Where its reporting words are, ascending.
    """

    def __init__(
        self, tokens: Tokens, mentions: Sequence[Mention], cue_tokens: Sequence[int]
    ) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self._symbols = symbols_of(tokens, cue_tokens)
        self._saying_tokens = [at for at in cue_tokens if self._symbols[at] in SAYING_SYMBOLS]
        self._known: dict[str, dict[int, _Traits]] = {"b": {}, "a": {}}
        self._after_mention: dict[int, tuple[str, str]] = {}
        self._grammar = GrammarFeatures(tokens, mentions)

    def describe(
        self, quote: int, candidates: Sequence[int], previous: int | None
    ) -> list[list[str]]:
        """The features of each candidate for a quote, in the same order, then those of nobody."""
        context = self._context(quote)
        described = [self._features(context, one, one == previous) for one in candidates]
        around = context.around
        described.append(self._grammar.of_nobody(quote, candidates, previous, around))
        return described

    def _context(self, quote: int) -> _Context:
        tokens = self.tokens
        text, sentences, paragraphs = tokens.text, tokens.sentences, tokens.paragraphs
        token = tokens.quote_tokens[quote]
        sentence, paragraph = sentences[token], paragraphs[token]
        end = tokens.ends[token] - 1
        while end > tokens.starts[token] and text[end] in "\"'”’»“ \xa0":
            end -= 1
        sign = text[end] if text[end] in ",.?!" else "w"
        before = after = "|"
        if token > 0 and sentences[token - 1] == sentence:
            before = self._symbol(token - 1)
        elif token == 0 or paragraphs[token - 1] != paragraph:
            before = "^"
        if token + 1 < len(sentences) and sentences[token + 1] == sentence:
            after = self._symbol(token + 1)
        return _Context(quote, token, sentence, paragraph, before + after + sign)

    def _symbol(self, token: int) -> str:
        """The symbol of one token, "" for what is passed over."""
        symbol = self._symbols[token : token + 1]
        return "" if symbol == SILENT else symbol

    def _between(self, start: int, end: int) -> str:
        """The symbols of some tokens, without those passed over."""
        return self._symbols[start:end].replace(SILENT, "")

    def _traits(self, mention: Mention, side: str) -> _Traits:
        tokens, kind, first = self.tokens, mention.kind, mention.first
        lowers, sentences = tokens.lowers, tokens.sentences
        is_within = first > 0 and sentences[first - 1] == sentences[first]
        prior = self._symbol(first - 1) if is_within else "^"
        noun = None
        finished = [
            f"k:{kind}{mention.is_plural!s}",
            f"pr:{side}{prior}",
            f"nx:{side}{tokens.padded_lowers[mention.last]}",
        ]
        if prior in "pSRJKBUa":
            word = "according" if self._is_only_source(first) else lowers[first - 1]
            finished.append(f"prw:{side}{word}")
        if kind == PERSONAL:
            noun = "h:", lowers[first]
        elif kind in (NOMINAL, BARE):
            noun = "n:", noun_class(lowers[mention.head])
            if kind == NOMINAL:
                finished.append("nd:" + lowers[first])
        return noun, finished

    def _features(self, context: _Context, number: int, is_previous: bool) -> list[str]:
        """Where a mention stands, what is beside it, and what leads from it to the quote."""
        tokens, mention = self.tokens, self.mentions[number]
        first, last, token = mention.first, mention.last, context.token
        is_before = first < token
        if is_before:
            side, low, high = "b", last, token
            between = context.quote - bisect_left(tokens.quote_tokens, last)
        else:
            side, low, high = "a", token + 1, first
            between = bisect_left(tokens.quote_tokens, first) - context.quote - 1
        traits = self._known[side].get(number)
        if traits is None:
            traits = self._known[side][number] = self._traits(mention, side)
        noun, finished = traits
        sentence_gap = abs(tokens.sentences[first] - context.sentence)
        apart = side + ("1" if sentence_gap else "0")
        paragraph_gap = abs(tokens.paragraphs[first] - context.paragraph)
        gaps = (
            f"{sentence_gap if sentence_gap < 3 else 3}{paragraph_gap if paragraph_gap < 2 else 2}"
        )
        where = side + gaps
        place = f"{where}{between if between < 2 else 2}"
        previous = "P" if is_previous else "-"
        # The tokens up to the quote count; beyond the reach the quote makes no difference.
        is_cut = is_before and token - last < _FOLLOW
        follow, group = self._until(mention, token) if is_cut else self._following(number)
        features = [
            "l:" + place,
            f"d:{apart}{bucket(high - low)}",
            f"pvs:{previous}{place[2:]}{context.around}",
            f"f:{side}{follow}",
            f"c:{apart}{group}",
            *finished,
        ]
        if noun:
            features.append(where.join(noun))
        if sentence_gap == 0:
            path = "~" if high - low > _LONG_PATH else tag_path(self._between(low, high))
            features += [
                f"p2:{side}{path[:2]}",
                f"pf:{side}{path}|{follow[:3]}",
                *self._grammar.of_mention(mention, token),
            ]
        return features

    def _is_only_source(self, first: int) -> bool:
        """Whether "according to" is before a mention, and its sentence has no "said".

        In "Q, said X, according to Y" the words are X's.
        """
        tokens = self.tokens
        if not tokens.is_according(first):
            return False
        start, end = tokens.sentence_start(first), tokens.sentence_end(first)
        return bisect_left(self._saying_tokens, start) == bisect_left(self._saying_tokens, end)

    def _following(self, number: int) -> tuple[str, str]:
        """What follows a mention in its sentence, as `_until`, worked out once."""
        known = self._after_mention.get(number)
        if known is None:
            mention = self.mentions[number]
            known = self._until(mention, len(self.tokens.sentences))
            self._after_mention[number] = known
        return known

    def _until(self, mention: Mention, end: int) -> tuple[str, str]:
        """What follows a mention in its sentence: a tag path, and the first reporting word.

        Args:
            mention: The mention.
            end: The token at which to stop, or the end of the text.
        """
        tokens, last = self.tokens, mention.last
        sentences = tokens.sentences
        stop = min(last + _FOLLOW, end)
        stop = bisect_right(sentences, sentences[mention.first], last, stop)
        group = ""
        cue = tokens.row.find(tag.CUE, last, stop)
        if cue >= 0:
            group = self._symbols[cue] + bucket(cue - last)
        return tag_path(self._between(last, stop))[:5], group
