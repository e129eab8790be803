"""Which mention is the source of a quote: the candidates around it and what speaks for each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from indexer.quotes.clauses import Clauses
from indexer.quotes.eligible import is_eligible, noun_class
from indexer.quotes.lexicon import cues
from indexer.quotes.mention import BARE, NOMINAL, PERSONAL, Mention
from indexer.quotes.narrative import CUE, Narrative

_BACK_TOKENS, _AHEAD_TOKENS = 90, 70
_BACK_LIMIT, _AHEAD_LIMIT = 8, 4
_LONG_PATH = 16
_NEAR = 5
_FOLLOW = 12
_SPECIAL_WORDS = frozenset(("that", "who", "which"))

_GROUP_SYMBOL = {"say": "S", "report": "R", "judge": "J", "think": "K", "act": "B", "noun": "U"}
_SIGNS = "QV.,:;-()"
_TAG_SYMBOL = {
    "N": "N", "w": "n", "#": "n", "D": "n", "O": "n", "'": "'", "T": "", "R": "", "A": "a",
    "P": "p", "C": "c", "H": "h", "x": "n", **dict(zip(_SIGNS, _SIGNS, strict=True)),
}  # fmt: skip
# What a sketch leaves out: all of prepositional phrases but the first preposition, and repeats.
_PASSED_OVER = re.compile(r"(?<=p)[pnN'UB]+|([^p])(?=\1)")


class Sources:
    """The candidates for the sources of one article's quotes.

    Args:
        narrative: The article's token row.
        mentions: All mentions, in order.
    """

    def __init__(self, narrative: Narrative, mentions: Sequence[Mention]) -> None:
        self.narrative = narrative
        self.mentions = mentions
        paragraphs = narrative.paragraphs
        near = {paragraphs[token] + step for token in narrative.quote_tokens for step in (-1, 0, 1)}
        self._eligible = [
            number
            for number, one in enumerate(mentions)
            if paragraphs[one.first] in near and is_eligible(narrative, one)
        ]
        self._firsts = [mentions[number].first for number in self._eligible]
        self._cue_tokens = [at for at, tag in enumerate(narrative.tags) if tag == CUE]
        self._symbols = _symbols(narrative, self._cue_tokens)
        self._after_mention: dict[tuple[int, int], tuple[str, str, str, str]] = {}
        self._clauses = Clauses(narrative, mentions)

    def candidates(self, quote: int, previous: int | None) -> list[int]:
        """Numbers of the mentions to choose from, in order of the text.

        Args:
            quote: Which quote.
            previous: The mention chosen for the quote before it, or None.
        """
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        paragraph = narrative.paragraphs[token]
        low = bisect_left(narrative.paragraphs, paragraph - 1)
        high = bisect_right(narrative.paragraphs, paragraph + 1)
        middle = bisect_left(self._firsts, token)
        start = bisect_left(self._firsts, max(low, token - _BACK_TOKENS))
        end = bisect_left(self._firsts, min(high, token + _AHEAD_TOKENS))
        found = self._eligible[max(start, middle - _BACK_LIMIT) : min(end, middle + _AHEAD_LIMIT)]
        more = {*self._clauses.features(token)}
        if previous is not None:
            more.add(previous)
        return found if more.issubset(found) else sorted(more.union(found))

    def describe(
        self, quote: int, candidates: Sequence[int], previous: int | None
    ) -> list[list[str]]:
        """The features of each candidate for a quote, in the same order."""
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        context = self._context(quote, token)
        middle = sum(self.mentions[one].first < token for one in candidates)
        subjects = self._clauses.features(token)
        described = []
        for place, number in enumerate(candidates):
            rank = str(middle - place if place < middle else place - middle + 1)
            features = self._features(quote, number, rank, context, number == previous)
            features += subjects.get(number, ())
            if place >= middle:
                features += self._features_after(quote, number, context)
            described.append(features)
        return described

    def cue(self, quote: int, mention: Mention) -> int | None:
        """Token of the reporting word between or beside a mention and its quote."""
        narrative = self.narrative
        token = narrative.quote_tokens[quote]
        if mention.first > token:
            start, end = token + 1, narrative.sentence_end(mention.first)
        else:
            start, end = narrative.sentence_start(mention.first), token
        at = bisect_left(self._cue_tokens, start)
        near = [one for one in self._cue_tokens[at : at + 12] if one < end]
        near = [one for one in near if not mention.first <= one < mention.last]
        return min(near, key=lambda one: _cue_cost(narrative, one, mention), default=None)

    def _context(self, quote: int, token: int) -> tuple[str, str, str, str]:
        """What is known of the quote alone: last sign, token before and after, place."""
        narrative = self.narrative
        text = narrative.text
        end = narrative.ends[token] - 1
        while end > narrative.starts[token] and text[end] in "\"'”’»“ \xa0":
            end -= 1
        sign = text[end] if text[end] in ",.?!" else "w"
        before = self._symbols[token - 1] if token else "$"
        after = self._symbols[token + 1] if token + 1 < len(narrative) else "$"
        same_before = token > 0 and narrative.sentences[token - 1] == narrative.sentences[token]
        same_after = (
            token + 1 < len(narrative)
            and narrative.sentences[token + 1] == narrative.sentences[token]
        )
        starts_paragraph = (
            token == 0 or narrative.paragraphs[token - 1] != narrative.paragraphs[token]
        )
        b = before if same_before else ("^" if starts_paragraph else "|")
        a = after if same_after else "|"
        first = text[narrative.starts[token] + 1 : narrative.starts[token] + 3].strip("'“\"‘")[:1]
        case = "u" if first.isupper() else "l"
        return sign, b, a, case

    def _features(
        self,
        quote: int,
        number: int,
        rank: str,
        context: tuple[str, str, str, str],
        is_previous: bool,
    ) -> list[str]:
        narrative, mention = self.narrative, self.mentions[number]
        token = narrative.quote_tokens[quote]
        sign, before, after, case = context
        sentences, paragraphs = narrative.sentences, narrative.paragraphs
        first, last = mention.first, mention.last
        is_before = first < token
        low, high = (last, token) if is_before else (token + 1, first)
        sentence_gap = min(abs(sentences[first] - sentences[token]), 3)
        paragraph_gap = min(abs(paragraphs[first] - paragraphs[token]), 2)
        quotes_between = min(self._quotes_between(quote, mention), 2)
        side = "b" if is_before else "a"
        place = f"{side}{sentence_gap}{paragraph_gap}{quotes_between}"
        apart = side + ("1" if sentence_gap else "0")
        distance = _bucket(high - low)
        previous = "P" if is_previous else "-"
        kind = mention.kind
        # A quote in between ends what is looked at; beyond the reach it makes no difference.
        stop = token if is_before and token - last < _FOLLOW else len(narrative)
        following = self._following(number, stop)
        follow, cue_word, cue_group, cue_gap = following
        prior = (
            self._symbols[first - 1] if first and sentences[first - 1] == sentences[first] else "^"
        )
        prior_word = narrative.lowers[first - 1] if prior != "^" else "^"
        subject = prior in "^,c:-;Q."
        where = place[:3]
        features = [
            "l:" + place,
            f"lk:{place}{kind}",
            f"k:{kind}{mention.is_plural}",
            f"d:{apart}{distance}",
            f"r:{side}{rank}",
            f"rs:{side}{rank}{place[1]}",
            f"pv:{previous}{place}",
            f"pvs:{previous}{place[2:]}{before}{after}{sign}",
            f"x:{where}{sign}{before}{after}",
            f"xc:{where}{case}{before}{after}",
            f"f:{side}{follow}",
            f"fl:{where}{follow}",
            f"c:{apart}{cue_group}{cue_gap}",
            f"cw:{apart}{cue_word}",
            f"pr:{side}{prior}",
            f"prl:{where}{prior}",
            f"prw:{side}{prior_word}" if prior in "pSRJKBUa" else f"prs:{side}{prior}{kind}",
            f"s:{where}{subject}{kind}",
        ]
        path = self._path(low, high) if sentence_gap < 2 else ""
        if sentence_gap == 0:
            features += [
                f"p:{side}{path}",
                f"p1:{side}{path[:1]}{path[-1:]}",
                f"p2:{side}{path[:2]}",
                f"p3:{side}{path[-2:]}",
                f"ps:{side}{prior}{path}",
                f"pf:{side}{path}|{follow[:3]}",
                f"pk:{side}{path}{kind}",
                f"px:{side}{path[:3]}{sign}{before}{after}",
            ]
        elif sentence_gap == 1:
            features += [f"q:{side}{path[-2:]}{sign}{before}", f"qf:{side}{follow[:4]}{before}"]
        if kind in (NOMINAL, BARE):
            features.append(f"n:{where}{noun_class(narrative.lowers[mention.head])}")
            features.append(f"nd:{narrative.lowers[first]}" if kind == NOMINAL else "nb")
        elif kind == PERSONAL:
            features.append(f"h:{where}{narrative.lowers[first]}")
        if mention.is_possessive:
            features.append(f"po:{side}{sentence_gap}{follow[:2]}")
        if mention.titles:
            features.append("ti:" + where)
        if prior_word == "to" and sentence_gap == 0 and self._is_only_source(first):
            features.append("ac:" + side)
        return features

    def _features_after(
        self, quote: int, number: int, context: tuple[str, str, str, str]
    ) -> list[str]:
        """What speaks for a mention after the quote: its place in its sentence or paragraph."""
        narrative, mention, symbols = self.narrative, self.mentions[number], self._symbols
        sentences, paragraphs = narrative.sentences, narrative.paragraphs
        sign, _, after, _ = context
        token = narrative.quote_tokens[quote]
        first, last = mention.first, mention.last
        if sentences[first] == sentences[token]:
            end = narrative.sentence_end(first)
            ahead = "".join(symbols[max(first - 2, token + 1) : first])
            rest = "".join(symbols[last : min(end, last + 3)])
            quotes = min(bisect_left(narrative.quote_tokens, end) - quote - 1, 2)
            is_near = first - token < _NEAR
            return [
                f"e:{ahead}|{rest}{is_near}",
                f"eq:{ahead[-1:]}{rest[:2]}{quotes}{sign}{is_near}",
            ]
        if paragraphs[first] == paragraphs[token]:
            return []
        # A line below a quote may be but its author's name.
        start = bisect_left(paragraphs, paragraphs[first])
        ahead = "".join(symbols[start:first])[:3]
        size = min(bisect_right(paragraphs, paragraphs[first]) - last, 4)
        is_alone = token == 0 or paragraphs[token - 1] != paragraphs[token]
        return [f"z:{ahead}{size}{is_alone}{after}"]

    def _quotes_between(self, quote: int, mention: Mention) -> int:
        """How many other quotes stand between a quote and a mention."""
        tokens = self.narrative.quote_tokens
        if mention.first < tokens[quote]:
            return quote - bisect_left(tokens, mention.last)
        return bisect_left(tokens, mention.first) - quote - 1

    def _is_only_source(self, first: int) -> bool:
        """Whether "according to" is before a mention, and no verb of saying in its sentence.

        In "Q, said X, according to Y" the words are X's, whatever Y had to do with it.
        """
        narrative = self.narrative
        if narrative.lower(first - 2) != "according":
            return False
        start, end = narrative.sentence_start(first), narrative.sentence_end(first)
        at = bisect_left(self._cue_tokens, start)
        stop = bisect_left(self._cue_tokens, end)
        return not any(self._symbols[one] in "SR" for one in self._cue_tokens[at:stop])

    def _path(self, low: int, high: int) -> str:
        if high - low > _LONG_PATH:
            return "~"
        return _compressed("".join(self._symbols[low:high]))

    def _following(self, number: int, end: int) -> tuple[str, str, str, str]:
        """What follows a mention in its sentence: a sketch, and the first reporting word."""
        narrative, mention = self.narrative, self.mentions[number]
        last = mention.last
        known = self._after_mention.get((number, end))
        if known is not None:
            return known
        sentences = narrative.sentences
        stop = min(last + _FOLLOW, end, len(narrative))
        stop = bisect_right(sentences, sentences[mention.first], last, stop)
        sketch = _compressed("".join(self._symbols[last:stop]))[:5]
        at = bisect_left(self._cue_tokens, last)
        if at < len(self._cue_tokens) and self._cue_tokens[at] < stop:
            cue_token = self._cue_tokens[at]
            cue = cues()[narrative.lowers[cue_token]]
            found = sketch, cue.lemma, _GROUP_SYMBOL[cue.group], _bucket(cue_token - last)
        else:
            found = sketch, "", "", ""
        self._after_mention[number, end] = found
        return found


def _cue_cost(narrative: Narrative, token: int, mention: Mention) -> tuple[int, int]:
    """Lower is likelier to be the mention's reporting word."""
    group = cues()[narrative.lowers[token]].group
    distance = token - mention.last if token >= mention.last else mention.first - token
    return distance + 3 * (group not in ("say", "report")), distance


def _symbols(narrative: Narrative, cue_tokens: Iterable[int]) -> list[str]:
    """One symbol a token, finer than tags for reporting words, "" for what is passed over."""
    symbols = [_TAG_SYMBOL[tag] for tag in narrative.tags]
    special, lowers = _special_symbols(), narrative.lowers
    for at in cue_tokens:
        symbols[at] = special[lowers[at]]
    for at in [at for at, lower in enumerate(lowers) if lower in _SPECIAL_WORDS]:
        symbols[at] = special[lowers[at]]
    return symbols


@lru_cache(maxsize=1)
def _special_symbols() -> dict[str, str]:
    """Symbols of single words: reporting words by their class, "that", "who", "which"."""
    symbols = {form: _GROUP_SYMBOL[cue.group] for form, cue in cues().items()}
    return {**symbols, "that": "t", "who": "w", "which": "w"}


@lru_cache(maxsize=20_000)
def _compressed(path: str) -> str:
    """A sketch of a stretch of symbols: repeats and prepositional phrases become one."""
    return _PASSED_OVER.sub("", path)[:9]


# A distance in tokens -> the next of a few growing ones.
_LIMITS = (0, 1, 2, 3, 5, 8, 13, 21, 34)
_BUCKETS = tuple(str(_LIMITS[bisect_left(_LIMITS, count)]) for count in range(_LIMITS[-1] + 1))


def _bucket(count: int) -> str:
    return _BUCKETS[count] if count < len(_BUCKETS) else "far"
